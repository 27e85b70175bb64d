"""Lists of declarations: a header row somewhere, one declaration in each row below it.

Which columns there are and in which order is the user's choice in every program that writes such
lists, so the header row is searched, and columns are known by their names. What the rows say is
`list_facts`' business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar

from rating_client.base.clock import VIETNAM
from rating_client.declarations.document import Document
from rating_client.declarations.moments import moment_joined, moment_of
from rating_client.declarations.readers.list_header import (
    HEADER_ROWS,
    Columns,
    Meanings,
    header_at,
    meanings_of,
    plain_header,
)
from rating_client.declarations.readers.print_labels import address_of
from rating_client.declarations.titles import TitleRule, mark_of, void_among
from rating_client.declarations.values import Cell, further_numbers, number_of, text_of
from rating_client.declarations.workbook import Rows, Sheet

_DETAILS = "chi tiet"  # a sheet with a row for each line of goods

Meaning = TypeVar("Meaning")


def remembering(meaning: Callable[[Cell], Meaning]) -> Callable[[Cell], Meaning]:
    """A list repeats its words in every row."""
    return lru_cache(maxsize=1024, typed=True)(meaning)


_moment = remembering(moment_of)


class Row:
    """One declaration's row, its cells by the meaning of their columns."""

    def __init__(self, table: Table, at: int, cells: Sequence[Cell]) -> None:
        self._table = table
        self._at = at
        self._cells = cells

    def cell(self, column: str) -> Cell:
        """The cell of a column; the empty text where the list has no such column."""
        place = self._table.columns.get(column)
        return self._cells[place] if place is not None and place < len(self._cells) else ""

    def text(self, column: str) -> str:
        return text_of(self.cell(column))

    def has(self, column: str) -> bool:
        """Whether the list has such a column, filled here or not."""
        return column in self._table.columns

    @property
    def mark(self) -> tuple[TitleRule | None, str]:
        """What somebody noted against this row, or against the whole list, and where."""
        if mark := mark_of(self.text("note")):
            return mark, self.rule("note")
        if not self.has("status"):  # or it has, under a name that nobody knows
            place, mark = void_among(self._cells)
            if mark:
                return mark, f"value {address_of(self._at, place)}"
        return self._table.mark, "a mark above the list"

    def moment(self, day: str, clock: str) -> datetime | None:
        """A day column together with its time column, if there is one."""
        moment, at = _moment(self.cell(day)), self.cell(clock)
        if moment is None or at == "" or moment.time() != time():
            return moment
        if isinstance(at, float) and 0 < at < 1:
            at = timedelta(days=at)
        if isinstance(at, timedelta):
            return moment + timedelta(seconds=round(at.total_seconds()))
        if isinstance(at, datetime | time):
            clock_time = at.time() if isinstance(at, datetime) else at
            return datetime.combine(moment.date(), clock_time.replace(microsecond=0), VIETNAM)
        return moment_joined(moment.strftime("%d/%m/%Y"), text_of(at))

    def rule(self, column: str) -> str:
        """Where a column's value stands; empty where there is no such column."""
        place = self._table.places.get(column)
        return f"{place}{self._at + 1}" if place else ""


class Table:
    """A list on a sheet; `above` are the rows between its header and what stands before it."""

    def __init__(
        self,
        sheet: Sheet,
        above: Rows,
        header: int,
        columns: Mapping[str, int],
        mark: TitleRule | None = None,
    ) -> None:
        self.sheet = sheet
        titles = (text_of(cell) for row in above for cell in row if cell)
        self.mark = next(filter(None, map(mark_of, (sheet.name, *titles))), mark)
        self.header = header
        self.columns = columns
        self.places = {  # a rule but for the number of the row
            column: f"column {address_of(header, place)}, value {address_of(0, place)[:-1]}"
            for column, place in columns.items()
        }

    @property
    def is_details(self) -> bool:
        """Whether each row is a line of goods: several are about one declaration."""
        return _DETAILS in plain_header(self.sheet.name)

    def rows(self, meanings: Meanings) -> Iterator[tuple[Row, str | None]]:
        """Each row with its number, also of further lists below, which may have other columns."""
        rows, table, last = self.sheet.rows, self, self.header
        for at in range(self.header + 1, len(rows)):
            row = Row(table, at, rows[at])
            cell = row.cell("number")
            number = number_of(cell)
            if number:
                last = at
            elif cell and isinstance(cell, str) and (columns := header_at(rows, at, meanings)):
                # The next page of the same list repeats no mark.
                mark = table.mark if columns == table.columns else None
                table = Table(self.sheet, rows[last + 1 : at], at, columns, mark)
                last = at
                continue
            yield row, number
            for further in further_numbers(cell, number) if number else ():
                yield row, further


def tables_in(document: Document, columns: Columns) -> list[Table]:
    """The lists of a document, lines of goods last."""
    meanings = meanings_of(columns)
    tables = [table for sheet in document.sheets if (table := _table_on(sheet, meanings))]
    return sorted(tables, key=lambda table: table.is_details)


def _table_on(sheet: Sheet, meanings: Meanings) -> Table | None:
    top = sheet.top(HEADER_ROWS)[:HEADER_ROWS]
    for at in range(len(top)):
        if columns := header_at(top, at, meanings):
            return Table(sheet, top[:at], at, columns)
    return None
