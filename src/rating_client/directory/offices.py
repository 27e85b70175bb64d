"""A customs office and the name it bore on a day.

On 15 March 2025 the old Chi cục became Hải quan cửa khẩu or Hải quan ngoài cửa khẩu: most codes
survived, the names did not. A declaration registered before an office's `valid_from` shows the
old name, whenever it is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rating_client.base.text import Text
from rating_client.directory.folding import fold

REFORM = date(2025, 3, 15)
"""From this day the units at and away from the border have no inner teams (Decision 382)."""

RATED_KINDS = frozenset({"office", "team_office"})
"""Kinds a person is offered. The others exist so that a code in a file is never a surprise."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """One code of the directory. Either name may be missing, never both."""

    code: str
    kind: str
    old_name: str | None = None
    name: str | None = None
    valid_from: date | None = None  # the first day of `name`
    valid_to: date | None = None  # the last day of the code
    merged_into: str | None = None

    def name_at(self, at: date | None) -> str:
        """The name on that day; the newest one where the day is unknown."""
        day = as_day(at)
        if self.old_name and self.name and self.valid_from and day and day < self.valid_from:
            return self.old_name
        return self.name or self.old_name or self.code

    def existed_at(self, at: date | None) -> bool:
        """Whether the code could stand on a declaration registered that day."""
        day = as_day(at)
        if day is None:
            return True
        begun = self.old_name is not None or self.valid_from is None or day >= self.valid_from
        return begun and (self.valid_to is None or day <= self.valid_to)

    def offered_at(self, at: date | None) -> bool:
        """Whether a person choosing an office for that day should see this one.

        A code merged into another bears the same name since then: offering both would ask a
        question nobody can answer.
        """
        day = as_day(at)
        still_own = day is not None and self.valid_from is not None and day < self.valid_from
        merged = self.merged_into is not None and not still_own
        return self.kind in RATED_KINDS and self.existed_at(at) and not merged

    def sort_at(self, at: date | None) -> Text | None:
        """What sort of unit it was that day, for the line under its name; None if not known.

        The new names say it themselves: border units are called Hải quan cửa khẩu ...
        """
        day = as_day(at)
        if day is not None and day < (self.valid_from or REFORM):
            return Text("Chi cục Hải quan", "Customs branch") if self.old_name else None
        if self.name is None:
            return None
        if fold(self.name).startswith("hai quan cua khau"):
            return Text("Hải quan cửa khẩu", "Border-gate customs")
        return Text("Hải quan ngoài cửa khẩu", "Customs away from the border gate")


@dataclass(frozen=True)
class OfficeReading:
    """What the directory makes of a code or a printed name.

    `name` is always something to show: the unit's name, or the text as it stood. `code` is set
    only where no other code is possible; `candidates` are all possible ones, for routing.
    """

    name: str
    code: str | None = None
    candidates: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        known = {} if self.code is None else {"code": self.code}
        return {**known, "name": self.name, "candidates": list(self.candidates)}


def as_day(at: date | None) -> date | None:
    """The calendar day of a date or of a time, as it was written (a time keeps its offset)."""
    return at.date() if isinstance(at, datetime) else at
