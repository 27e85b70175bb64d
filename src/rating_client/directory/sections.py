"""The processing section printed on a declaration, and whether it was a team (Đội).

A section was a team only before 15 March 2025. Since then the two digits name a processing group
(Bộ phận) of a unit without teams; a name that begins with Đội and holds from a later day is a
team again, which is how a region's own teams appear.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rating_client.base.text import Text
from rating_client.directory.folding import fold
from rating_client.directory.offices import REFORM, as_day

NO_TEAM = Text("Không áp dụng (từ 15/3/2025)", "Not applicable (since 15 March 2025)")


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of an office. `code` is the two digits of the print; some have none."""

    office: str
    name: str
    code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_at(self, day: date | None) -> bool:
        if day is None:
            return True
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    def is_team_at(self, day: date | None) -> bool:
        if not fold(self.name).startswith("doi "):
            return False
        if day is not None and day < REFORM:
            return True
        return self.valid_from is not None and self.valid_from >= REFORM


@dataclass(frozen=True)
class SectionReading:
    """What a section code meant on a day.

    `team`: a rateable team. `section`: a processing group, never rated. `unknown`: the directory
    has no such code; `name` is the code itself, or empty where the export has none.
    """

    kind: Literal["team", "section", "unknown"]
    name: str
    code: str | None

    def team_line(self, at: date | None) -> Text:
        """The words beside "Đội" in the header of a form."""
        day = as_day(at)
        if self.kind == "team":
            return Text(self.name, self.name)
        if day is None or day >= REFORM:
            return NO_TEAM
        if self.name:
            return Text(self.name, self.name)
        return Text("Không có trong tệp", "Not in the file")


def section_at(sections: tuple[Section, ...], code: str | None, at: date | None) -> SectionReading:
    """The reading of `code` among the sections of one office on that day."""
    day = as_day(at)
    if not code:
        return SectionReading("unknown", "", None)
    for section in sections:
        if section.code == code and section.holds_at(day):
            kind: Literal["team", "section"] = "team" if section.is_team_at(day) else "section"
            return SectionReading(kind, section.name, code)
    return SectionReading("unknown", code, code)


def teams_at(sections: tuple[Section, ...], at: date | None) -> tuple[Section, ...]:
    """The teams of one office on that day, for a person who adds one by hand."""
    day = as_day(at)
    return tuple(s for s in sections if s.holds_at(day) and s.is_team_at(day))
