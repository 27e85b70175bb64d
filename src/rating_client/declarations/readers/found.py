"""A declaration in the making: each fact together with the rule that found it."""

from __future__ import annotations

from typing import Any

from rating_client.declarations.declaration import Declaration
from rating_client.declarations.document import Document


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

    def declaration(self, document: Document) -> Declaration:
        """The declaration; a file name that tells another number is reported, not believed."""
        number, named = self.facts.setdefault("number", ""), document.number_in_name
        if number and named and named[:11] != number[:11]:
            self.rules["number"] += f"; the file name says {named}"
        return Declaration(**self.facts)
