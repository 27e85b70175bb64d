"""A declaration in the making: each fact together with the rule that found it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from rating_client.declarations.declaration import Declaration
from rating_client.declarations.document import Document
from rating_client.declarations.moments import moment_of
from rating_client.declarations.readers import Reading
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    Cell,
    channel_of,
    company_name_of,
    number_of,
    office_of,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
)

MOST = 8_000  # declarations in one file: what one answer of the reading process can carry

MEANINGS: dict[str, Callable[[Cell], Any]] = {
    "number": number_of,
    "first_number": number_of,
    "type_code": type_code_of,
    "team_code": team_code_of,
    "registered_at": moment_of,
    "amended_at": moment_of,
    "cleared_at": moment_of,
    "channel": channel_of,
    "owner_tax_code": tax_code_of,
    "owner_name": company_name_of,
}


class Value(NamedTuple):
    """What stands in one place of a file, and the rule that led there."""

    cell: Cell
    rule: str


class Facts:
    """What a reader found out about one declaration.

    `known` has a declaration's fields, `rules` says for each where it stood. What is missing
    (None or empty) is left out, and the first rule that finds a field has it: try the best first.
    """

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}
        self.rules: dict[str, str] = {}

    def add(self, field: str, value: object, rule: str) -> None:
        if value not in (None, "") and field not in self.known:
            self.known[field] = value
            self.rules[field] = rule

    def add_text(self, field: str, text: str, rule: str) -> None:
        """A fact as its text is usually understood."""
        self.add(field, MEANINGS.get(field, text_of)(text), rule)

    def add_office(self, cell: Cell, rule: str) -> None:
        """An office's code, its name, or both in one cell."""
        code, name = office_of(cell)
        self.add("office_code", code, rule)
        self.add("office_name", name, rule)

    def add_direction_of_number(self) -> None:
        """Where nothing better tells: import numbers begin with 1, those of exports with 3."""
        is_export = self.known.get("number", "").startswith("3")
        self.add("direction", "X" if is_export else "N", "first digit of the number")

    def take(
        self, field: str, values: Iterable[Value], meaning: Callable[[Cell], Any] | None = None
    ) -> None:
        """The first of these values that means anything."""
        meaning = meaning or MEANINGS[field]
        for value in values:
            if (meant := meaning(value.cell)) is not None:
                self.add(field, meant, value.rule)
                return

    @property
    def progress(self) -> tuple[int, str]:
        """How far the declaration has come, the amendments that its number counts included."""
        return self.known["stage"].rank, self.known["number"]

    def declaration(self) -> Declaration:
        return Declaration(**{"number": "", **self.known})


def furthest(parts: Iterable[Callable[[], Facts]]) -> list[Facts]:
    """What the parts of a file say: each declaration once, at its furthest stage.

    A part that is refused costs no other; where all are, the first `Refusal` is raised.
    """
    found: dict[str, Facts] = {}
    refusals: list[Refusal] = []
    for read in parts:
        try:
            facts = read()
        except Refusal as refusal:
            refusals.append(refusal)
            continue
        known = found.setdefault(facts.known["number"][:11], facts)
        if facts.progress > known.progress:
            found[facts.known["number"][:11]] = facts
    if not found:
        raise refusals[0] if refusals else Refusal("declarations.damaged")
    return list(found.values())


def reading_of(document: Document, found: Sequence[Facts]) -> Reading:
    """The declarations. A file name that tells another number is reported, not believed."""
    named = document.number_in_name
    numbers = [facts.known.get("number", "") for facts in found]
    if named and all(number and number[:11] != named[:11] for number in numbers):
        for facts in found:
            facts.rules["number"] += f"; the file name says {named}"
    return Reading(
        tuple(facts.declaration() for facts in found), tuple(facts.rules for facts in found)
    )
