"""Who is right in the end: the history of what was called saved, against what the receiver holds.

Asked with all faults off and the outbox drained. It believes nobody: rows are counted in the
receiver's own database, and every receipt is checked again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from rating_client.base.ledger import Ledger
from rating_client.contract.receipts import ReceiptRefused, check_receipt
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.entry import EntryState
from tests.faults.record import Figures
from tests.support.postgres import connected


class Row(NamedTuple):
    """One row of the receiver."""

    number: int
    id: str
    sha256: str


def rows_of(receiver: Path, after: int = 0) -> list[Row]:
    """What the receiver in this folder stored after the row with that number."""
    if (elsewhere := receiver / "database").is_file():
        return _rows_on_a_server(elsewhere.read_text("utf-8"), after)
    with closing(sqlite3.connect(receiver / "receiver.db", timeout=20)) as database:
        found = database.execute(
            "SELECT rowid, id, envelope_sha256 FROM submission WHERE rowid > ? ORDER BY rowid",
            (after,),
        ).fetchall()
    return [Row(*row) for row in found]


def _rows_on_a_server(url: str, after: int) -> list[Row]:
    number = "e.number * 1000000000::bigint + s.sequence"  # a table has no order of its own there
    with closing(connected(url)) as database:
        cursor = database.cursor()
        cursor.execute(
            f"SELECT {number}, s.id, s.envelope_sha256 FROM submission s"
            f" JOIN epoch e ON e.name = s.epoch WHERE {number} > %s ORDER BY 1",
            (after,),
        )
        return [Row(*row) for row in cursor.fetchall()]


def judge(saved: Collection[str], ledger: Ledger, rows: Collection[Row]) -> Figures:
    """The verdict on one drained profile, whose rows at the receiver are exactly `rows`."""
    made = {
        row["id"]: row["envelope_sha256"]
        for row in ledger.rows("SELECT id, envelope_sha256 FROM entry")
    }
    times = Counter(row.id for row in rows)
    return Figures(
        points=1,
        saved=len(saved),
        lost=sum(each not in times for each in saved),
        duplicated=sum(count - 1 for count in times.values()),
        invented=sum(made.get(row.id) != row.sha256 for row in rows),
        false_acks=false_acks(ledger, {(row.id, row.sha256) for row in rows}),
    )


def false_acks(ledger: Ledger, held: Collection[tuple[str, str]]) -> int:
    """Entries that are called received without a good receipt for a row that is held."""
    enrolments = EnrolmentBook(ledger)
    return sum(
        (row["id"], row["envelope_sha256"]) not in held or not _verifies(enrolments, row)
        for row in ledger.rows(
            "SELECT id, receiver, envelope_sha256, receipt, received_at FROM entry WHERE state = ?",
            (EntryState.RECEIPTED,),
        )
    )


def _verifies(enrolments: EnrolmentBook, row: dict[str, str]) -> bool:
    try:
        check_receipt(
            row["receipt"],
            enrolments.statement(row["receiver"]),
            device=enrolments.devices.current(float(row["received_at"])).kid,
            submission=row["id"],
            sha256=row["envelope_sha256"],
        )
    except ReceiptRefused:
        return False
    return True
