"""What the level for all does to the rows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LOW = (1, 2)


@dataclass(frozen=True)
class RowLevel:
    kind: str
    level: int | None
    by_hand: bool


@dataclass(frozen=True)
class Filled:
    """The level of each row, in order, and what is said about it."""

    levels: tuple[int | None, ...]
    followers: int
    apart: int
    officers_apart: bool  # there are officers, and this level must be chosen for each of them


def fill(rows: Sequence[RowLevel], level: int | None) -> Filled:
    """Sets `level` in the rows nobody chose by hand, and nothing else.

    Naming a person with a low level needs a choice of its own, so 1 and 2 never reach an
    officer from here.
    """

    def follows(row: RowLevel) -> bool:
        return not row.by_hand and not (row.kind == "officer" and level in LOW)

    levels = tuple(level if follows(row) else row.level if row.by_hand else None for row in rows)
    return Filled(
        levels,
        followers=sum(follows(row) for row in rows),
        apart=sum(row.by_hand and row.level is not None for row in rows),
        officers_apart=level in LOW and any(row.kind == "officer" for row in rows),
    )


def level_for_all(levels: Sequence[int | None]) -> int | None:
    """The level for all that a stored draft was most likely made with.

    A draft keeps rows, not how they came about: rows all of one level, also a single one as of a
    rating given on the card, are taken as filled together; anything else as chosen one by one.
    """
    return levels[0] if len(set(levels)) == 1 else None
