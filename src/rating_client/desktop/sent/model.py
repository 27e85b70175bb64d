"""The ratings that were given, as a table model over pages of the ledger."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rating_client.base.clock import Clock, local
from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.lists.pages import Pages
from rating_client.desktop.lists.view import ROW_ROLE
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.times import short_time
from rating_client.desktop.words import grouped, level_name
from rating_client.outbox.listing import SentFilter, SentList, SentRow

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    NUMBER = 0
    LEVELS = 1
    SENT = 2
    STATE = 3


class SentModel(QAbstractTableModel):
    """Newest first. Fetches further pages as they are scrolled to; filters run in SQL."""

    def __init__(self, sent: SentList, clock: Clock, parent: QObject | None = None) -> None:
        """Empty until the first `refresh`."""
        super().__init__(parent)
        self._sent = sent
        self._clock = clock
        self.levels_hidden = False
        self._filter = SentFilter()
        self._pages = Pages(self._fetch)

    def show_only(self, wanted: SentFilter) -> None:
        """Show what this filter lets through, from the top."""
        self.beginResetModel()
        self._filter = wanted
        self._pages = Pages(self._fetch)
        self._pages.add(self._pages.read_next())
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is shown; rows that stay where they are stay selected."""
        rows = self._pages.read_again()
        moved = [row.id for row in rows] != [row.id for row in self._pages.rows]
        if moved:
            self.beginResetModel()
        self._pages.replace(rows)
        if moved:
            self.endResetModel()
        else:
            self.repaint_all()

    def repaint_all(self) -> None:
        if self._pages.rows:
            last = self.index(len(self._pages.rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, index: Index) -> SentRow:
        return self._pages.rows[index.row()]

    def key_of(self, row: int) -> str:
        return self._pages.rows[row].id

    def row_of(self, key: str) -> int | None:
        found = (i for i, row in enumerate(self._pages.rows) if row.id == key)
        return next(found, None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._pages.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._pages.more

    def fetchMore(self, _parent: Index) -> None:
        page = self._pages.read_next()
        first = len(self._pages.rows)
        if page:
            self.beginInsertRows(NOWHERE, first, first + len(page) - 1)
        self._pages.add(page)
        if page:
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NUMBER: self.tr("Số tờ khai"),
            Column.LEVELS: self.tr("Mức"),
            Column.SENT: self.tr("Lúc"),
            Column.STATE: self.tr("Trạng thái"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._tip(row, Column(index.column()))
            return tip and plain_tip(tip)
        return None

    def _text(self, row: SentRow, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return grouped(row.number)
            case Column.LEVELS:
                return "" if self.levels_hidden else " ".join(row.levels)
            case Column.SENT:
                return short_time(row.queued_at, self._clock.now())
        return state_words(row.shown, row.hold).text

    def _spoken(self, row: SentRow, column: Column) -> str:
        if column is Column.LEVELS and not self.levels_hidden:
            return ", ".join(f"{level} {level_name(int(level))}" for level in row.levels)
        return self._text(row, column)

    def _tip(self, row: SentRow, column: Column) -> str | None:
        if column is Column.SENT:
            return f"{local(row.queued_at):%H:%M:%S · %d/%m/%Y}"
        if column is Column.STATE:
            return state_words(row.shown, row.hold).tip or None
        return None

    def _fetch(self, offset: int, limit: int) -> list[SentRow]:
        return self._sent.page(self._filter, offset, limit)
