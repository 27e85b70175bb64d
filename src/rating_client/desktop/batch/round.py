"""What is said about each declaration of a batch. Pure.

Levels 3 to 5 go together; 1 and 2 need reasons and a contact, so each of those leaves the batch
for its own form. What a person chose for one declaration, the level for all passes by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

ALONE = (1, 2)
"""These levels are given one by one."""

MOST = 200
"""So many declarations are rated at once; what is over waits for another round."""

_SHOWN = 5


class Standing(Enum):
    """How a declaration takes part."""

    TOGETHER = "together"  # has a level that the batch may give
    ALONE = "alone"  # its own form must finish it
    UNRATED = "unrated"  # no level yet: it is not sent
    OUT = "out"  # not in this round; it stays in the list


@dataclass
class Choice:
    """What was chosen for one declaration. While not `apart` it follows the level for all."""

    level: int | None = None
    apart: bool = False
    out: bool = False
    away: bool = False  # with all declarations of its owner
    begun: bool = False


@dataclass(frozen=True)
class Counts:
    """What would become of the round now. `together` says how many of each level, most first."""

    together: tuple[tuple[int, int], ...] = ()
    alone: int = 0
    unrated: int = 0

    @property
    def given(self) -> int:
        return sum(count for _, count in self.together)


class Round:
    """The choices of one batch, by key."""

    def __init__(self, choices: Iterable[tuple[str, Choice]] = ()) -> None:
        self.level: int | None = None  # for all
        self._choices = dict(choices)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._choices)

    def choice(self, key: str) -> Choice:
        return self._choices[key]

    def level_of(self, key: str) -> int | None:
        """The level that stands in the row; none for one that is left out or was begun apart."""
        choice = self._choices[key]
        if choice.out or choice.away or choice.begun:
            return None
        return choice.level if choice.apart else self.level

    def standing(self, key: str) -> Standing:
        choice, level = self._choices[key], self.level_of(key)
        if choice.out or choice.away:
            return Standing.OUT
        if choice.begun or level in ALONE:
            return Standing.ALONE
        return Standing.UNRATED if level is None else Standing.TOGETHER

    def set_level_for_all(self, level: int | None) -> None:
        """3 to 5, or none. `ValueError` for a level that is given one by one."""
        if level in ALONE:
            raise ValueError(level)
        self.level = level

    def set_level(self, key: str, level: int | None) -> None:
        """The person's own choice for this one; none takes it back and keeps the row apart."""
        choice = self._choices[key]
        choice.level, choice.apart = level, True

    def set_out(self, key: str, out: bool) -> None:
        self._choices[key].out = out

    def set_away(self, keys: Iterable[str], away: bool) -> None:
        """All declarations of one owner, out of this round or back in it."""
        for key in keys:
            self._choices[key].away = away

    def set_begun(self, key: str) -> None:
        """Its own form was opened: that one speaks for it from now on."""
        self._choices[key].begun = True

    def forget(self, keys: Iterable[str]) -> None:
        """These were settled elsewhere."""
        for key in keys:
            self._choices.pop(key, None)

    @property
    def given(self) -> tuple[tuple[str, int], ...]:
        """What the batch gives: keys with their levels, in the order of the round."""
        together = (key for key in self.keys if self.standing(key) is Standing.TOGETHER)
        return tuple((key, self.level_of(key) or 0) for key in together)

    @property
    def counts(self) -> Counts:
        standings = Counter(self.standing(key) for key in self.keys)
        levels = Counter(level for _, level in self.given)
        return Counts(
            tuple(levels.most_common()),
            standings[Standing.ALONE],
            standings[Standing.UNRATED],
        )

    def folded(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Of the rows of one office those that need not be seen one by one.

        All of them follow the level for all. The first few stay in view whatever is chosen, so
        that nothing moves under the hand, and a fold that would hide a single row is none.
        """
        behind = tuple(key for key in keys[_SHOWN:] if self._follows(key))
        return behind if len(behind) > 1 else ()

    def _follows(self, key: str) -> bool:
        choice = self._choices[key]
        return not (choice.apart or choice.out or choice.begun)
