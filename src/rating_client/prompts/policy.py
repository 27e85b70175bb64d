"""Whether to show a card now, and which. Pure: time and the state of the desk are arguments.

Every rule here moves the card, never the prompt: what is not shown stays in the inbox.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from rating_client.prompts.pacing import (
    Pacing,
    day_is_over,
    end_of_day,
    end_of_today,
    end_of_working_day,
    quiet_until,
)
from rating_client.prompts.prompt import Origin, Prompt

OLD_AFTER = timedelta(days=7)
MOST_TIMES = 2
"""A card asks unasked at most this often about one declaration; a reminder a person orders
counts anew from one."""

MOST_ON_A_CARD = 200
"""So many declarations a card lists; of more it tells only how many there are."""

_TYPING = 3.0  # seconds without input before a card may appear
_TYPING_AT_MOST = 60.0  # somebody who types all day still wants to know
_LOOK_AGAIN = 15.0  # a presentation ends without an event
_FLURRY, _FLURRY_CARDS = 600.0, 3


@dataclass(frozen=True)
class Pending:
    """The prompts that a card may be about, and what was shown before.

    Keys come newest first and not all of a flood: the totals count all.
    """

    due: tuple[str, ...] = ()
    due_total: int = 0
    left: tuple[str, ...] = ()  # at the end of the day: all that is unanswered
    left_total: int = 0  # 0 where a digest would count nothing new
    next_wake: float | None = None  # when the next snoozed prompt comes back
    cards_today: tuple[float, ...] = ()  # when today's cards appeared
    digest_shown_today: bool = False
    paused_until: float | None = None  # None where no pause is on


@dataclass(frozen=True)
class Card:
    """What to show: one declaration, several, or the count at the end of the day.

    What a person does with the card holds for `keys`. Of a flood there are `more`, which stay
    in the inbox: such a card leads there and offers no level for all.
    """

    kind: Literal["one", "batch", "digest"]
    keys: tuple[str, ...]
    more: int = 0
    joins: bool = False  # takes the place of the card on screen, and counts as the same
    offers_digest: bool = False  # many cards in a short time: offer one at the end of the day
    prompts: tuple[Prompt, ...] = ()  # the first of `keys`; the book fills them in

    @property
    def total(self) -> int:
        return len(self.keys) + self.more


@dataclass(frozen=True)
class Wait:
    """Show nothing. Ask again at `until`, or when something happens where it is None.

    `waiting` counts the declarations a card would be about. Hand the last `Wait` back to
    `next_card`: it knows since when somebody has been typing.
    """

    until: float | None
    reason: Literal["nothing", "paused", "quiet", "locked", "presenting", "card", "cap", "typing"]
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
    pending: Pending, desk: Desk, pacing: Pacing, now: float, held: Wait | None = None
) -> Card | Wait:
    """The card to show now, or how long to wait and why."""
    digest = _digest(pending, pacing, now)
    next_digest = None if pacing.digest_at is None else end_of_working_day(now, pacing)
    wake = _earliest(pending.next_wake, next_digest)
    if not pending.due and digest is None:
        return Wait(wake, "nothing")

    waiting = pending.due_total or pending.left_total
    if pending.paused_until is not None:
        return Wait(pending.paused_until, "paused", waiting)
    if (quiet := quiet_until(now, pacing.quiet_hours)) is not None:
        return Wait(quiet, "quiet", waiting)
    if desk.locked:
        return Wait(None, "locked", waiting)
    if desk.presenting:
        return Wait(now + _LOOK_AGAIN, "presenting", waiting)
    if desk.card is not None:
        return _joined(pending, desk.card, desk.card_busy)
    if digest is None and (free := _cap_ends(pending, pacing, now)) is not None:
        return Wait(_earliest(free, wake), "cap", waiting)
    if desk.idle_seconds < _TYPING:
        since = _typing_since(held, now)
        if now - since < _TYPING_AT_MOST:
            quiet_hands = now + _TYPING - desk.idle_seconds
            return Wait(min(quiet_hands, since + _TYPING_AT_MOST), "typing", waiting, since)
    if digest is not None:
        return digest
    return Card(
        "one" if pending.due_total == 1 else "batch",
        pending.due,
        pending.due_total - len(pending.due),
        offers_digest=_digest_is_to_come(pending, pacing, now) and _flurry(pending, now),
    )


def _joined(pending: Pending, card: Card, busy: bool) -> Card | Wait:
    """An arrival becomes part of the card on screen, unless that one is in use.

    Where the card then lists too many, the first it listed are only counted any more.
    """
    new = tuple(key for key in pending.due if key not in card.keys)
    more = pending.due_total - len(pending.due)
    if not new or busy or card.kind == "digest":
        return Wait(None, "card", len(new) + more)
    keys = (*new, *card.keys)
    unlisted = max(0, len(keys) - MOST_ON_A_CARD)
    return Card("batch", keys[:MOST_ON_A_CARD], more + card.more + unlisted, joins=True)


def origin_of(registered_at: float | None, before_setup: bool, now: float) -> Origin:
    """Where a declaration first seen now comes from: old ones and those of before get no card."""
    if before_setup:
        return Origin.BEFORE_SETUP
    if registered_at is not None and now - registered_at > OLD_AFTER.total_seconds():
        return Origin.OLD
    return Origin.LIVE


def _digest(pending: Pending, pacing: Pacing, now: float) -> Card | None:
    """Everything unanswered, once a day, if the day is over and there is anything new in it."""
    if not day_is_over(now, pacing) or pending.digest_shown_today or not pending.left_total:
        return None
    return Card("digest", pending.left, pending.left_total - len(pending.left))


def _digest_is_to_come(pending: Pending, pacing: Pacing, now: float) -> bool:
    return end_of_day(now, pacing) is not None and not pending.digest_shown_today


def _cap_ends(pending: Pending, pacing: Pacing, now: float) -> float | None:
    """When another card is allowed again; None if one is allowed now."""
    shown = [at for at in pending.cards_today if at <= now]
    if pacing.day_cap and len(shown) >= pacing.day_cap:
        return end_of_today(now)
    if pacing.min_gap and shown and now < max(shown) + pacing.min_gap:
        return max(shown) + pacing.min_gap
    return None


def _flurry(pending: Pending, now: float) -> bool:
    """Whether a card now would be the third within ten minutes."""
    recent = sum(now - _FLURRY <= at <= now for at in pending.cards_today)
    return recent + 1 >= _FLURRY_CARDS


def _typing_since(held: Wait | None, now: float) -> float:
    if held is not None and held.reason == "typing" and held.since is not None:
        return min(held.since, now)  # the clock may have been set back
    return now


def _earliest(*moments: float | None) -> float | None:
    return min((at for at in moments if at is not None), default=None)
