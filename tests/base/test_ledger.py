"""The ledger: durable, encrypted, and strict about its states."""

from __future__ import annotations

import statistics
import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.base.ledger import ConstraintError, Ledger
from rating_client.base.salvage import PAGE
from rating_client.outbox.box import Outbox
from rating_client.outbox.envelope import Envelope
from tests.support.ledgers import held, open_ledger
from tests.support.submissions import content


def test_it_is_durable_and_says_so(ledger: Ledger) -> None:
    assert ledger.value("PRAGMA journal_mode") == "wal"
    assert ledger.value("PRAGMA synchronous") == 2
    assert ledger.value("PRAGMA foreign_keys") == 1


def test_nothing_readable_lies_on_disk(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.remember("canary", "chim hoàng yến")
    ledger.close()
    stored = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert "chim hoàng yến".encode() not in stored
    assert b"SQLite format" not in stored


def test_a_wrong_key_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    open_ledger(tmp_path).close()
    before = (tmp_path / "ledger.db").read_bytes()
    with pytest.raises(Trouble) as trouble:
        open_ledger(tmp_path, key=b"x" * 32)
    assert trouble.value.code == "base.ledger-key-wrong"
    assert (tmp_path / "ledger.db").read_bytes() == before


@pytest.mark.parametrize("place", [0, 2000, PAGE - 64, PAGE - 33, PAGE - 32, PAGE - 1])
def test_a_page_with_one_changed_bit_is_never_read(tmp_path: Path, place: int) -> None:
    """Content, tag or nonce: the one flipped bit of a page that is in use is met, and said."""
    file = pages_in_use(tmp_path)
    pages = bytearray(file.read_bytes())
    pages[-PAGE + place] ^= 1
    file.write_bytes(pages)
    with pytest.raises(Trouble) as trouble:
        copied(tmp_path)
    assert trouble.value.code == "base.ledger-damaged"


def test_a_page_in_the_place_of_another_is_never_read(tmp_path: Path) -> None:
    file = pages_in_use(tmp_path)
    pages = file.read_bytes()
    file.write_bytes(pages[: -2 * PAGE] + pages[-PAGE:] + pages[-2 * PAGE : -PAGE])
    with pytest.raises(Trouble) as trouble:
        copied(tmp_path)
    assert trouble.value.code == "base.ledger-damaged"


def pages_in_use(folder: Path) -> Path:
    """A closed ledger that ends with pages of one long value; its file."""
    ledger = open_ledger(folder)
    ledger.remember("long", "dài " * 4 * PAGE)
    ledger.close()
    return folder / "ledger.db"


def copied(folder: Path) -> None:
    """Read every page."""
    ledger = open_ledger(folder)
    try:
        ledger.copy_to(folder / "copy.db")
    finally:
        ledger.close()


def test_it_closes_although_a_thread_that_nobody_waits_for_is_reading(tmp_path: Path) -> None:
    """A look at the connection goes on when the program ends: that was an error nobody could
    read, in place of an end."""
    ledger = open_ledger(tmp_path)
    ledger.remember("kept", "1")
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000000)"
    begun, counted = threading.Event(), []

    def count() -> None:
        ledger.value("SELECT 1")
        begun.set()
        counted.append(ledger.value(f"{counting} SELECT count(*) FROM n"))

    reader = threading.Thread(target=count)
    reader.start()
    assert begun.wait(10)
    time.sleep(0.05)  # it is inside the statement
    ledger.close()
    reader.join()
    assert counted == [5_000_000]
    again = open_ledger(tmp_path)
    assert again.recall("kept") == "1"
    again.close()


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.run("PRAGMA user_version = 999")
    ledger.close()
    with pytest.raises(Trouble) as trouble:
        open_ledger(tmp_path)
    assert trouble.value.code == "base.ledger-newer"


def test_a_transaction_joins_the_one_around_it(ledger: Ledger) -> None:
    def fail_outside() -> None:
        with ledger.transaction():
            with ledger.transaction():
                ledger.remember("inner", "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_outside()
    assert ledger.recall("inner") is None


def test_where_a_window_waits_a_held_lock_is_given_up_before_the_others_do(ledger: Ledger) -> None:
    def write() -> None:
        ledger.remember("word", "from a worker")

    worker = threading.Thread(target=write)
    ledger.hurry()
    with held(ledger):
        worker.start()
        with pytest.raises(Trouble) as trouble:
            ledger.remember("word", "from a window")
        assert worker.is_alive()
    worker.join()
    assert trouble.value.code == "base.ledger-busy"
    assert ledger.recall("word") == "from a worker"


def test_every_thread_has_its_own_connection(ledger: Ledger) -> None:
    seen: list[str | None] = []
    ledger.remember("word", "from the main thread")
    thread = threading.Thread(target=lambda: seen.append(ledger.recall("word")))
    thread.start()
    thread.join()
    assert seen == ["from the main thread"]


def test_a_thread_that_writes_nearly_always_lets_another_in_at_the_next_gap(
    ledger: Ledger,
) -> None:
    held, stop = 0, threading.Event()

    def write_on() -> None:
        nonlocal held
        while not stop.is_set():
            with ledger.transaction():
                held += 1
                time.sleep(0.03)
            time.sleep(0.01)

    thread = threading.Thread(target=write_on)
    thread.start()
    waits = []
    for _ in range(15):
        time.sleep(0.05)
        before = held
        with ledger.transaction():
            waits.append(held - before)
    stop.set()
    thread.join()
    assert held
    assert statistics.mean(waits) < 1, waits


@pytest.mark.parametrize(
    ("old", "new"), [("withdrawn", "due"), ("declined", "shown"), ("answered", "shown")]
)
def test_a_prompt_cannot_take_an_edge_that_is_not_drawn(ledger: Ledger, old: str, new: str) -> None:
    _declaration(ledger)
    ledger.run(
        "INSERT INTO prompt (key, state, origin, noticed_at, decided_at)"
        " VALUES ('1/10000000011', ?, 'live', 1, 1)",
        (old,),
    )
    with pytest.raises(ConstraintError):
        ledger.run("UPDATE prompt SET state = ?, decided_at = NULL", (new,))


@pytest.mark.parametrize("left", ["attempts = 1", "exported_at = 1", "receipt = 'receipt'"])
def test_an_entry_that_may_have_left_cannot_be_withdrawn_nor_deleted(
    ledger: Ledger, left: str
) -> None:
    _waiting_entry(ledger)
    ledger.run(f"UPDATE entry SET {left}")
    for forbidden in (
        "UPDATE entry SET state = 'withdrawn'",
        "UPDATE entry SET state = 'receipted', receipt = NULL",
        "DELETE FROM entry",
    ):
        with pytest.raises(ConstraintError):
            ledger.run(forbidden)


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE entry SET id = '00000000-0000-4000-8000-000000000000'",
        "UPDATE entry SET receiver = 'another'",
        "UPDATE entry SET envelope_sha256 = 'another'",
        "UPDATE content SET json = '{}'",
        "UPDATE envelope SET jwe = 'other bytes'",
        "INSERT OR REPLACE INTO content (entry, json) VALUES (1, '{}')",
        "INSERT OR REPLACE INTO envelope VALUES (1, 'receiver', 'device', 'digest', 'other')",
    ],
)
def test_what_was_frozen_is_never_changed(ledger: Ledger, forbidden: str) -> None:
    _waiting_entry(ledger)
    with pytest.raises(ConstraintError):
        ledger.run(forbidden)


@pytest.mark.parametrize("table", ["content", "envelope"])
@pytest.mark.parametrize(
    ("state", "erasable"),
    [
        ("waiting", False),
        ("sending", False),
        ("unconfirmed", False),
        ("needs_attention", False),
        ("receipted", True),
        ("withdrawn", True),
    ],
)
def test_only_what_is_settled_is_erased_and_it_stays_erased(
    ledger: Ledger, table: str, state: str, erasable: bool
) -> None:
    _waiting_entry(ledger)
    _brought_to(ledger, state)
    if not erasable:
        with pytest.raises(ConstraintError):
            ledger.run(f"DELETE FROM {table}")
        return
    kept = ledger.rows(f"SELECT * FROM {table}")[0]
    ledger.run(f"DELETE FROM {table}")
    marks = ", ".join(f":{name}" for name in kept)
    with pytest.raises(ConstraintError):
        ledger.run(f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({marks})", kept)


@pytest.mark.parametrize("state", ["waiting", "sending", "unconfirmed", "needs_attention"])
@pytest.mark.parametrize("digest", ["digest", "of another envelope"])
def test_an_entry_begins_unaddressed_or_waits_with_its_envelope(
    ledger: Ledger, state: str, digest: str
) -> None:
    _declaration(ledger)
    begins = [state, digest, 1.0 if state == "sending" else None]
    allowed = state == "waiting" and digest == "digest"
    with nullcontext() if allowed else pytest.raises(ConstraintError), ledger.transaction():
        ledger.run("INSERT INTO envelope VALUES (1, 'receiver', 'device', 'digest', 'bytes')")
        ledger.run(
            "INSERT INTO entry (serial, id, declaration_key, state, levels, form_id, form_version,"
            " receiver, envelope_sha256, lease_until, queued_at, not_before)"
            f" VALUES (1, '{'0' * 36}', '1/10000000011', ?, '5', 'f', 1, 'receiver', ?, ?, 1, 1)",
            begins,
        )
    assert ledger.value("SELECT count(*) FROM entry") == allowed
    assert ledger.value("SELECT count(*) FROM envelope") == allowed


@pytest.mark.parametrize(
    "alone",
    [
        "INSERT INTO content VALUES (1, '{}')",
        "INSERT INTO envelope VALUES (1, 'receiver', 'device', 'digest', 'bytes')",
    ],
)
def test_what_is_frozen_is_not_kept_without_its_entry(ledger: Ledger, alone: str) -> None:
    with pytest.raises(ConstraintError), ledger.transaction():
        ledger.run(alone)
    assert not ledger.rows("PRAGMA foreign_key_check")


def test_an_entry_waits_only_with_its_envelope(ledger: Ledger) -> None:
    _declaration(ledger)
    Outbox(ledger).put(content(), declaration_key="1/10000000011", now=1.0)
    with pytest.raises(ConstraintError):
        ledger.run("UPDATE entry SET state = 'waiting', receiver = 'r', envelope_sha256 = 's'")
    Outbox(ledger).address(ledger.value("SELECT id FROM entry"), ENVELOPE)
    _brought_to(ledger, "receipted")
    ledger.run("DELETE FROM envelope")
    with pytest.raises(ConstraintError):
        ledger.run("UPDATE entry SET state = 'waiting'")


def test_no_row_costs_a_tree_of_its_own_for_what_it_may_say(ledger: Ledger) -> None:
    tables = ledger.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'"
    )
    assert "entry" in {table["name"] for table in tables}
    for table in tables:
        steps = ledger.rows(f"EXPLAIN INSERT INTO {table['name']} DEFAULT VALUES")
        assert "OpenEphemeral" not in {step["opcode"] for step in steps}, table


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET hold_for = 'unheard of', hold_until = 1",
        "UPDATE prompt SET origin = 'unheard of'",
        "UPDATE prompt SET decided_at = 1",
        "UPDATE declaration SET channel = 4",
        "INSERT INTO document VALUES ('receiver', 'unheard of', 1, 'token', 1)",
    ],
)
def test_what_no_column_knows_is_refused(ledger: Ledger, change: str) -> None:
    _waiting_entry(ledger)
    key = "1/10000000011"
    ledger.run("INSERT INTO prompt (key, origin, noticed_at) VALUES (?, 'live', 1)", (key,))
    ledger.run("UPDATE entry SET hold_for = 'week', hold_until = 1")
    with pytest.raises(ConstraintError, match="CHECK"):
        ledger.run(change)


ENVELOPE = Envelope("sealed bytes", "digest", "receiver", "device")


def _waiting_entry(ledger: Ledger) -> None:
    _declaration(ledger)
    Outbox(ledger).put(content(), declaration_key="1/10000000011", now=1.0, envelope=ENVELOPE)


def _brought_to(ledger: Ledger, state: str) -> None:
    """The waiting entry, along its edges."""
    if state in ("sending", "unconfirmed"):
        ledger.run("UPDATE entry SET state = 'sending', lease_until = 1")
    ledger.run(
        "UPDATE entry SET state = :state, lease_until = iif(:state = 'sending', 1, NULL),"
        " receipt = iif(:state = 'receipted', 'receipt', NULL)",
        {"state": state},
    )


def _declaration(ledger: Ledger) -> None:
    ledger.run(
        "INSERT INTO declaration"
        " (key, digits, number, searchable, facts, first_seen_at, changed_at)"
        " VALUES ('1/10000000011', '10000000011', '100000000110', '', '{}', 1, 1)"
    )
