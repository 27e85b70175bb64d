"""Names offered while somebody types, looked up by whoever owns the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rating_client.directory.directory import Directory


@dataclass(frozen=True)
class Suggestion:
    name: str
    caption: str = ""  # such as the unit an officer works in
    code: str | None = None


Lookup = Callable[[str], Sequence[Suggestion]]


def offices_like(typed: str, directory: Directory, at: datetime | None = None) -> list[Suggestion]:
    """Offices that answer to this, by the names they had then, or have now."""
    found = directory.search(typed, at, limit=8)
    return [Suggestion(office.name_at(at), office.code, office.code) for office in found]


def _nothing(_typed: str) -> Sequence[Suggestion]:
    return ()


@dataclass(frozen=True)
class Lookups:
    """Each answers what was typed with at most eight names, best first."""

    officers: Lookup = _nothing
    offices: Lookup = _nothing
    teams: Lookup = _nothing
