"""What a person typed into a search field, asked of the declarations.

Searching is two questions. The first goes over an index of nothing but searchable words, the
narrowest there is, and mostly answers which few declarations are meant: those are then looked up.
Where it is many instead, whoever asked walks its own list from the newest on and is soon done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from rating_client.base.ledger import Ledger
from rating_client.directory.folding import words

FEW = 5_000  # to look up; walking the list takes less time for more
_WORDS = 8  # of a longer search the longest words; they say most

# Bytes are compared, which finds the same as letters: no letter of UTF-8 begins within another.
_WORD = "instr(CAST(searchable AS BLOB), :w{0})"
_OR_OFFICE = "({} OR office IN (SELECT value FROM json_each(:o{})))"
_FOUND = """
SELECT count(*) AS many, json_group_array(row) AS found FROM (
    SELECT rowid AS row FROM declaration INDEXED BY declaration_searched
    WHERE {conditions} LIMIT {most})"""


@dataclass(frozen=True)
class Search:
    """Conditions on a declaration's row, none where nothing is sought, and what they are given."""

    conditions: tuple[str, ...]
    facts: dict[str, Any]

    @classmethod
    def of(
        cls, text: str, written_as: Callable[[str], Collection[str]] = lambda _word: ()
    ) -> Search:
        """All the words of `text`, each in the declaration itself or naming its office.

        `written_as` gives every way exports write the offices that a word names.
        """
        conditions: list[str] = []
        facts: dict[str, Any] = {}
        for place, word in enumerate(sorted(words(text), key=len, reverse=True)[:_WORDS]):
            offices = sorted(written_as(word))
            said = _WORD.format(place)
            conditions.append(_OR_OFFICE.format(said, place) if offices else said)
            facts |= {f"w{place}": word.encode()} | (
                {f"o{place}": json.dumps(offices)} if offices else {}
            )
        return cls(tuple(conditions), facts)

    def few(self, ledger: Ledger) -> str | None:
        """The rows it finds in the table of declarations, as a JSON list; None: more than a few.

        Row numbers are for the next question only.
        """
        if not self.conditions:
            return None
        asked = _FOUND.format(conditions=" AND ".join(self.conditions), most=FEW + 1)
        answer = ledger.rows(asked, self.facts)[0]
        return str(answer["found"]) if answer["many"] <= FEW else None
