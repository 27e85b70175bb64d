"""Lists of declarations: a header row somewhere, one declaration in each row below it.

Which columns there are and in which order is the user's choice in every program that writes such
lists, so the header row is searched, and columns are known by their names. Lists of goods have
several rows for a declaration: the first one counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.moments import (
    is_day_first,
    is_month_first,
    moment_joined,
    moment_of,
)
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import MOST, Facts, reading_of
from rating_client.declarations.readers.list_header import (
    HEADER_ROWS,
    Columns,
    Meanings,
    header_at,
    meanings_of,
    plain_header,
)
from rating_client.declarations.readers.print_labels import address_of
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.titles import TitleRule, mark_of, void_among
from rating_client.declarations.values import (
    Cell,
    agent_code_of,
    channel_of,
    company_name_of,
    further_numbers,
    number_of,
    office_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
    unaccented,
)
from rating_client.declarations.workbook import Rows, Sheet

_MONTHS = 12
_DAYS = ("registered_day", "amended_day", "cleared_day")
_DETAILS = "chi tiet"  # a sheet with a row for each line of goods
# What Excel makes of 12 digits in a CSV.
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?11", re.IGNORECASE)


def _remembering(meaning: Callable[[Cell], Any]) -> Callable[[Cell], Any]:
    """A list repeats its words in every row."""
    return lru_cache(maxsize=1024, typed=True)(meaning)


_MEANINGS: dict[str, Callable[[Cell], Any]] = {
    "type_code": _remembering(type_code_of),
    "channel": _remembering(channel_of),
    "team_code": _remembering(team_code_of),
    "agent_code": _remembering(agent_code_of),
}
_PARTY: dict[str, Callable[[Cell], Any]] = {
    "owner_tax_code": _remembering(tax_code_of),
    "owner_name": _remembering(company_name_of),
}
_PARTIES = {"N": "importer", "X": "exporter"}
_office = _remembering(office_of)
_moment: Callable[[Cell], datetime | None] = _remembering(moment_of)


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
    return sorted(tables, key=lambda table: _DETAILS in plain_header(table.sheet.name))


def read_tables(
    document: Document,
    tables: Iterable[Table],
    columns: Columns,
    stage_of: Callable[[Row], tuple[Stage, str]],
) -> Reading:
    """Every declaration once, at its furthest stage. Raises `Refusal` where no row has a number
    that can be read, and where numbers or days cannot be trusted."""
    meanings = meanings_of(columns)
    found: dict[str, Facts] = {}
    rounded = False
    for table in tables:
        if found and _DETAILS in plain_header(table.sheet.name):
            break
        days = _Days()
        for row, number in table.rows(meanings):
            if number is None:
                rounded = rounded or _ROUNDED.fullmatch(row.text("number")) is not None
                continue
            known = found.get(number)
            if known is None and len(found) >= MOST:
                raise Refusal("declarations.too-many-rows")
            stage, rule = _marked(row, *stage_of(row))
            if known is None or stage.rank > known.known["stage"].rank:
                days.look_at(row)
                found[number] = _facts(row, number, stage, rule)
        days.check()
    if rounded:
        raise Refusal("declarations.numbers-rounded")
    if not found:
        raise Refusal("declarations.empty-list")
    return reading_of(document, list(found.values()))


class _Days:
    """The days of a list, and whether a spreadsheet program of another country changed them.

    It takes `02/12/2025` for a day in February and leaves `25/12/2025` a text: then the days that
    it did understand are wrong. Saved as text again they show that their month stands first.
    """

    def __init__(self) -> None:
        self._as_text = self._as_date = self._late = False

    def look_at(self, row: Row) -> None:
        days = map(row.cell, _DAYS)
        if any(isinstance(day, str) and is_month_first(day) for day in days):
            raise Refusal("declarations.month-first")
        cell = row.cell("registered_day")
        if isinstance(cell, str):
            self._as_text = self._as_text or is_day_first(cell)
        elif moment := _moment(cell):
            self._as_date = True
            self._late = self._late or moment.day > _MONTHS

    def check(self) -> None:
        if self._as_text and self._as_date and not self._late:
            raise Refusal("declarations.month-first")


def _table_on(sheet: Sheet, meanings: Meanings) -> Table | None:
    top = sheet.top(HEADER_ROWS)[:HEADER_ROWS]
    for at in range(len(top)):
        if columns := header_at(top, at, meanings):
            return Table(sheet, top[:at], at, columns)
    return None


def _marked(row: Row, stage: Stage, rule: str) -> tuple[Stage, str]:
    """The stage of a row that somebody may have marked as none that counts."""
    if stage.rank >= Stage.REGISTERED.rank and stage is not Stage.CANCELLED:
        mark, noted = row.mark
        if mark is not None:
            return mark.stage or stage, noted
    return stage, rule


def _facts(row: Row, number: str, stage: Stage, rule: str) -> Facts:
    facts = Facts()
    facts.add("number", number, row.rule("number"))
    _add_direction(facts, row)
    facts.add("stage", stage, rule)
    for field, meaning in _MEANINGS.items():
        facts.add(field, meaning(row.cell(field)), row.rule(field))
    for day in _DAYS:
        if row.has(day):
            field = day.removesuffix("_day")
            facts.add(f"{field}_at", row.moment(day, f"{field}_time"), row.rule(day))
    first = other_number(row.cell("first_number"), number)
    facts.add("first_number", first, row.rule("first_number"))
    for column in ("office_code", "office_name"):
        code, name = _office(row.cell(column))
        facts.add("office_code", code, row.rule(column))
        facts.add("office_name", name, row.rule(column))
    for field, meaning in _PARTY.items():
        party = field.replace("owner", _PARTIES[facts.known["direction"]])
        column = field if row.has(field) else party
        facts.add(field, meaning(row.cell(column)), row.rule(column))
    return facts


def _add_direction(facts: Facts, row: Row) -> None:
    says = unaccented(row.text("direction"))
    for direction, words in (("N", ("n", "nhap", "import")), ("X", ("x", "xuat", "export"))):
        if says == words[0] or says.startswith(words[1:]):
            facts.add("direction", direction, row.rule("direction"))
    parties = [way for way, party in _PARTIES.items() if row.has(f"{party}_tax_code")]
    if len(parties) == 1:
        facts.add("direction", parties[0], "the party whose code the list gives")
    facts.add_direction_of_number()
