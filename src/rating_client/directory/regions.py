"""The regional bodies above the offices, and the provinces each looks after on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rating_client.directory.offices import as_day


@dataclass(frozen=True, kw_only=True)
class Region:
    """One region. `areas` are the first days of each area, the earliest first."""

    name: str
    areas: tuple[tuple[date, str], ...] = ()

    @classmethod
    def from_record(cls, row: Mapping[str, Any]) -> Region:
        """`{name, areas?: [{from, area}]}`, as a directory holds it."""
        areas = ((date.fromisoformat(each["from"]), each["area"]) for each in row.get("areas", ()))
        return cls(name=row["name"], areas=tuple(sorted(areas)))

    def area_at(self, at: date | None) -> str | None:
        """The area on that day; the newest where the day is unknown, None before there was one."""
        day = as_day(at)
        held = [area for begun, area in self.areas if day is None or begun <= day]
        return held[-1] if held else None
