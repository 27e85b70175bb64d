"""What this computer's own opinions and exports add up to, for the eyes of who uses it.

Nothing here leaves the computer, and nothing is counted by officer. Levels come from what was
sent and is still kept: what retention has erased is counted apart, and guessed from nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from rating_client.base.clock import VIETNAM, local
from rating_client.base.ledger import Ledger
from rating_client.directory.directory import Directory
from rating_client.prompts.clearance import Clearance, clearances

WEEKS = 8
ENOUGH_FOR_SHARES = 5


@dataclass(frozen=True)
class Wanted:
    """The last so many days, today among them; of one owner or of all."""

    days: int = 90
    owner: str | None = None  # tax code
    office: str | None = None  # as in `Levels.of`: then levels are counted by month


@dataclass(frozen=True)
class Week:
    """Declarations registered in the week of this Monday, and how many of them were rated."""

    monday: date
    rated: int
    registered: int

    @property
    def percent(self) -> int | None:
        """Rounded down: all of them is the only hundred. None where there were none."""
        return self.rated * 100 // self.registered if self.registered else None


@dataclass(frozen=True)
class Levels:
    """How often each level was given. `of` is an office as the ledger keys it, or a month."""

    of: str
    counts: tuple[int, int, int, int, int]  # level 1 first

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def low(self) -> int:
        """Levels 1 and 2."""
        return self.counts[0] + self.counts[1]

    @property
    def shares(self) -> tuple[int, ...] | None:
        """Whole percents, adding up to a hundred; None where they would tell of single forms."""
        return _shares(self.counts) if self.total >= ENOUGH_FOR_SHARES else None


@dataclass(frozen=True, kw_only=True)
class Figures:
    wanted: Wanted
    since: date
    today: date
    weeks: tuple[Week, ...]  # oldest first, this week last
    waiting: int  # registered this week and open
    given: int  # ratings in the period, replaced ones left out
    receipted: int
    unsent: int  # on their way, held or without a receiver
    low: int  # ratings in the period with a level 1 or 2
    low_answered: int
    by_office: tuple[Levels, ...]  # most ratings first
    by_month: tuple[Levels, ...]  # of the wanted office, oldest first
    erased: int  # ratings of the period whose levels are not known any more
    clearances: tuple[Clearance, ...]


class Statistics:
    """May be used from any thread; slow over a large ledger, so never from the GUI's."""

    def __init__(self, ledger: Ledger, directory: Callable[[], Directory]) -> None:
        self._ledger = ledger
        self._directory = directory

    def figures(self, wanted: Wanted, now: float) -> Figures:
        today = local(now).date()
        since = today - timedelta(days=wanted.days - 1)
        tomorrow = _midnight(today + timedelta(days=1))
        period = {
            "owner": wanted.owner,
            "before": _midnight(since - timedelta(days=wanted.days)).isoformat(),
            "since": _midnight(since).isoformat(),
            "until": tomorrow.isoformat(),
            "offices": json.dumps(self._offices()),
        }
        seconds = {"since": _midnight(since).timestamp(), "until": tomorrow.timestamp()}
        weeks = self._weeks(today, wanted.owner)
        levels = self._ledger.rows(_LEVELS, {**period, **seconds})
        counted = self._ledger.row(_RATINGS, {**period, **seconds}) or {}
        monday = _midnight(weeks[-1].monday).isoformat()
        return Figures(
            wanted=wanted,
            since=since,
            today=today,
            weeks=weeks,
            waiting=int(self._ledger.value(_WAITING, {"since": monday, "owner": wanted.owner})),
            **counted,
            by_office=_added_up(levels, "office"),
            by_month=tuple(
                sorted(
                    _added_up([r for r in levels if r["office"] == wanted.office], "month"),
                    key=lambda month: month.of,
                )
                if wanted.office
                else ()
            ),
            erased=sum(row["times"] for row in levels if row["erased"]),
            clearances=tuple(clearances(self._ledger, period)),
        )

    def _weeks(self, today: date, owner: str | None) -> tuple[Week, ...]:
        monday = today - timedelta(days=today.weekday())
        mondays = [monday - timedelta(weeks=WEEKS - 1 - n) for n in range(WEEKS)]
        asked = {"since": _midnight(mondays[0]).isoformat(), "owner": owner}
        found = {row["monday"]: row for row in self._ledger.rows(_WEEKS, asked)}
        none = {"rated": 0, "registered": 0}
        rows = ((day, found.get(day.isoformat(), none)) for day in mondays)
        return tuple(Week(day, row["rated"], row["registered"]) for day, row in rows)

    def _offices(self) -> dict[str, str]:
        """The code behind each printed name that means one office: one office is one row."""
        directory = self._directory()
        texts = [row["office"] for row in self._ledger.rows(_OFFICES)]
        codes = {text: directory.resolve(text, None).code for text in texts}
        return {text: code for text, code in codes.items() if code and code != text}


def _added_up(rows: list[dict[str, Any]], by: str) -> tuple[Levels, ...]:
    counts: dict[str, list[int]] = {}
    for row in rows:
        if row["level"] is not None and row["office"]:
            counts.setdefault(row[by], [0] * 5)[row["level"] - 1] += row["times"]
    found = [Levels(of, (a, b, c, d, e)) for of, (a, b, c, d, e) in counts.items()]
    return tuple(sorted(found, key=lambda levels: (-levels.total, levels.of)))


def _shares(counts: tuple[int, ...]) -> tuple[int, ...]:
    """Largest remainders: what rounding down leaves goes to who lost most by it."""
    total = sum(counts)
    shares = [count * 100 // total for count in counts]
    lost = sorted(range(len(counts)), key=lambda i: -(counts[i] * 100 % total))
    for place in lost[: 100 - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


_WEEKS = """
SELECT date(substr(registered_at, 1, 10), 'weekday 0', '-6 days') AS monday,
    count(*) FILTER (WHERE prompt_state = 'answered') AS rated, count(*) AS registered
FROM declaration
WHERE registered_at >= :since AND prompt_state <> 'withdrawn'
  AND (prompt_origin IN ('live', 'manual') OR prompt_state = 'answered')
  AND (:owner IS NULL OR owner_tax_code = :owner)
GROUP BY monday"""

_WAITING = """
SELECT count(*) FROM declaration
WHERE registered_at >= :since AND prompt_state IN ('due', 'shown', 'snoozed')
  AND prompt_origin IN ('live', 'manual')
  AND (:owner IS NULL OR owner_tax_code = :owner)"""

_OFFICES = "SELECT DISTINCT office FROM declaration WHERE office IS NOT NULL"

# A rating that was withdrawn, or that a later one replaced, says nothing any more.
_GIVEN = """
WITH given AS (
    SELECT entry.serial, entry.id, entry.receiver, entry.state, entry.levels, entry.queued_at,
        entry.declaration_key
    FROM entry
    WHERE entry.queued_at >= :since AND entry.queued_at < :until AND entry.state <> 'withdrawn'
      AND entry.id NOT IN (SELECT supersedes FROM entry
                           WHERE supersedes IS NOT NULL AND state <> 'withdrawn')
      AND (:owner IS NULL OR EXISTS (SELECT 1 FROM declaration
           WHERE declaration.key = entry.declaration_key
             AND declaration.owner_tax_code = :owner))
)"""

_RATINGS = f"""{_GIVEN}
SELECT count(*) AS given,
    count(*) FILTER (WHERE state = 'receipted') AS receipted,
    count(*) FILTER (WHERE state IN ('unaddressed', 'waiting', 'sending', 'unconfirmed')) AS unsent,
    count(*) FILTER (WHERE low) AS low,
    count(*) FILTER (WHERE low AND answered) AS low_answered
FROM (SELECT state, instr(levels, '1') OR instr(levels, '2') AS low,
          EXISTS (SELECT 1 FROM answer WHERE answer.receiver = given.receiver
                  AND answer.submission = given.id) AS answered
      FROM given)"""  # noqa: S608  made of constants

# The receiving office comes first in a rating, where it was rated at all.
_LEVELS = f"""{_GIVEN}
SELECT coalesce(known.value, declaration.office) AS office,
    strftime('%Y-%m', queued_at, 'unixepoch', '+7 hours') AS month,
    CASE content.json ->> '$.subjects[0].kind'
        WHEN 'office' THEN content.json ->> '$.subjects[0].level' END AS level,
    content.json IS NULL AS erased, count(*) AS times
FROM given
JOIN declaration ON declaration.key = given.declaration_key
LEFT JOIN json_each(:offices) AS known ON known.key = declaration.office
LEFT JOIN content ON content.entry = given.serial
GROUP BY 1, 2, 3, 4"""  # noqa: S608  made of constants
