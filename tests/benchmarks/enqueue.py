"""Durable enqueue of one rating beside the plain limit; and a ledger of many years.

The limit is the standard library's sqlite3, WAL and synchronous=FULL, one table, one insert of
the same bytes: nothing that survives a power cut does less. Ours is the entry in the encrypted
ledger, with all its indexes; and, in a line of its own, what a person waits for after *Ghi nhận*:
the entry and the answered prompt in one transaction. Sealing and signing happen before it and are
shown apart. All alternate in one run.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rating_client.base.ledger import Ledger
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths
from rating_client.enrolment.device import DeviceKeys
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Dispatch
from rating_client.outbox.envelope import Envelope, seal
from rating_client.outbox.listing import SentFilter, SentList
from rating_client.prompts.book import PromptBook
from rating_client.prompts.inbox import Inbox, InboxFilter
from tests.support.claims import claim_one
from tests.support.issuer import Issuer
from tests.support.ledgers import TEST_KEY
from tests.support.submissions import content

RUNS = 400
QUEUED = 100_000
KNOWN = 1_000_000
BAR_P50, BAR_P95 = 1.3, 1.5
RECEIVER = "receiver"
NOW = 1_795_000_000.0
SLOW = "BENCH_SLOW"


def main() -> None:
    """Print p50 and p95 as ratios to the limit; with BENCH_SLOW=1 the ledger of many years too."""
    with tempfile.TemporaryDirectory() as folder:
        jwe = _sealing(Path(folder))
        ours, limit = Ours(Path(folder) / "ours", jwe), Limit(Path(folder) / "limit.db", jwe)
        print(f"durable enqueue of one rating ({len(jwe)} bytes sealed), {RUNS} runs, alternating")
        _compare("at 0 rows", ours, limit)
        ours.fill(QUEUED)
        limit.fill(QUEUED)
        _compare(f"at {QUEUED:,} rows", ours, limit)
        ours.close()
        limit.close()
    if os.environ.get(SLOW):
        with tempfile.TemporaryDirectory() as folder:
            many_years(Path(folder), jwe)


class Limit:
    """The least that is durable."""

    def __init__(self, path: Path, jwe: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE queue (id TEXT PRIMARY KEY, content, envelope)")
        self._jwe = jwe

    def prepared(self) -> Callable[[], object]:
        row = self._row()

        def enqueue() -> None:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT INTO queue VALUES (?, ?, ?)", row)
            self._connection.execute("COMMIT")

        return enqueue

    def fill(self, rows: int) -> None:
        for _ in range(0, rows, 1000):
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT INTO queue VALUES (?, ?, ?)", [self._row() for _ in range(1000)]
            )
            self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    def _row(self) -> tuple[str, str, str]:
        frozen = content()
        return frozen["id"], json.dumps(frozen, ensure_ascii=False), self._jwe


class Ours:
    """One profile's ledger. Each rating is of a declaration of its own, as in life."""

    def __init__(self, folder: Path, jwe: str) -> None:
        self.paths = ProfilePaths.inside(folder)
        self.paths.make()
        self.ledger, _ = open_ledger(self.paths, TEST_KEY)
        self._outbox = Outbox(self.ledger)
        self._prompts = PromptBook(self.ledger)
        self._jwe = jwe
        self._numbered = 0

    def prepared(self) -> Callable[[], object]:
        """Everything that happens before the transaction is done here."""
        frozen, key, envelope, at = self._rating()
        _declarations(self.ledger, [key], "due")

        def enqueue() -> None:
            with self.ledger.transaction():
                self._outbox.put(frozen, declaration_key=key, now=at, envelope=envelope)
                self._prompts.answer(key, at)

        return enqueue

    def prepared_entry(self) -> Callable[[], object]:
        """The entry alone: the one record that the limit writes too."""
        frozen, key, envelope, at = self._rating()
        _declarations(self.ledger, [key], "answered")
        return lambda: self._outbox.put(frozen, declaration_key=key, now=at, envelope=envelope)

    def fill(self, rows: int) -> None:
        for _ in range(0, rows, 1000):
            ratings = [self._rating() for _ in range(1000)]
            with self.ledger.transaction():
                _declarations(self.ledger, [key for _, key, *_ in ratings], "answered")
                for frozen, key, envelope, at in ratings:
                    self._outbox.put(frozen, declaration_key=key, now=at, envelope=envelope)

    def close(self) -> None:
        self.ledger.close()

    def _rating(self) -> tuple[dict[str, Any], str, Envelope, float]:
        """The next one, a second after the one before it."""
        self._numbered += 1
        key = f"0200000000/{20_000_000_000 + self._numbered}"
        envelope = Envelope(self._jwe, uuid.uuid4().hex, RECEIVER, "device")
        return content(key), key, envelope, NOW + self._numbered


def many_years(folder: Path, jwe: str) -> None:
    """A hundred thousand queued and a million known declarations: open, queue, claim, look."""
    empty, old = Ours(folder / "empty", jwe), Ours(folder / "old", jwe)
    begun = time.perf_counter()
    old.fill(QUEUED)
    for batch in range(0, KNOWN - QUEUED, 10_000):
        keys = [f"0300000000/{30_000_000_000 + batch + number}" for number in range(10_000)]
        with old.ledger.transaction():
            _declarations(old.ledger, keys, "declined" if batch % 50_000 else "due")
    took = time.perf_counter() - begun
    print(f"a ledger with {QUEUED:,} queued and {KNOWN:,} known (made in {took:.0f} s)")
    old.close()
    opening = []
    for _ in range(5):
        begun = time.perf_counter()
        old.ledger, _ = open_ledger(old.paths, TEST_KEY)
        opening.append(time.perf_counter() - begun)
        old.ledger.close()
    old = _again(old, jwe)
    print(f"  open                 {statistics.median(opening) * 1000:8.1f} ms  (bar 1000)")
    for name, measured in (("enqueue", _enqueue), ("claim", _claim)):
        bare, full = measured(empty), measured(old)
        print(f"  {name:20} {full * 1000:8.2f} ms  {full / bare:.2f} of empty (bar 2)")
    for name, page in (
        ("page of the inbox", lambda: Inbox(old.ledger).page(InboxFilter(), 50)),
        ("page of what was sent", lambda: SentList(old.ledger).page(SentFilter(), 0, 50)),
    ):
        print(f"  {name:21}{_median(page, 20) * 1000:8.1f} ms")
    empty.close()
    old.close()


def _again(old: Ours, jwe: str) -> Ours:
    reopened = Ours(old.paths.data, jwe)
    reopened._numbered = QUEUED
    return reopened


def _enqueue(where: Ours) -> float:
    return statistics.median(_seconds(where.prepared()) for _ in range(50))


def _claim(where: Ours) -> float:
    dispatch = Dispatch(where.ledger)
    later = NOW + 2 * QUEUED
    return _median(lambda: claim_one(dispatch, RECEIVER, later, 120.0), 40)


def _compare(when: str, ours: Ours, limit: Limit) -> None:
    print(f"  {when}")
    peers: dict[str, Callable[[], Callable[[], object]]] = {
        "plain sqlite3": limit.prepared,
        "the entry": ours.prepared_entry,
        "entry and answered prompt": ours.prepared,
    }
    times: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(RUNS):
        for name, prepared in peers.items():
            times[name].append(_seconds(prepared()))
    p50 = {name: statistics.median(found) for name, found in times.items()}
    p95 = {name: statistics.quantiles(found, n=20)[-1] for name, found in times.items()}
    for name in peers:
        middle, late = p50[name], p95[name]
        print(
            f"    {name:26} p50 {middle * 1000:6.2f} ms  p95 {late * 1000:6.2f} ms"
            f"   {middle / p50['plain sqlite3']:.2f}  {late / p95['plain sqlite3']:.2f}"
            + (f"  (bars {BAR_P50} and {BAR_P95})" if name == "the entry" else "")
        )


def _sealing(folder: Path) -> str:
    """Say what signing and sealing cost, outside of every transaction; one envelope."""
    ledger = Ledger.open(folder / "keys.db", TEST_KEY)
    statement, device = Issuer().statement(), DeviceKeys(ledger).current(NOW)
    ledger.close()
    seconds = _median(lambda: seal(content(), statement, device), 50)
    print(f"signing and sealing, outside the transaction  p50 {seconds * 1000:.2f} ms")
    return seal(content(), statement, device).jwe


def _declarations(ledger: Ledger, keys: list[str], state: str) -> None:
    """Known declarations with a prompt in `state`."""
    rows = json.dumps([[key, key.split("/")[1]] for key in keys])
    decided = None if state == "due" else NOW
    with ledger.transaction():
        ledger.run(
            "INSERT INTO declaration (key, digits, number, owner_tax_code, owner_name, office,"
            " channel, registered_at, searchable, facts, first_seen_at, changed_at)"
            " SELECT value ->> 0, value ->> 1, (value ->> 1) || '0', '0200000000', 'CÔNG TY MẪU',"
            " '03CC', 2, '2026-11-21T10:40:00+07:00', value ->> 1,"
            " json_object('number', (value ->> 1) || '0', 'direction', 'N', 'stage', 'registered',"
            " 'owner_tax_code', '0200000000', 'office_code', '03CC'), 1, 1 FROM json_each(?)",
            (rows,),
        )
        ledger.run(
            "INSERT INTO prompt (key, state, origin, noticed_at, decided_at)"
            " SELECT value ->> 0, ?, 'old', ?, ? FROM json_each(?)",
            (state, NOW, decided, rows),
        )


def _seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _median(action: Callable[[], object], runs: int) -> float:
    return statistics.median(_seconds(action) for _ in range(runs))


if __name__ == "__main__":
    main()
