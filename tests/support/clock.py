"""A clock that a test moves by hand."""

from __future__ import annotations

from rating_client.base.clock import seconds_of


class FakeClock:
    """Stands still until told otherwise. Starts on a working morning in Hải Phòng."""

    def __init__(self, now: float | str = "2026-11-21T10:42:00+07:00") -> None:
        self._now = seconds_of(now) if isinstance(now, str) else now
        self._monotonic = 1_000.0

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Time passes: both clocks move."""
        self._now += seconds
        self._monotonic += seconds

    def set_wall(self, text: str) -> None:
        """Somebody sets the computer's clock: only the wall clock moves."""
        self._now = seconds_of(text)
