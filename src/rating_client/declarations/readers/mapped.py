"""Any XML, spreadsheet or CSV, as a mapping file describes it.

Asked after every other reader. A mapping file says where each field stands and when a declaration
counts as registered; what a value means is as in all formats, unless the file says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import PurePath
from typing import Any

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.mapping_file import TIMES, MappingFile, Places, Rule
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.mapped_records import Record, form, table, xml_records
from rating_client.declarations.readers.print_labels import Found
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    Cell,
    agent_code_of,
    channel_of,
    company_name_of,
    folded,
    moment_joined,
    moment_of,
    number_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
    unaccented,
)

# A word that begins so; one letter only alone.
_DIRECTIONS = {"n": "N", "x": "X", "im": "N", "ex": "X", "nhap": "N", "xuat": "X"}
_HOURS_ONLY = re.compile(r"[+-]\d\d$", re.ASCII)  # an offset that %z does not know without minutes

_MEANINGS: dict[str, Callable[[Cell], Any]] = {
    "channel": channel_of,
    "type_code": type_code_of,
    "office_code": lambda cell: text_of(cell).upper() or None,
    "office_name": lambda cell: text_of(cell) or None,
    "team_code": team_code_of,
    "owner_tax_code": tax_code_of,
    "owner_name": lambda cell: company_name_of(text_of(cell)),
    "agent_code": agent_code_of,
}


class Mapped:
    """The reader that one mapping file makes."""

    def __init__(self, mapping: MappingFile) -> None:
        self.format = f"mapped-{mapping.name}"
        self._mapping = mapping

    def recognises(self, document: Document) -> bool:
        extension = PurePath(document.name).suffix.casefold()
        if self._mapping.extensions and extension not in self._mapping.extensions:
            return False
        if self._mapping.roots:
            root = document.outline[0][0].casefold() if document.outline else ""
            return root in {name.casefold() for name in self._mapping.roots}
        return any(True for _ in self._sheets(document))

    def read(self, document: Document) -> Reading:
        if self._mapping.roots:
            records = xml_records(document, self._mapping)
        else:
            records = [record for records in self._sheets(document) for record in records()]
        found = [_Fields(self._mapping, record).read() for record in records]
        known = [each for each in found if each is not None]
        # Empty rows and totals stand beside the declarations of a table.
        known = [each for each in known if each[0].number] or known[:1]
        if not known:
            raise Refusal("declarations.number-unreadable" if found else "declarations.empty-form")
        return Reading(tuple(d for d, _ in known), tuple(rules for _, rules in known))

    def _sheets(self, document: Document) -> Iterator[Callable[[], list[Record]]]:
        find = table if self._mapping.layout == "table" else form
        for sheet in document.sheets:
            if (records := find(sheet, self._mapping)) is not None:
                yield records


class _Fields:
    """One record, and what it says."""

    def __init__(self, mapping: MappingFile, record: Record) -> None:
        self._mapping = mapping
        self._record = record
        self._nothing = {folded(token) for token in mapping.null_tokens}
        self._facts: dict[str, Any] = {}
        self._rules: dict[str, str] = {}

    def read(self) -> tuple[Declaration, dict[str, str]] | None:
        """The declaration and its rules; None for a number that is none."""
        number = ""
        if found := self._found(self._places("number", "")):
            number = number_of(self._meant("number", found.cell)) or ""
            self._rules["number"] = found.rule
            if not number:
                return None
        else:
            self._rules["number"] = "no number"
        direction = self._direction(number)
        for field in self._mapping.fields:
            if field in _MEANINGS:
                self._keep(field, direction, _MEANINGS[field])
            elif field in TIMES:
                self._keep(field, direction, self._moment)
                self._add_clock(field)
        self._keep("first_number", direction, lambda cell: other_number(cell, number))
        stage = self._stage(number)
        facts = {**self._facts, "number": number, "direction": direction, "stage": stage}
        return Declaration(**facts), self._rules

    def _direction(self, number: str) -> str:
        for place in self._places("direction", ""):
            found = self._found((place,))
            if found and (known := _direction_of(self._meant("direction", found.cell))):
                self._rules["direction"] = found.rule
                return known
        self._rules["direction"] = "first digit of the number"
        return "X" if number.startswith("3") else "N"

    def _stage(self, number: str) -> Stage:
        if not number:
            self._rules["stage"] = "no number"
            return Stage.DRAFT
        for stage, rules in self._mapping.stages.items():
            proofs = [self._proof(rule) for rule in rules]
            if all(proofs):
                self._rules["stage"] = f"{stage.value}_when: " + "; ".join(map(str, proofs))
                return stage
        self._rules["stage"] = "no rule of the mapping file holds"
        return Stage.DECLARED

    def _proof(self, rule: Rule) -> str | None:
        """What makes the rule hold; None where it does not."""
        found = self._found(rule.places)
        text = text_of(found.cell) if found else ""
        if rule.among:
            holds = (folded(text) in {folded(word) for word in rule.among}) is not rule.negated
        else:
            holds = found is not None
        if not holds:
            return None
        return found.rule if found else f"nothing in {rule.places[0]}"

    def _keep(self, field: str, direction: str, meaning: Callable[[Cell], Any]) -> None:
        for place in self._places(field, direction):
            found = self._found((place,))
            if found and (value := meaning(self._meant(field, found.cell))) is not None:
                self._facts[field], self._rules[field] = value, found.rule
                return

    def _places(self, field: str, direction: str) -> Places:
        by_direction = self._mapping.fields.get(field, {})
        return by_direction.get("") or by_direction.get(direction, ())

    def _found(self, places: Places) -> Found | None:
        """The first of these places that holds anything."""
        for place in places:
            found = self._record(place)
            if found and text_of(found.cell) and folded(text_of(found.cell)) not in self._nothing:
                return found
        return None

    def _meant(self, field: str, cell: Cell) -> Cell:
        """The cell, or what the mapping file says that its word means."""
        if words := self._mapping.values.get(field):
            text = folded(text_of(cell))
            return next((meant for word, meant in words.items() if folded(word) == text), cell)
        return cell

    def _moment(self, cell: Cell) -> datetime | None:
        return self._parsed(text_of(cell)) if isinstance(cell, str) else moment_of(cell)

    def _add_clock(self, field: str) -> None:
        """The time of day, where it stands apart from the day."""
        day, clock = self._facts.get(field), self._found(self._mapping.times.get(field, ()))
        if day and clock:
            self._facts[field] = moment_joined(f"{day:%d/%m/%Y}", text_of(clock.cell))
            self._rules[field] += f"; {clock.rule}"

    def _parsed(self, text: str) -> datetime | None:
        """By the mapping file's own formats alone, where it has any."""
        if not self._mapping.date_formats:
            return moment_of(text)
        for pattern in self._mapping.date_formats:
            whole = f"{text}00" if pattern.endswith("%z") and _HOURS_ONLY.search(text) else text
            try:
                moment = datetime.strptime(whole, pattern)  # noqa: DTZ007 - the next line gives it a zone
                aware = (
                    moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
                )
            except (ValueError, OverflowError):
                continue
            return aware.replace(microsecond=0) if 2000 <= aware.year < 2100 else None
        return None


def _direction_of(cell: Cell) -> str | None:
    word = unaccented(text_of(cell))
    for begins, direction in _DIRECTIONS.items():
        if word == begins or (len(begins) > 1 and word.startswith(begins)):
            return direction
    return None
