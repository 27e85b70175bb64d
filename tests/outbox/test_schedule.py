"""When to try again."""

from __future__ import annotations

import random
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating_client.base.clock import seconds_of
from rating_client.outbox.schedule import (
    CAP,
    RETRY_AFTER_CAP,
    backoff,
    http_date,
    next_attempt,
    retry_after,
)

NOW = seconds_of("2026-11-21T10:42:00+07:00")


def test_the_ceiling_doubles_from_five_seconds_to_a_quarter_of_an_hour() -> None:
    ceilings = [backoff(tries, None, lambda: 1.0) for tries in range(1, 12)]
    assert ceilings[:4] == [5.0, 10.0, 20.0, 40.0]
    assert all(after >= before for before, after in pairwise(ceilings))
    assert ceilings[-1] == CAP == 900.0
    assert backoff(10**6, None, lambda: 1.0) == CAP  # no limit on tries


def test_the_wait_is_anywhere_below_the_ceiling() -> None:
    assert next_attempt(3, None, NOW, lambda: 0.0) == NOW
    assert next_attempt(3, None, NOW, lambda: 0.25) == NOW + 5.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("86400", RETRY_AFTER_CAP),
        ("99999999999", RETRY_AFTER_CAP),
        ("Sat, 21 Nov 2026 03:44:00 GMT", 120.0),
        ("Saturday, 21-Nov-26 03:44:00 GMT", 120.0),
        ("Sat, 21 Nov 2099 03:44:00 GMT", RETRY_AFTER_CAP),
        ("Sat, 21 Nov 2026 03:41:00 GMT", None),  # already past
        (None, None),
        ("", None),
        ("-5", None),
        ("1e3", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("Sat, 99 Nov 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_garbage_is_ignored(
    value: str | None, seconds: float | None
) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60), st.floats(0, 1, exclude_max=True), st.integers(1, 10**9))
def test_no_header_makes_a_wait_without_end(value: str, chance: float, tries: int) -> None:
    at = next_attempt(tries, retry_after(value, NOW), NOW, lambda: chance)
    assert NOW <= at <= NOW + RETRY_AFTER_CAP * 1.1


@given(st.text(max_size=60))
def test_no_date_header_is_an_error(value: str) -> None:
    http_date(value)


@pytest.mark.parametrize("asked", [None, 60.0, 3600.0])
def test_a_thousand_offices_do_not_come_back_in_one_second(asked: float | None) -> None:
    chance = random.Random(1)
    arrivals = sorted(next_attempt(10, asked, NOW, chance.random) for _ in range(1000))
    if asked is not None:
        assert arrivals[0] >= NOW + asked
    span = (arrivals[-1] - arrivals[0]) / 20
    slots = [0] * 21
    for at in arrivals:
        slots[int((at - arrivals[0]) / span)] += 1
    print(f"asked={asked}: peak/mean {max(slots) / mean(slots):.2f}")
    assert max(slots) / mean(slots) < 3
