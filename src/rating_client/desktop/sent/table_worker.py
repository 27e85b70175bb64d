"""The list Đã gửi as a table file for Excel, written beside the GUI thread.

What a receipt is known by, and the levels where they are not hidden; never a comment, never the
name of an official or of a contact.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot

from rating_client.base.clock import local
from rating_client.base.errors import told
from rating_client.base.spreadsheet import BOM, csv_lines
from rating_client.desktop.chosen_file import save_file
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.workers.threads import Worker
from rating_client.outbox.listing import SentFilter, SentRow
from rating_client.profile import Profile

translate = QCoreApplication.translate


@dataclass(frozen=True)
class TableWanted:
    """The rows this filter lets through, into the file at `path`."""

    path: str
    rows: SentFilter
    levels: bool


class TableWorker(Worker):
    """`write` may be called from any thread; every call is answered by one signal."""

    written = Signal(str, int)  # the file's path, how many ratings
    not_written = Signal(object)  # Sentence

    _asked = Signal(object)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._asked.connect(self._write)

    def write(self, wanted: TableWanted) -> None:
        self._asked.emit(wanted)

    @Slot(object)
    def _write(self, wanted: TableWanted) -> None:
        with told("sent table", self.not_written.emit):
            rows = self._profile.sent.every(wanted.rows)
            save_file(wanted.path, sent_csv(rows, levels=wanted.levels))
            self.written.emit(wanted.path, len(rows))


def sent_csv(rows: list[SentRow], *, levels: bool) -> bytes:
    """The rows as Excel opens them by a double click."""
    heads = [
        translate("Receipts", "Số tờ khai"),
        translate("Receipts", "Mã số thuế"),
        translate("Receipts", "Hải quan tiếp nhận"),
        *([translate("Receipts", "Mức")] if levels else []),
        translate("Receipts", "Lưu trên máy"),
        translate("Receipts", "Trạng thái"),
        translate("Receipts", "Tiếp nhận lúc"),
        translate("Receipts", "Số tiếp nhận"),
        translate("Receipts", "Mã phiếu"),
        translate("Receipts", "Mã nội dung"),
    ]
    return (BOM + csv_lines([heads, *(_line(row, levels=levels) for row in rows)])).encode("utf-8")


def _line(row: SentRow, *, levels: bool) -> list[str]:
    return [
        row.number,
        row.owner_tax_code or "",
        row.office or "",
        *([" ".join(row.levels)] if levels else []),
        _time(row.queued_at),
        state_words(row.shown, row.hold).text,
        _time(row.received_at),
        "" if row.sequence is None else str(row.sequence),
        row.id,
        row.envelope_sha256 or "",
    ]


def _time(at: float | None) -> str:
    return "" if at is None else f"{local(at):%Y-%m-%d %H:%M:%S}"
