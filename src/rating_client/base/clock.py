"""Time, as an object that can be replaced.

Machine times are float unix seconds, so that a jump of the time zone means nothing. Times on the
wire and in front of people are RFC 3339 at Viet Nam's fixed offset, which has no summer time.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7), "+07:00")
_EPOCH = datetime(1970, 1, 1, 7, tzinfo=VIETNAM)


class Clock(Protocol):
    """What the program asks about time."""

    def now(self) -> float:
        """Unix seconds. May jump when somebody sets the clock."""

    def monotonic(self) -> float:
        """Seconds that never run backwards, for deadlines."""


class SystemClock:
    """This computer's own clock."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()


def local(seconds: float) -> datetime:
    """The wall time in Viet Nam at these unix seconds."""
    # `fromtimestamp` asks the C library, and Windows' knows none before 1970 and after 3000: a
    # file may be dated 1601.
    return _EPOCH + timedelta(seconds=seconds)


def iso(seconds: float) -> str:
    """RFC 3339 with seconds and offset, such as `2026-11-21T10:42:00+07:00`."""
    return local(seconds).isoformat(timespec="seconds")


def seconds_of(text: str) -> float:
    """Unix seconds of an RFC 3339 time; `ValueError` where it names no offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without an offset")
    return moment.timestamp()
