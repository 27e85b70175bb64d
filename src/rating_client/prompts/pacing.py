"""How often and when a person wants to be asked; and the times the "later" menu means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from rating_client.base.clock import local
from rating_client.base.settings import Settings
from rating_client.base.time_of_day import Span, span, time_of_day

END_OF_DAY = time(16, 30)
WORKING_DAYS = frozenset(range(6))  # Monday to Saturday, as ports and brokers work


@dataclass(frozen=True)
class Pacing:
    """What the settings say about cards. Seconds; caps of 0 are off."""

    moment: str = "on_registered"  # | on_released | manual
    min_gap: float = 0.0
    day_cap: int = 0
    quiet_hours: tuple[Span, ...] = ()
    digest_at: time | None = END_OF_DAY

    @classmethod
    def from_settings(cls, settings: Settings) -> Pacing:
        """A time of day nobody can read is left out: a typing mistake must not stop the cards."""
        return cls(
            moment=settings.moment,
            min_gap=settings.card_gap_minutes * 60.0,
            day_cap=settings.cards_a_day,
            quiet_hours=tuple(found for t in settings.quiet_hours if (found := span(t))),
            digest_at=time_of_day(settings.digest_at),
        )


def day_is_over(now: float, pacing: Pacing) -> bool:
    """Whether the working day's digest is to be shown; never on a day without one."""
    today = local(now)
    ends = pacing.digest_at
    return ends is not None and today.weekday() in WORKING_DAYS and today.time() >= ends


def end_of_day(now: float, pacing: Pacing) -> float | None:
    """When today's digest is to come; None once it is past, or on a day without one."""
    today = local(now)
    if pacing.digest_at is None or today.weekday() not in WORKING_DAYS:
        return None
    at = datetime.combine(today, pacing.digest_at, today.tzinfo).timestamp()
    return at if at > now else None


def end_of_working_day(now: float, pacing: Pacing) -> float:
    """Today's end of work, or the next working day's once that is past."""
    at = pacing.digest_at or END_OF_DAY
    moment = datetime.combine(local(now), at, local(now).tzinfo)
    if moment.timestamp() > now and moment.weekday() in WORKING_DAYS:
        return moment.timestamp()
    return next_working_day(now, pacing)


def next_working_day(now: float, pacing: Pacing) -> float:
    """The end of work of the next working day: when a digest put off comes back."""
    today = local(now)
    moment = datetime.combine(today, pacing.digest_at or END_OF_DAY, today.tzinfo)
    while True:
        moment += timedelta(days=1)
        if moment.weekday() in WORKING_DAYS:
            return moment.timestamp()


def end_of_today(now: float) -> float:
    """Midnight: until then no more cards, where a person asks for that."""
    return datetime.combine(local(now), time(), local(now).tzinfo).timestamp() + 86_400


def start_of_today(now: float) -> float:
    return end_of_today(now) - 86_400


def quiet_until(now: float, spans: tuple[Span, ...]) -> float | None:
    """When the quiet hours end that hold now; None outside them."""
    at = local(now)
    for begin, end in spans:
        started = datetime.combine(at, begin, at.tzinfo)
        if at < started:
            started -= timedelta(days=1)
        ends = datetime.combine(started, end, at.tzinfo)
        if end <= begin:
            ends += timedelta(days=1)
        if at < ends:
            return ends.timestamp()
    return None
