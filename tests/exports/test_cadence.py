"""How often a folder is looked at, by what a look costs."""

from __future__ import annotations

import pytest

from rating_client.exports.cadence import EVERY, FILES_AT_LATEST, LEAST, Cadence


def looked(took: float, *, whole: bool = True) -> Cadence:
    cadence = Cadence()
    cadence.names_looked_at(100.0, took, whole=whole)
    return cadence


def test_a_cheap_look_is_repeated_every_three_seconds() -> None:
    assert looked(0.001).names == 100.0 + EVERY


@pytest.mark.parametrize("took", [0.5, 2.0, 60.0])
def test_a_look_at_names_is_followed_by_ten_times_its_length_of_rest(took: float) -> None:
    assert looked(took).names == 100.0 + 10 * took


def test_however_often_something_wakes_us_there_is_a_rest_in_between() -> None:
    assert looked(0.0).earliest == 100.0 + LEAST
    assert looked(4.0).earliest == 108.0


def test_a_look_at_every_file_costs_a_three_hundredth_and_comes_within_fifteen_minutes() -> None:
    cadence = Cadence()
    for took, rest in ((0.001, 0.3), (0.4, 120.0), (2.9, 870.0), (500.0, FILES_AT_LATEST)):
        cadence.files_looked_at(1_000.0, took)
        assert cadence.files == pytest.approx(1_000.0 + rest)
    assert FILES_AT_LATEST == 15 * 60


def test_the_first_look_at_every_file_waits_by_what_the_names_cost() -> None:
    assert looked(0.1).files == pytest.approx(130.0)
    assert looked(60.0).files == 100.0 + FILES_AT_LATEST


def test_modification_times_are_trusted_for_five_minutes() -> None:
    cadence = looked(0.0)
    assert cadence.whole_names == 400.0
    cadence.names_looked_at(200.0, 0.0, whole=False)
    assert cadence.whole_names == 400.0


def test_after_a_sleep_and_after_an_absence_everything_is_looked_at() -> None:
    slept = looked(0.0)
    slept.waits(5_000.0, 3.0)
    slept.turn(5_010.0)
    assert slept.names > 0
    slept.turn(5_600.0)
    assert (slept.names, slept.whole_names, slept.files) == (0.0, 0.0, 0.0)

    away = looked(0.0)
    away.away(200.0, 15.0)
    assert (away.names, away.whole_names, away.files) == (215.0, 0.0, 0.0)
