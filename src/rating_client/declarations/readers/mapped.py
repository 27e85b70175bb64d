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
from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.mapping_file import TIMES, MappingFile, Places, Rule
from rating_client.declarations.moments import moment_joined, moment_of
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import MEANINGS, Facts, Value, reading_of
from rating_client.declarations.readers.mapped_records import Record, form, table, xml_records
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    Cell,
    agent_code_of,
    folded,
    number_of,
    other_number,
    text_of,
    unaccented,
)

# A word that begins so; one letter only alone.
_DIRECTIONS = {"n": "N", "x": "X", "im": "N", "ex": "X", "nhap": "N", "xuat": "X"}
_HOURS_ONLY = re.compile(r"[+-]\d\d$", re.ASCII)  # an offset that %z does not know without minutes

_MEANINGS: dict[str, Callable[[Cell], Any]] = {
    **{name: meaning for name, meaning in MEANINGS.items() if name not in ("number", *TIMES)},
    "office_code": lambda cell: text_of(cell).upper(),
    "office_name": text_of,
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
        found = [_Record(self._mapping, record).read() for record in records]
        known = [each for each in found if each is not None]
        # Empty rows and totals stand beside the declarations of a table.
        known = [each for each in known if each.known["number"]] or known[:1]
        if not known:
            raise Refusal("declarations.number-unreadable" if found else "declarations.empty-form")
        return reading_of(document, known)

    def _sheets(self, document: Document) -> Iterator[Callable[[], list[Record]]]:
        find = table if self._mapping.layout == "table" else form
        for sheet in document.sheets:
            if (records := find(sheet, self._mapping)) is not None:
                yield records


class _Record:
    """One record, and what it says."""

    def __init__(self, mapping: MappingFile, look_up: Record) -> None:
        self._mapping = mapping
        self._look_up = look_up
        self._nothing = {folded(token) for token in mapping.null_tokens}
        self._facts = Facts()

    def read(self) -> Facts | None:
        """What it says; None where the number is none."""
        facts = self._facts
        facts.known["number"], facts.rules["number"] = "", "no number"
        if written := self._found(self._places("number", "")):
            number = number_of(self._meant("number", written.cell))
            if number is None:
                return None
            facts.known["number"], facts.rules["number"] = number, written.rule
        for value in self._values("direction", ""):
            facts.add("direction", _direction_of(value.cell), value.rule)
        facts.add_direction_of_number()
        direction = facts.known["direction"]
        own = facts.known["number"]
        meanings = {**_MEANINGS, "first_number": lambda cell: other_number(cell, own)}
        for field in self._mapping.fields:
            if field in TIMES:
                facts.take(field, self._values(field, direction), self._moment)
                self._add_clock(field)
            elif field in meanings:
                facts.take(field, self._values(field, direction), meanings[field])
        facts.add("stage", *self._stage())
        return facts

    def _stage(self) -> tuple[Stage, str]:
        if not self._facts.known["number"]:
            return Stage.DRAFT, "no number"
        for stage, rules in self._mapping.stages.items():
            proofs = [self._proof(rule) for rule in rules]
            if all(proofs):
                return stage, f"{stage.value}_when: " + "; ".join(map(str, proofs))
        return Stage.DECLARED, "no rule of the mapping file holds"

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

    def _values(self, field: str, direction: str) -> Iterator[Value]:
        """What stands in a field's places, in the words that the mapping file gives them."""
        for place in self._places(field, direction):
            if found := self._found((place,)):
                yield Value(self._meant(field, found.cell), found.rule)

    def _places(self, field: str, direction: str) -> Places:
        by_direction = self._mapping.fields.get(field, {})
        return by_direction.get("") or by_direction.get(direction, ())

    def _found(self, places: Places) -> Value | None:
        """The first of these places that holds anything."""
        for place in places:
            found = self._look_up(place)
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
        known, rules = self._facts.known, self._facts.rules
        day, clock = known.get(field), self._found(self._mapping.times.get(field, ()))
        if day and clock:
            known[field] = moment_joined(f"{day:%d/%m/%Y}", text_of(clock.cell))
            rules[field] += f"; {clock.rule}"

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
