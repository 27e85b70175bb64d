"""What the statistics page counts, over declarations small enough to count by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.outbox.listing import SentFilter
from rating_client.outbox.statistics import Figures, Levels, Statistics, Wanted, Week
from rating_client.prompts.prompt import Origin
from tests.support.workday import DINH_VU, HAI_PHONG_1, SAO_HOM, SAO_MAI, Workday

# The clock stands at Saturday, 21/11/2026, 10:42.


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workday]:
    workday = Workday(tmp_path)
    workday.enrolled()
    yield workday
    workday.close()


def figures(day: Workday, **wanted: Any) -> Figures:
    profile = day.profile
    statistics = Statistics(profile.ledger, lambda: profile.directory)
    return statistics.figures(Wanted(**wanted), day.clock.now())


def rated(day: Workday, serial: int, levels: str, at: str, **facts: Any) -> str:
    """A declaration registered and rated at this time; its key."""
    key = day.registered(f"1{serial:010}0", at=at, **facts)
    day.rated(key, levels, at=at)
    return key


def cleared(day: Workday, serial: int, minutes: float, **facts: Any) -> None:
    """Registered on 20/11 at 8:00 and cleared so many minutes later, as the export prints it."""
    begun = facts.pop("begun", datetime.fromisoformat("2026-11-20T08:00:00+07:00"))
    declared = Declaration(
        number=f"1{serial:010}0",
        direction="N",
        stage=Stage.CLEARED,
        registered_at=begun,
        cleared_at=begun + timedelta(minutes=minutes),
        owner_tax_code=SAO_MAI,
        **{"office_code": DINH_VU, "channel": 2, **facts},
    )
    day.profile.prompts.note(declared, day.clock.now(), Origin.LIVE)


def test_a_week_is_monday_to_sunday_and_eight_of_them_are_told(day: Workday) -> None:
    rated(day, 1, "4", "2026-11-16T00:00:00+07:00")  # Monday, the first minute
    rated(day, 2, "4", "2026-11-15T23:59:59+07:00")  # Sunday, the last
    day.registered("100000000030", at="2026-11-20T10:00:00+07:00")
    day.registered("100000000040", at="2026-09-27T10:00:00+07:00")  # nine weeks ago
    weeks = figures(day).weeks
    assert len(weeks) == 8
    assert weeks[0] == Week(date(2026, 9, 28), 0, 0)
    assert weeks[-2] == Week(date(2026, 11, 9), 1, 1)
    assert weeks[-1] == Week(date(2026, 11, 16), 1, 2)
    assert figures(day).waiting == 1


def test_ninety_nine_of_a_hundred_and_one_are_not_rounded_up() -> None:
    monday = date(2026, 11, 16)
    assert Week(monday, 199, 200).percent == 99
    assert Week(monday, 200, 200).percent == 100
    assert Week(monday, 0, 0).percent is None


def test_what_lay_there_before_the_set_up_is_not_held_against_anybody(day: Workday) -> None:
    day.registered("100000000010", at="2026-11-20T10:00:00+07:00", origin=Origin.BEFORE_SETUP)
    assert figures(day).weeks[-1] == Week(date(2026, 11, 16), 0, 0)
    assert figures(day).waiting == 0


def test_levels_are_those_of_the_office_the_most_rated_first(day: Workday) -> None:
    at = "2026-11-20T10:00:00+07:00"
    for serial, levels in enumerate(("4", "45", "511", "2")):
        rated(day, serial, levels, at)
    rated(day, 9, "3", at, office=HAI_PHONG_1)
    assert figures(day).by_office == (
        Levels(DINH_VU, (0, 1, 0, 2, 1)),
        Levels(HAI_PHONG_1, (0, 0, 1, 0, 0)),
    )


def test_a_replaced_and_a_withdrawn_rating_say_nothing_any_more(day: Workday) -> None:
    at = "2026-11-20T10:00:00+07:00"
    key = rated(day, 1, "1", at)
    [first] = day.profile.sent.page(SentFilter(), 0, 10)
    later = {**day.frozen(key, "5"), "supersedes": first.id}
    day.profile.outbox.put(later, declaration_key=key, now=day.clock.now())
    assert figures(day).by_office == (Levels(DINH_VU, (0, 0, 0, 0, 1)),)
    assert (figures(day).given, figures(day).low) == (1, 0)


def test_shares_add_up_to_a_hundred_and_need_five_forms() -> None:
    assert Levels("", (1, 1, 1, 0, 0)).shares is None
    assert Levels("", (1, 1, 1, 1, 0)).shares is None
    # A third each: 33.3 three times, and the point that is left goes to the first.
    assert Levels("", (2, 2, 2, 0, 0)).shares == (34, 33, 33, 0, 0)
    # 1/7 = 14.28, 2/7 = 28.57, 4/7 = 57.14: two rounded down, the second lost most.
    assert Levels("", (1, 2, 4, 0, 0)).shares == (14, 29, 57, 0, 0)


def test_one_office_is_told_month_by_month(day: Workday) -> None:
    rated(day, 1, "5", "2026-10-31T23:30:00+07:00")
    rated(day, 2, "3", "2026-11-01T00:30:00+07:00")
    rated(day, 3, "4", "2026-11-20T10:00:00+07:00")
    rated(day, 4, "1", "2026-11-20T10:00:00+07:00", office=HAI_PHONG_1)
    assert figures(day, office=DINH_VU).by_month == (
        Levels("2026-10", (0, 0, 0, 0, 1)),
        Levels("2026-11", (0, 0, 1, 1, 0)),
    )
    assert figures(day).by_month == ()


def test_one_owner_alone(day: Workday) -> None:
    at = "2026-11-20T10:00:00+07:00"
    rated(day, 1, "2", at)
    rated(day, 2, "5", at, owner=SAO_HOM)
    alone = figures(day, owner=SAO_HOM)
    assert alone.by_office == (Levels(DINH_VU, (0, 0, 0, 0, 1)),)
    assert (alone.given, alone.low) == (1, 0)
    assert alone.weeks[-1] == Week(date(2026, 11, 16), 1, 1)


def test_receipts_and_answers_are_counted(day: Workday) -> None:
    at = "2026-11-20T10:00:00+07:00"
    key = day.registered("100000000010", at=at)
    entry = day.rated(key, "2", at=at)
    day.receipted(entry, at="2026-11-20T10:01:00+07:00")
    rated(day, 2, "1", at)
    rated(day, 3, "4", at)
    found = figures(day)
    assert (found.given, found.receipted, found.unsent) == (3, 1, 2)
    assert (found.low, found.low_answered) == (2, 0)
    day.profile.ledger.run(
        "INSERT INTO answer (receiver, submission, number, payload, arrived_at)"
        " VALUES (?, ?, 1, '{}', 0)",
        (entry.receiver, entry.id),
    )
    assert figures(day).low_answered == 1


def test_what_retention_erased_is_counted_apart(day: Workday) -> None:
    at = "2026-11-20T10:00:00+07:00"
    entry = day.rated(day.registered("100000000010", at=at), "2", at=at)
    day.receipted(entry, at="2026-11-20T10:01:00+07:00")
    day.profile.ledger.run("DELETE FROM content")
    assert figures(day).erased == 1
    assert figures(day).by_office == ()


def test_median_and_nine_tenths_by_nearest_rank(day: Workday) -> None:
    for serial, minutes in enumerate((10, 20, 30, 40, 50, 60, 70, 80, 90, 1000)):
        cleared(day, serial, minutes)
    [everywhere, here] = figures(day).clearances
    assert (everywhere.office, here.office) == (None, DINH_VU)
    # Ten of them: the fifth is the median, the ninth the nine tenths. One that took 1,000
    # minutes moves neither.
    assert (here.measured, here.median, here.nine_tenths) == (10, 50 * 60, 90 * 60)
    assert (everywhere.measured, everywhere.median, everywhere.nine_tenths) == (10, 3000, 5400)


def test_so_few_that_they_would_tell_of_single_declarations_have_no_number(day: Workday) -> None:
    for serial in range(4):
        cleared(day, serial, 30)
    assert {(c.measured, c.median, c.nine_tenths) for c in figures(day).clearances} == {
        (4, None, None)
    }
    cleared(day, 5, 30)
    assert {(c.measured, c.median, c.nine_tenths) for c in figures(day).clearances} == {
        (5, 1800, None)
    }


def test_only_times_that_were_printed_are_measured(day: Workday) -> None:
    midnight = datetime.fromisoformat("2026-11-20T00:00:00+07:00")
    cleared(day, 1, 90, begun=midnight)  # a day whose time is unknown
    cleared(day, 2, 16 * 60)  # cleared at midnight: the same
    cleared(day, 3, -5)  # before it was registered
    day.registered("100000000990", at="2026-11-20T08:00:00+07:00", stage=Stage.RELEASED)  # noticed
    assert figures(day).clearances == ()


def test_the_change_is_against_the_same_time_before(day: Workday) -> None:
    before = datetime.fromisoformat("2026-10-10T08:00:00+07:00")
    for serial in range(5):
        cleared(day, serial, 30, begun=before)
        cleared(day, 10 + serial, 45)
    assert [c.change for c in figures(day, days=30).clearances] == [900, 900]
    assert [c.change for c in figures(day, days=90).clearances] == [None, None]


def test_an_office_by_its_code_and_by_its_printed_name_is_one_office(day: Workday) -> None:
    printed, codes = next(
        (name, codes)
        for name, codes in day.profile.directory.short_names.items()
        if day.profile.directory.resolve(name, None).code == codes[0]
    )
    for serial in range(3):
        cleared(day, serial, 30, office_code=codes[0])
        cleared(day, 10 + serial, 30, office_code=None, office_name=printed)
    assert [(c.office, c.measured) for c in figures(day).clearances] == [
        (None, 6),
        (codes[0], 6),
    ]
