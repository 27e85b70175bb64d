"""What the rows of a list say: every declaration in it once, at its furthest stage.

Lists of goods have several rows for a declaration: the first one counts. What a spreadsheet
program did to numbers and days on the way is refused, not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.moments import is_day_first, is_month_first
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import MOST, Facts, reading_of
from rating_client.declarations.readers.list_header import Columns, meanings_of
from rating_client.declarations.readers.list_table import Row, Table, remembering
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    Cell,
    agent_code_of,
    channel_of,
    company_name_of,
    office_of,
    other_number,
    tax_code_of,
    team_code_of,
    type_code_of,
    unaccented,
)

_MONTHS = 12
_DAYS = ("registered_day", "amended_day", "cleared_day")
# What Excel makes of 12 digits in a CSV.
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?11", re.IGNORECASE)
_PARTIES = {"N": "importer", "X": "exporter"}
_MEANINGS: dict[str, Callable[[Cell], Any]] = {
    "type_code": remembering(type_code_of),
    "channel": remembering(channel_of),
    "team_code": remembering(team_code_of),
    "agent_code": remembering(agent_code_of),
}
_PARTY: dict[str, Callable[[Cell], Any]] = {
    "owner_tax_code": remembering(tax_code_of),
    "owner_name": remembering(company_name_of),
}
_office = remembering(office_of)


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
        if found and table.is_details:
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
        elif moment := row.moment("registered_day", ""):
            self._as_date = True
            self._late = self._late or moment.day > _MONTHS

    def check(self) -> None:
        if self._as_text and self._as_date and not self._late:
            raise Refusal("declarations.month-first")


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
