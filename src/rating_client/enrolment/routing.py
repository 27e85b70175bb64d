"""Which receiver a rating goes to: by office, through what the enrolments claim. Pure.

By office code where the export has one, else by every code its printed short name may stand for.
Several candidates of one receiver need no choice; of several receivers a person is asked once,
and nothing reroutes silently afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Claim = Sequence[str] | Literal["*"]


@dataclass(frozen=True)
class Routed:
    """One receiver takes it."""

    receiver: str


@dataclass(frozen=True)
class Undecided:
    """Several receivers claim `office`: the person chooses once."""

    office: str
    receivers: tuple[str, ...]


@dataclass(frozen=True)
class Nobody:
    """No enrolment covers it yet: it is kept, and sealed once one does."""


Route = Routed | Undecided | Nobody


def route(
    office: str, codes: Sequence[str], claims: Mapping[str, Claim], chosen: str | None
) -> Route:
    """Where a rating for `office` goes.

    `codes` are the codes it may stand for, none when it is unknown to every directory; `claims`
    what each receiver takes; `chosen` what the person once chose for this office.
    """
    takers = tuple(sorted(receiver for receiver in claims if _takes(claims[receiver], codes)))
    if not takers:
        return Nobody()
    if len(takers) == 1:
        return Routed(takers[0])
    return Routed(chosen) if chosen in takers else Undecided(office, takers)


def _takes(claim: Claim, codes: Sequence[str]) -> bool:
    return claim == "*" or any(code in claim for code in codes)
