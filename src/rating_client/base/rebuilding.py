"""A sound ledger out of what a damaged one and its copies still say.

What the damaged file itself says is newest and wins. Copies fill only tables that do not read
whole. A row of a copy, or of a ledger whose log is gone, is older than the truth, and is put in so
that nothing is lost and nothing is claimed: a rating that waited then may have left since.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rating_client.base.ledger import Connection, ConstraintError, Ledger
from rating_client.base.mending import LOST, mend
from rating_client.base.salvage import Table, readable_copy, tables_of

log = logging.getLogger(__name__)

_RATINGS = "entry"

Row = dict[str, Any]


@dataclass(frozen=True)
class Rebuilt:
    """How many ratings there are again, of how many there were; and which copy helped, if any."""

    ratings: int
    of: int
    copy: Path | None


def rebuild(
    damaged: Path | None,
    copies: Sequence[Path],
    key: bytes,
    into: Path,
    workshop: Path,
    *,
    lacking: bool,
) -> Rebuilt | None:
    """Write a sound ledger to the new file `into`; None where nothing of all this gave a row.

    `copies` come newest first; where `damaged` reads whole but is `lacking` its newest rows, they
    fill what it has no row for. Nothing of `damaged` or `copies` is changed; `workshop` is a
    folder for working files.
    """
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(mode=0o700)
    with closing(Ledger.open(into, key)) as ledger:
        ledger.run("PRAGMA foreign_keys = OFF")
        triggers = _put_aside(ledger)
        filling = _Filling(ledger)
        gave = False
        if damaged is not None and damaged.exists():
            told = _as_of_old if lacking else _as_it_is
            gave = _from_damaged(filling, damaged, copies, key, workshop, told)
        if lacking:
            filling.incomplete = filling.every
        torn = bool(filling.incomplete)
        used: Path | None = None
        for copy in copies:
            if not copy.exists() or not filling.incomplete:
                continue
            if _from(filling, copy, workshop / copy.name, (), key, _as_of_old):
                gave, used = True, used or copy
        if not gave:
            return None
        with ledger.transaction():
            mend(ledger, read_again=torn)
            for trigger in triggers:
                ledger.run(trigger)
        return _counted(ledger, filling.known, used)


def counted(ledger: Path, key: bytes) -> Rebuilt:
    """What an earlier `rebuild` wrote."""
    with closing(Ledger.open(ledger, key)) as opened:
        return _counted(opened)


def _counted(ledger: Ledger, known: int = 0, copy: Path | None = None) -> Rebuilt:
    found = int(ledger.value("SELECT count(*) FROM entry"))
    lost = int(ledger.value("SELECT count(*) FROM entry WHERE outcome ->> '$.code' = ?", (LOST,)))
    return Rebuilt(found - lost, max(found, known), copy)


def _put_aside(ledger: Ledger) -> list[str]:
    """Drop every trigger: they rule how rows change, and here rows come back as they were."""
    found = ledger.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for trigger in found:
        ledger.run(f"DROP TRIGGER {trigger['name']}")
    return [trigger["sql"] for trigger in found]


class _Filling:
    """The new ledger while it is filled, and what is still incomplete in it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        names = [
            row["name"]
            for row in ledger.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " AND name NOT LIKE '%\\_edge' ESCAPE '\\'"
            )
        ]
        self.every = sorted(names)
        self.incomplete = self.every
        self.filled = 0
        self.known = 0

    def take(self, connection: Connection, transformed: Callable[[str, Row], Row]) -> None:
        """Add every readable row that is not there yet."""
        readable = set(tables_of(connection))
        still = []
        for name in self.incomplete:
            table = Table(connection, name)
            if name in readable:
                with self.ledger.transaction():
                    for row in table.rows():
                        self._add(name, transformed(name, row))
                if name == _RATINGS and not table.whole:
                    self.known = max(self.known, table.known())
            if name not in readable or not table.whole:
                still.append(name)
        self.incomplete = still

    def _add(self, table: str, row: Mapping[str, Any]) -> None:
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        try:
            self.filled += self.ledger.run(
                f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608  own names
                tuple(row.values()),
            )
        except ConstraintError:
            log.warning("a row of %s was not put back", table)


def _from_damaged(
    filling: _Filling,
    damaged: Path,
    copies: Sequence[Path],
    key: bytes,
    workshop: Path,
    transformed: Callable[[str, Row], Row],
) -> bool:
    empty = workshop / "empty"
    Ledger.open(empty, key).close()
    donors = [*(copy for copy in copies if copy.exists()), empty]
    return _from(filling, damaged, workshop / "damaged", donors, key, transformed)


def _from(
    filling: _Filling,
    source: Path,
    working: Path,
    donors: Sequence[Path],
    key: bytes,
    transformed: Callable[[str, Row], Row],
) -> bool:
    """Fill from one file; whether it gave a row."""
    connection = readable_copy(source, working, key, donors)
    if connection is None:
        return False
    before = filling.filled
    try:
        filling.take(connection, transformed)
    finally:
        connection.close(True)
    # A borrowed catalogue opens with any key: only rows prove that the key is the right one.
    return filling.filled > before


def _as_it_is(_table: str, row: Row) -> Row:
    return row


def _as_of_old(table: str, row: Row) -> Row:
    """A row that is older than the truth, as it may be believed."""
    if table != _RATINGS or row["state"] not in ("waiting", "sending"):
        return row
    outcome = {"code": "outbox.restored", "facts": {}, "may_have_arrived": True}
    return {
        **row,
        "state": "unconfirmed",
        "lease_until": None,
        "attempts": max(1, row["attempts"]),
        "outcome": json.dumps(outcome),
    }
