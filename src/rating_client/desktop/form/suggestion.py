"""Names offered while somebody types, looked up by whoever owns the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    name: str
    caption: str = ""  # such as the unit an officer works in
    code: str | None = None


Lookup = Callable[[str], Sequence[Suggestion]]


def _nothing(_typed: str) -> Sequence[Suggestion]:
    return ()


@dataclass(frozen=True)
class Lookups:
    """Each answers what was typed with at most eight names, best first."""

    officers: Lookup = _nothing
    offices: Lookup = _nothing
    teams: Lookup = _nothing
