"""What the lists' models share: rows fetched as far as somebody looks, some under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.lists.pages import Pages, Row
from rating_client.desktop.lists.view import HEADING_ROLE

Filter = TypeVar("Filter")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Day:
    """A heading, and how many rows are under it, fetched or not."""

    day: date | None
    count: int


class ListModel(QAbstractTableModel, Generic[Row, Filter]):
    """Pages of the ledger. Search and filters run in SQL; `wanted` is the filter in force.

    Empty until the first `refresh`.
    """

    titles: Sequence[str]  # of the columns

    def __init__(self, wanted: Filter, parent: QObject | None) -> None:
        super().__init__(parent)
        self.wanted = wanted
        self._pages: Pages[Row] = Pages(self.fetch)
        self._items: list[Row | Day] = []

    # What a list is made of; each says it for itself.

    def fetch(self, offset: int, limit: int) -> list[Row]:
        raise NotImplementedError

    def name(self, row: Row) -> str:
        """What it is known by when the list is read again."""
        raise NotImplementedError

    def text(self, row: Row, column: int) -> str:
        raise NotImplementedError

    def spoken(self, row: Row, column: int) -> str:
        return self.text(row, column)

    def tip(self, _row: Row, _column: int) -> str:
        return ""

    def arranged(self, rows: list[Row], _after: list[Row | Day]) -> list[Row | Day]:
        """`rows` with the headings that come with them, to follow the items `after`."""
        return list(rows)

    def heading(self, _item: Row | Day) -> str | None:
        """What a heading says; None for every other row."""
        return None

    # What follows from it.

    def show_only(self, wanted: Filter) -> None:
        """Show what this filter lets through, from the top."""
        self.beginResetModel()
        self.wanted = wanted
        self._pages = Pages(self.fetch)
        self._pages.add(self._pages.read_next())
        self._items = self.arranged(self._pages.rows, [])
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is shown, within reason; rows that stay where they are stay selected."""
        rows = self._pages.read_again()
        items = self.arranged(rows, [])
        moved = list(map(self._known_by, items)) != list(map(self._known_by, self._items))
        if moved:
            self.beginResetModel()
        self._pages.replace(rows)
        self._items = items
        if moved:
            self.endResetModel()
        else:
            self.repaint(0, len(items) - 1)

    def repaint(self, first: int, last: int) -> None:
        if self._items:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.titles) - 1))

    def item(self, row: int) -> Any:
        """What stands there: a row of the ledger or a heading."""
        return self._items[row]

    def row(self, index: Index) -> Row | None:
        item = self._items[index.row()] if index.isValid() else None
        return None if isinstance(item, Day) else item

    def key_of(self, row: int) -> str:
        return self._known_by(self._items[row])

    def row_of(self, key: str) -> int | None:
        found = (at for at, item in enumerate(self._items) if self._known_by(item) == key)
        return next(found, None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._pages.more

    def fetchMore(self, _parent: Index) -> None:
        first = len(self._items)
        rows = self._pages.read_next()
        items = self.arranged(rows, self._items)
        if items:
            self.beginInsertRows(NOWHERE, first, first + len(items) - 1)
        self._pages.add(rows)
        self._items += items
        if items:
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, column = self._items[index.row()], index.column()
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if isinstance(item, Day):
            says = role == HEADING_ROLE or (shown and column == 0)
            return self.heading(item) if says else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(item, column)
        if shown:
            return self.spoken(item, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tip(item, column)) or None
        return None

    def _known_by(self, item: Row | Day) -> str:
        return f"day {item.day}" if isinstance(item, Day) else self.name(item)
