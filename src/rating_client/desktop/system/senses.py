"""What happens on the screen and at the keyboard, as the policy for cards wants to know it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rating_client.prompts.policy import Card, Desk
from rating_client.windows import presence

_NOBODY_CAN_SAY = 3_600.0  # seconds: where idleness is unknown, nobody is kept waiting for it


@dataclass(frozen=True)
class Senses:
    """How the desk is looked at; replaced as a whole in tests."""

    presenting: Callable[[], bool] = presence.presenting
    locked: Callable[[], bool] = presence.locked
    idle_seconds: Callable[[], float | None] = presence.idle_seconds


def desk_now(senses: Senses, card: Card | None, *, card_busy: bool) -> Desk:
    """The desk at this moment. `card` is the one on the screen."""
    idle = senses.idle_seconds()
    return Desk(
        presenting=senses.presenting(),
        locked=senses.locked(),
        idle_seconds=_NOBODY_CAN_SAY if idle is None else idle,
        card=card,
        card_busy=card_busy,
    )
