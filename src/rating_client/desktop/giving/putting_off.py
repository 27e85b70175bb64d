"""The times the choices under "Để sau" mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rating_client.profile import Profile
from rating_client.prompts.pacing import (
    Pacing,
    end_of_today,
    end_of_working_day,
    next_working_day,
)

PutOff = Literal["15m", "1h", "cleared", "day_end", "today", "next_workday"]


def put_off(profile: Profile, keys: Sequence[str], choice: str) -> None:
    """Carry out a `PutOff`. "today" moves no prompt: it only silences the cards until midnight."""
    now = profile.clock.now()
    pacing = Pacing.from_settings(profile.settings)
    match choice:
        case "15m":
            profile.flow.put_off(keys, now + 15 * 60)
        case "1h":
            profile.flow.put_off(keys, now + 60 * 60)
        case "cleared":
            profile.flow.put_off(keys, None, on_cleared=True)
        case "day_end":
            profile.flow.put_off(keys, end_of_working_day(now, pacing))
        case "next_workday":
            profile.flow.put_off(keys, next_working_day(now, pacing))
        case "today":
            profile.prompts.showings.pause(end_of_today(now))
        case _:
            raise ValueError(choice)
