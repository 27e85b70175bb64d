"""A declaration in the making: each fact together with the rule that found it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rating_client.declarations.declaration import Declaration
from rating_client.declarations.document import Document
from rating_client.declarations.values import (
    channel_of,
    company_name_of,
    moment_of,
    number_of,
    tax_code_of,
    team_code_of,
    type_code_of,
)

_MEANINGS: dict[str, Callable[[str], object]] = {
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


MOST = 10_000  # declarations in one file; each costs some hundred microseconds and a prompt


class Found:
    """What a reader found about one declaration.

    `facts` has a declaration's fields, `rules` says for each where it stood. What is missing
    (None or empty) is left out, and the first rule that finds a field has it: try the best first.
    """

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.rules: dict[str, str] = {}

    def add(self, field: str, value: object, rule: str) -> None:
        if value not in (None, "") and field not in self.facts:
            self.facts[field] = value
            self.rules[field] = rule

    def add_text(self, field: str, text: str, rule: str) -> None:
        """A fact as its text is usually understood."""
        self.add(field, _MEANINGS.get(field, str)(text), rule)

    def declaration(self, document: Document) -> Declaration:
        """The declaration; a file name that tells another number is reported, not believed."""
        number, named = self.facts.setdefault("number", ""), document.number_in_name
        if number and named and named[:11] != number[:11]:
            self.rules["number"] += f"; the file name says {named}"
        return Declaration(**self.facts)
