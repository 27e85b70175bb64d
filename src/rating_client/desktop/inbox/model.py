"""The declarations to rate, as a table model: day by day, fetched as far as somebody looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rating_client.base.clock import Clock, local
from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.inbox.words import quiet_name, short_office, standing_words
from rating_client.desktop.lists.pages import Pages
from rating_client.desktop.lists.view import HEADING_ROLE, ROW_ROLE
from rating_client.desktop.times import day_words
from rating_client.desktop.words import channel_name, grouped
from rating_client.directory.directory import Directory
from rating_client.prompts.inbox import Inbox, InboxFilter, InboxRow
from rating_client.prompts.owners import short_name

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    NUMBER = 0
    OWNER = 1
    TYPE = 2
    CHANNEL = 3
    OFFICE = 4
    REGISTERED = 5
    STATE = 6


@dataclass
class Day:
    """A heading, `at` this row. Its count is that of the rows fetched so far."""

    day: date | None
    at: int
    count: int = 0


Item = Day | InboxRow


class InboxModel(QAbstractTableModel):
    """Newest registration first, a heading above each day. Search and filters run in SQL."""

    def __init__(
        self,
        inbox: Inbox,
        directory: Callable[[], Directory],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        """Empty until the first `refresh`. `directory` gives the one in force; it is asked once
        a reading, not once a cell."""
        super().__init__(parent)
        self._inbox, self._directory_now, self._clock = inbox, directory, clock
        self._directory = directory()
        self._filter = InboxFilter()
        self._pages = Pages(self._fetch)
        self._items: list[Item] = []
        self._days: list[Day] = []

    def show_only(self, wanted: InboxFilter) -> None:
        """Show what this filter lets through, from the top."""
        self.beginResetModel()
        self._filter = wanted
        self._pages = Pages(self._fetch)
        self._pages.add(self._pages.read_next())
        self._days = []
        self._items = _by_day(self._pages.rows, self._days, 0)
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is shown: as many rows as before, within reason."""
        self._directory = self._directory_now()
        rows = self._pages.read_again()
        days: list[Day] = []
        items = _by_day(rows, days, 0)
        moved = list(map(_name, items)) != list(map(_name, self._items))
        if moved:
            self.beginResetModel()
        self._pages.replace(rows)
        self._items, self._days = items, days
        if moved:
            self.endResetModel()
        else:
            self._repaint(0, len(items) - 1)

    def row(self, index: Index) -> InboxRow | None:
        item = self._items[index.row()] if index.isValid() else None
        return item if isinstance(item, InboxRow) else None

    def key_of(self, row: int) -> str:
        return _name(self._items[row])

    def unread_office(self, left_as_is: frozenset[str]) -> str | None:
        """The office name most rows in view bear that the directory cannot read; None: none."""
        offices = Counter(i.office for i in self._items if isinstance(i, InboxRow) and i.office)
        for office, _ in offices.most_common():
            reading = self._directory.resolve(office, None)
            unread = reading.code is None and reading.name == office.strip()
            if unread and " ".join(office.split()) not in left_as_is:
                return office
        return None

    def headings(self) -> list[int]:
        return [day.at for day in self._days]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index) is None:
            return Qt.ItemFlag.NoItemFlags  # arrow keys pass over a heading
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._pages.more

    def fetchMore(self, _parent: Index) -> None:
        first, last = len(self._items), self._days[-1:]
        rows = self._pages.read_next()
        items = _by_day(rows, self._days, first)
        if items:
            self.beginInsertRows(NOWHERE, first, first + len(items) - 1)
        self._pages.add(rows)
        self._items += items
        if items:
            self.endInsertRows()
        for day in last:  # it goes on, or is known to have ended
            self._repaint(day.at, day.at)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NUMBER: self.tr("Số tờ khai"),
            Column.OWNER: self.tr("Doanh nghiệp"),
            Column.TYPE: self.tr("Loại hình"),
            Column.CHANNEL: self.tr("Luồng"),
            Column.OFFICE: self.tr("Hải quan tiếp nhận"),
            Column.REGISTERED: self.tr("Đăng ký"),
            Column.STATE: self.tr("Trạng thái"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._items[index.row()]
        if isinstance(item, Day):
            return self._heading(item) if _says_heading(role, index) else None
        if role == ROW_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(item, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._tip(item, Column(index.column()))
            return tip and plain_tip(tip)
        return None

    def _text(self, row: InboxRow, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return grouped(row.number)
            case Column.OWNER:
                return quiet_name(short_name(row.owner_name)) or row.owner_tax_code or "–"
            case Column.TYPE:
                return row.type_code or "–"
            case Column.CHANNEL:
                return channel_name(row.channel)
            case Column.OFFICE:
                return short_office(self._office(row)) or "–"
            case Column.REGISTERED:
                return f"{row.registered_at:%H:%M}" if row.registered_at else "–"
        return standing_words(row, self._clock.now()).text

    def _tip(self, row: InboxRow, column: Column) -> str | None:
        match column:
            case Column.NUMBER:
                return self.tr("11 số đầu là số tờ khai; số cuối là lần bổ sung.")
            case Column.OWNER:
                return "\n".join(part for part in (row.owner_name, row.owner_tax_code) if part)
            case Column.OFFICE:
                reading = self._directory.resolve(row.office, row.registered_at)
                return f"{reading.name} ({reading.code})" if reading.code else reading.name
        return None

    def _office(self, row: InboxRow) -> str:
        return self._directory.resolve(row.office, row.registered_at).name

    def _heading(self, day: Day) -> str:
        if day.day is None:
            name = self.tr("Chưa rõ ngày đăng ký")
        else:
            name = day_words(day.day, local(self._clock.now()).date())
        if day is self._days[-1] and self._pages.more:
            return name  # the day may go on
        return self.tr("{day} · {n} tờ khai").format(day=name, n=day.count)

    def _fetch(self, offset: int, limit: int) -> list[InboxRow]:
        after = self._pages.rows[offset - 1] if offset else None
        return self._inbox.page(self._filter, limit, after)

    def _repaint(self, first: int, last: int) -> None:
        if self._items:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def _by_day(rows: list[InboxRow], days: list[Day], at: int) -> list[Item]:
    """Rows that follow those under `days`, and in both the headings that come with them; `at` is
    the row of the first item."""
    items: list[Item] = []
    for row in rows:
        day = row.registered_at.date() if row.registered_at else None
        if not days or days[-1].day != day:
            days.append(Day(day, at + len(items)))
            items.append(days[-1])
        days[-1].count += 1
        items.append(row)
    return items


def _name(item: Item) -> str:
    return item.key if isinstance(item, InboxRow) else f"day {item.day}"


def _says_heading(role: int, index: Index) -> bool:
    if role == HEADING_ROLE:
        return True
    shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return role in shown and index.column() == 0
