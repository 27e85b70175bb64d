"""The ratings that were given, as a table model over pages of the ledger, newest first."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject

from rating_client.base.clock import Clock, local
from rating_client.desktop.lists.model import ListModel
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.times import short_time
from rating_client.desktop.words import grouped, level_name
from rating_client.outbox.listing import SentFilter, SentList, SentRow


class Column(IntEnum):
    NUMBER = 0
    LEVELS = 1
    SENT = 2
    STATE = 3


class SentModel(ListModel[SentRow, SentFilter]):
    def __init__(self, sent: SentList, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(SentFilter(), parent)
        self._sent, self._clock = sent, clock
        self.levels_hidden = False
        self.titles = (
            self.tr("Số tờ khai"),
            self.tr("Mức"),
            self.tr("Lúc"),
            self.tr("Trạng thái"),
        )

    def fetch(self, offset: int, limit: int) -> list[SentRow]:
        return self._sent.page(self.wanted, offset, limit)

    def name(self, row: SentRow) -> str:
        return row.id

    def hide_levels(self, *, hidden: bool) -> None:
        self.levels_hidden = hidden
        self.repaint(0, self.rowCount() - 1)

    def text(self, row: SentRow, column: int) -> str:
        match column:
            case Column.NUMBER:
                return grouped(row.number)
            case Column.LEVELS:
                return "" if self.levels_hidden else " ".join(row.levels)
            case Column.SENT:
                return short_time(row.queued_at, self._clock.now())
        return state_words(row.shown, row.hold).text

    def spoken(self, row: SentRow, column: int) -> str:
        if column == Column.LEVELS and not self.levels_hidden:
            return ", ".join(f"{level} {level_name(int(level))}" for level in row.levels)
        return self.text(row, column)

    def tip(self, row: SentRow, column: int) -> str:
        if column == Column.LEVELS:
            return self.spoken(row, column)
        if column == Column.SENT:
            return f"{local(row.queued_at):%H:%M:%S · %d/%m/%Y}"
        if column == Column.STATE:
            return state_words(row.shown, row.hold).tip
        return ""
