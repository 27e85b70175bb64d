"""The declarations to rate, as a table model: day by day, newest registration first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from enum import IntEnum
from itertools import groupby

from PySide6.QtCore import QObject, Qt

from rating_client.base.clock import Clock, local
from rating_client.desktop.inbox.words import quiet_name, short_office, standing_words
from rating_client.desktop.lists.model import Day, Index, ListModel
from rating_client.desktop.times import day_words
from rating_client.desktop.words import channel_name, grouped
from rating_client.directory.directory import Directory
from rating_client.prompts.inbox import Inbox, InboxFilter, InboxRow
from rating_client.prompts.owners import short_name

_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Column(IntEnum):
    NUMBER = 0
    OWNER = 1
    TYPE = 2
    CHANNEL = 3
    OFFICE = 4
    REGISTERED = 5
    STATE = 6


class InboxModel(ListModel[InboxRow, InboxFilter]):
    """A heading above each day."""

    def __init__(
        self,
        inbox: Inbox,
        directory: Callable[[], Directory],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        """`directory` gives the one in force; it is asked once a reading, not once a cell."""
        super().__init__(InboxFilter(), parent)
        self._inbox, self._directory_now, self._clock = inbox, directory, clock
        self._directory: Directory  # the one in force at the last reading
        self.titles = (
            self.tr("Số tờ khai"),
            self.tr("Doanh nghiệp"),
            self.tr("Loại hình"),
            self.tr("Luồng"),
            self.tr("Hải quan tiếp nhận"),
            self.tr("Đăng ký"),
            self.tr("Trạng thái"),
        )

    def refresh(self) -> None:
        self._directory = self._directory_now()
        super().refresh()

    def fetch(self, offset: int, limit: int) -> list[InboxRow]:
        after = self._pages.rows[offset - 1] if offset else None
        return self._inbox.page(self.wanted, limit, after)

    def arranged(self, rows: list[InboxRow], after: list[InboxRow | Day]) -> list[InboxRow | Day]:
        last = next((item for item in reversed(after) if isinstance(item, Day)), None)
        items: list[InboxRow | Day] = []
        for day, of_day in groupby(rows, _day):
            fetched = list(of_day)
            if last is None or last.day != day:
                may_go_on = fetched[-1] is rows[-1]
                count = self._inbox.count_of_day(self.wanted, day) if may_go_on else len(fetched)
                items.append(Day(day, count))
            items += fetched
        return items

    def name(self, row: InboxRow) -> str:
        return row.key

    def unread_office(self, left_as_is: frozenset[str]) -> str | None:
        """The office name most rows in view bear that the directory cannot read; None: none."""
        offices = Counter(row.office for row in self._pages.rows if row.office)
        for office, _ in offices.most_common():
            reading = self._directory.resolve(office, None)
            unread = reading.code is None and reading.name == office.strip()
            if unread and " ".join(office.split()) not in left_as_is:
                return office
        return None

    def headings(self) -> list[int]:
        return [at for at, item in enumerate(self._items) if isinstance(item, Day)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._items[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags  # arrow keys pass over a heading
        return _SELECTABLE

    def text(self, row: InboxRow, column: int) -> str:
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
                at = row.registered_at
                return f"{at.hour:02}:{at.minute:02}" if at else "–"
        return standing_words(row, self._clock.now()).text

    def tip(self, row: InboxRow, column: int) -> str:
        match column:
            case Column.NUMBER:
                return self.tr("11 số đầu là số tờ khai; số cuối là lần bổ sung.")
            case Column.OWNER:
                return "\n".join(part for part in (row.owner_name, row.owner_tax_code) if part)
            case Column.OFFICE:
                reading = self._directory.resolve(row.office, row.registered_at)
                return f"{reading.name} ({reading.code})" if reading.code else reading.name
        return ""

    def heading(self, item: InboxRow | Day) -> str | None:
        if not isinstance(item, Day):
            return None
        if item.day is None:
            name = self.tr("Chưa rõ ngày đăng ký")
        else:
            name = day_words(item.day, local(self._clock.now()).date())
        return self.tr("{day} · {n} tờ khai").format(day=name, n=item.count)

    def _office(self, row: InboxRow) -> str:
        return self._directory.resolve(row.office, row.registered_at).name


def _day(row: InboxRow) -> date | None:
    return row.registered_at.date() if row.registered_at else None
