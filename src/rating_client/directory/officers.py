"""Completing an officer's name while it is typed.

Names come from the signed directory first, then from what was typed at this computer before.
They are never ranked by use or by level, and nothing is offered before two letters stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rating_client.base.ledger import Ledger
from rating_client.directory.folding import exact, fold
from rating_client.directory.offices import as_day

LEAST_LETTERS = 2
MOST_ROWS = 8


@dataclass(frozen=True)
class OfficerChoice:
    """One row of the completion list."""

    name: str
    unit: str  # where the directory says the officer works; empty for a name typed before
    origin: Literal["directory", "typed_before"]


class KnownOfficers:
    """Names typed at this computer before, by office."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def note(self, office: str, name: str, now: float) -> None:
        """Remember a name that was really used in a rating."""
        self._ledger.run(
            "INSERT INTO known_officer (office, name, used_at) VALUES (?, ?, ?)"
            " ON CONFLICT (office, name) DO UPDATE SET used_at = excluded.used_at",
            (office, " ".join(name.split()), now),
        )

    def names(self, office: str) -> list[str]:
        rows = self._ledger.rows("SELECT name FROM known_officer WHERE office = ?", (office,))
        return [row["name"] for row in rows]

    def forget(self, office: str, name: str) -> None:
        self._ledger.run("DELETE FROM known_officer WHERE office = ? AND name = ?", (office, name))


def complete_officer(
    typed: str,
    office: str,
    at: date | None,
    listed: Iterable[Mapping[str, str]],
    typed_before: Iterable[str],
) -> list[OfficerChoice]:
    """At most eight names in which every typed word begins a word, diacritics aside.

    `listed` are the directory's officers: `{name, office, unit?, valid_from?, valid_to?}`.
    """
    wanted = fold(typed).split()
    if len("".join(wanted)) < LEAST_LETTERS:
        return []
    choices = [
        OfficerChoice(row["name"], row.get("unit", ""), "directory")
        for row in listed
        if row.get("office") == office and _serves(row, as_day(at))
    ]
    known = {exact(choice.name) for choice in choices}
    choices += [
        OfficerChoice(name, "", "typed_before") for name in typed_before if exact(name) not in known
    ]
    fitting = [choice for choice in choices if _fits(choice.name, wanted)]
    fitting.sort(key=lambda choice: (choice.origin != "directory", fold(choice.name), choice.name))
    return fitting[:MOST_ROWS]


def _fits(name: str, wanted: list[str]) -> bool:
    own = fold(name).split()
    return all(any(word.startswith(w) for word in own) for w in wanted)


def _serves(row: Mapping[str, str], day: date | None) -> bool:
    if day is None:
        return True
    text = day.isoformat()
    return row.get("valid_from", text) <= text <= row.get("valid_to", text)
