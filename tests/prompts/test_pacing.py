"""The times a person means, and what the settings say."""

from __future__ import annotations

from datetime import time

import pytest

from rating_client.base.clock import iso, seconds_of
from rating_client.base.settings import Settings
from rating_client.prompts.pacing import (
    Pacing,
    end_of_today,
    end_of_working_day,
    next_working_day,
    quiet_until,
)


def when(text: str) -> float:
    return seconds_of(f"{text}:00+07:00")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-21T10:42", "2026-11-21T16:30"),
        ("2026-11-21T16:30", "2026-11-23T16:30"),  # Saturday evening: Monday
        ("2026-11-22T10:42", "2026-11-23T16:30"),
        ("2026-11-23T23:59", "2026-11-24T16:30"),
    ],
)
def test_the_end_of_the_working_day(now: str, until: str) -> None:
    assert iso(end_of_working_day(when(now), Pacing())) == f"{until}:00+07:00"


def test_the_next_working_day_skips_sunday() -> None:
    assert iso(next_working_day(when("2026-11-21T08:00"), Pacing())).startswith("2026-11-23T16:30")
    assert iso(next_working_day(when("2026-11-24T08:00"), Pacing())).startswith("2026-11-25T16:30")


def test_no_more_today_ends_at_midnight() -> None:
    assert iso(end_of_today(when("2026-11-21T10:42"))) == "2026-11-22T00:00:00+07:00"


LUNCH_AND_EVENING = ((time(11, 30), time(13)), (time(17), time(7)))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-21T10:42", None),
        ("2026-11-21T11:30", "2026-11-21T13:00"),
        ("2026-11-21T12:59", "2026-11-21T13:00"),
        ("2026-11-21T13:00", None),
        ("2026-11-21T17:00", "2026-11-22T07:00"),
        ("2026-11-21T03:00", "2026-11-21T07:00"),
        ("2026-11-21T07:00", None),
    ],
)
def test_quiet_hours_may_run_past_midnight(now: str, until: str | None) -> None:
    found = quiet_until(when(now), LUNCH_AND_EVENING)
    assert (None if found is None else iso(found)) == (until and f"{until}:00+07:00")


def test_settings_become_a_pacing_and_a_mistake_is_left_out() -> None:
    settings = Settings(
        moment="on_released",
        card_gap_minutes=10,
        cards_a_day=6,
        quiet_hours=("11:30–13:00", "17:00-", "nonsense", "25:00-26:00"),
        digest_at="",
    )
    assert Pacing.from_settings(settings) == Pacing(
        moment="on_released",
        min_gap=600.0,
        day_cap=6,
        quiet_hours=((time(11, 30), time(13)), (time(17), time(0))),
        digest_at=None,
    )
    assert Pacing.from_settings(Settings()) == Pacing()
