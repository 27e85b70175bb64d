"""Whether to show a card now, and which. Pure: time and the state of the desk are arguments.

Every rule here moves the card, never the prompt: what is not shown stays in the inbox.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, NamedTuple

from rating_client.base.clock import local
from rating_client.prompts.pacing import (
    WORKING_DAYS,
    Pacing,
    end_of_today,
    quiet_until,
    start_of_today,
)
from rating_client.prompts.prompt import Origin, Prompt

OLD_AFTER = timedelta(days=7)
MOST_TIMES = 2
"""A card asks unasked at most this often about one declaration; a reminder a person orders
counts anew from one."""

_TYPING = 3.0  # seconds without input before a card may appear
_TYPING_AT_MOST = 60.0  # somebody who types all day still wants to know
_LOOK_AGAIN = 15.0  # a presentation ends without an event
_FLURRY, _FLURRY_CARDS = 600.0, 3


class Question(NamedTuple):
    """What the policy needs to know of a prompt."""

    key: str
    times_shown: int
    released: bool


@dataclass(frozen=True)
class Standing:
    """The prompts that a card may be about, newest first, and what was shown before."""

    due: tuple[Question, ...] = ()
    shown: tuple[Question, ...] = ()  # a card asked and got no answer
    next_wake: float | None = None  # when the next snoozed prompt comes back
    cards_today: tuple[float, ...] = ()  # when today's cards appeared
    digest_shown_today: bool = False
    paused_until: float | None = None


@dataclass(frozen=True)
class Card:
    """What to show: one declaration, several, or the count at the end of the day."""

    kind: Literal["one", "batch", "digest"]
    keys: tuple[str, ...]
    joins: bool = False  # takes the place of the card on screen, and counts as the same
    offers_digest: bool = False  # many cards in a short time: offer one at the end of the day
    prompts: tuple[Prompt, ...] = ()  # the first of `keys`; the book fills them in

    @property
    def total(self) -> int:
        return len(self.keys)


@dataclass(frozen=True)
class Wait:
    """Show nothing. Ask again at `until`, or when something happens where it is None.

    `waiting` counts the declarations a card would be about. Hand the last `Wait` back to
    `next_card`: it knows since when somebody has been typing.
    """

    until: float | None
    reason: Literal[
        "nothing", "manual", "paused", "quiet", "locked", "presenting", "card", "cap", "typing"
    ]
    waiting: int = 0
    since: float | None = None


@dataclass(frozen=True)
class Desk:
    """What happens on the screen. `card` is the one shown now; `card_busy` while a pointer rests
    on it or its review is open, so that it must not change under the hand."""

    presenting: bool = False
    locked: bool = False
    idle_seconds: float = _TYPING
    card: Card | None = field(default=None)
    card_busy: bool = False


def next_card(
    standing: Standing, desk: Desk, pacing: Pacing, now: float, held: Wait | None = None
) -> Card | Wait:
    """The card to show now, or how long to wait and why."""
    if pacing.moment == "manual":
        return Wait(None, "manual")
    due = [q for q in standing.due if _may_ask(q, pacing)]
    digest = _digest(standing, pacing, now)
    wake = _earliest(standing.next_wake, _digest_time(standing, pacing, now))
    if not due and not digest:
        return Wait(wake, "nothing")

    waiting = len(due) or len(digest)
    if standing.paused_until is not None and now < standing.paused_until <= end_of_today(now):
        return Wait(standing.paused_until, "paused", waiting)
    if (quiet := quiet_until(now, pacing.quiet_hours)) is not None:
        return Wait(quiet, "quiet", waiting)
    if desk.locked:
        return Wait(None, "locked", waiting)
    if desk.presenting:
        return Wait(now + _LOOK_AGAIN, "presenting", waiting)

    keys = tuple(q.key for q in due)
    if (card := desk.card) is not None:
        new = set(keys).difference(card.keys)
        if not new or desk.card_busy or card.kind == "digest":
            return Wait(None, "card", len(new))
        return Card("batch", (*(k for k in keys if k in new), *card.keys), joins=True)
    if not digest and (free := _cap_ends(standing, pacing, now)) is not None:
        return Wait(_earliest(free, wake), "cap", waiting)
    if desk.idle_seconds < _TYPING:
        since = _typing_since(held, now)
        if now - since < _TYPING_AT_MOST:
            quiet_hands = now + _TYPING - desk.idle_seconds
            return Wait(min(quiet_hands, since + _TYPING_AT_MOST), "typing", waiting, since)
    if digest:
        return Card("digest", digest)
    flurry = sum(now - _FLURRY <= at <= now for at in standing.cards_today)
    return Card(
        "one" if len(keys) == 1 else "batch",
        keys,
        offers_digest=flurry + 1 >= _FLURRY_CARDS
        and _digest_time(standing, pacing, now) is not None,
    )


def origin_of(registered_at: float | None, before_setup: bool, now: float) -> Origin:
    """Where a declaration first seen now comes from: old ones and those of before get no card."""
    if before_setup:
        return Origin.BEFORE_SETUP
    if registered_at is not None and now - registered_at > OLD_AFTER.total_seconds():
        return Origin.OLD
    return Origin.LIVE


def _may_ask(question: Question, pacing: Pacing) -> bool:
    if pacing.moment == "on_released" and not question.released:
        return False
    return question.times_shown < MOST_TIMES


def _digest(standing: Standing, pacing: Pacing, now: float) -> tuple[str, ...]:
    """Everything unanswered, if the day is over and at least one was not asked about twice."""
    asked = [
        q for q in (*standing.due, *standing.shown) if pacing.moment != "on_released" or q.released
    ]
    at = pacing.digest_at
    today = local(now)
    over = at is not None and today.weekday() in WORKING_DAYS and today.time() >= at
    if not over or standing.digest_shown_today or not any(_may_ask(q, pacing) for q in asked):
        return ()
    return tuple(q.key for q in asked)


def _digest_time(standing: Standing, pacing: Pacing, now: float) -> float | None:
    """When today's digest is to be looked at; None once it is past, or on a day without one."""
    today = local(now)
    if pacing.digest_at is None or today.weekday() not in WORKING_DAYS:
        return None
    at = (
        start_of_today(now)
        + timedelta(hours=pacing.digest_at.hour, minutes=pacing.digest_at.minute).total_seconds()
    )
    return at if at > now and not standing.digest_shown_today else None


def _cap_ends(standing: Standing, pacing: Pacing, now: float) -> float | None:
    """When another card is allowed again; None if one is allowed now."""
    shown = [at for at in standing.cards_today if at <= now]
    if pacing.day_cap and len(shown) >= pacing.day_cap:
        return end_of_today(now)
    if pacing.min_gap and shown and now < max(shown) + pacing.min_gap:
        return max(shown) + pacing.min_gap
    return None


def _flurry(standing: Standing, now: float) -> bool:
    """Whether a card now would be the third within ten minutes."""
    recent = sum(now - _FLURRY <= at <= now for at in standing.cards_today)
    return recent + 1 >= _FLURRY_CARDS


def _typing_since(held: Wait | None, now: float) -> float:
    if held is not None and held.reason == "typing" and held.since is not None:
        return min(held.since, now)  # the clock may have been set back
    return now


def _earliest(*moments: float | None) -> float | None:
    return min((at for at in moments if at is not None), default=None)
