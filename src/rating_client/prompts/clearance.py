"""How long declarations took from registration until customs let the goods out, as printed.

Only times that an export gives count. A declaration whose release was merely noticed has none,
and neither has one whose time is a midnight: that is how a day without a time is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rating_client.base.ledger import Ledger

ENOUGH_FOR_MEDIAN = 5
ENOUGH_FOR_NINE_TENTHS = 10


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """Declarations registered in one period, of one channel, at one office or at all of them.

    Durations are seconds, each one that was measured (nearest rank); None where so few were
    measured that the number would tell of single declarations.
    """

    office: str | None  # None: all offices
    channel: int
    measured: int
    median: int | None
    nine_tenths: int | None  # nine out of ten took no longer
    median_before: int | None  # in the period of the same length before

    @property
    def change(self) -> int | None:
        """Seconds by which the median grew since the period before; negative when faster."""
        if self.median is None or self.median_before is None:
            return None
        return self.median - self.median_before


def clearances(ledger: Ledger, period: Mapping[str, Any]) -> list[Clearance]:
    """By channel for all offices, then by office and channel, most declarations first.

    `period` has `before`, `since` and `until` (ISO 8601 texts at Viet Nam's offset), `owner` (a
    tax code or None) and `offices` (JSON: the office behind each text exports write).
    """
    found = ledger.rows(_CLEARANCES, period)
    earlier = {(row["office"], row["channel"]): row for row in found if row["earlier"]}
    return [
        Clearance(
            office=row["office"],
            channel=row["channel"],
            measured=row["measured"],
            median=_median(row),
            nine_tenths=(row["nine_tenths"] if row["measured"] >= ENOUGH_FOR_NINE_TENTHS else None),
            median_before=_median(earlier.get((row["office"], row["channel"]))),
        )
        for row in found
        if not row["earlier"]
    ]


def _median(row: Mapping[str, Any] | None) -> int | None:
    return row["median"] if row and row["measured"] >= ENOUGH_FOR_MEDIAN else None


# The column `released_at` also holds when a release was noticed; the facts only what was printed.
_CLEARANCES = """
WITH told AS (
    SELECT office, channel, registered_at, registered_at < :since AS earlier,
        coalesce(facts ->> 'cleared_at', facts ->> 'released_at') AS out_at
    FROM declaration
    WHERE registered_at >= :before AND registered_at < :until
      AND released_at IS NOT NULL AND channel IS NOT NULL
      AND (:owner IS NULL OR owner_tax_code = :owner)
), measured AS MATERIALIZED (
    SELECT coalesce(known.value, office) AS office, channel, earlier,
        unixepoch(out_at) - unixepoch(registered_at) AS seconds
    FROM told LEFT JOIN json_each(:offices) AS known ON known.key = office
    WHERE out_at > registered_at
      AND substr(out_at, 12, 8) <> '00:00:00' AND substr(registered_at, 12, 8) <> '00:00:00'
), grouped AS (
    SELECT NULL AS office, channel, earlier, seconds FROM measured
    UNION ALL
    SELECT office, channel, earlier, seconds FROM measured WHERE office IS NOT NULL
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY office, channel, earlier ORDER BY seconds) AS rank,
        count(*) OVER (PARTITION BY office, channel, earlier) AS measured
    FROM grouped
)
SELECT office, channel, earlier, measured,
    max(seconds) FILTER (WHERE rank = (measured + 1) / 2) AS median,
    max(seconds) FILTER (WHERE rank = (9 * measured + 9) / 10) AS nine_tenths
FROM ranked
GROUP BY office, channel, earlier
ORDER BY office IS NOT NULL, measured DESC, office, channel"""
