"""What printed and stored days and times mean."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.moments import (
    is_day_first,
    is_month_first,
    moment_joined,
    moment_of,
)
from rating_client.declarations.values import Cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("02/12/2025 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("03/12/2025  10:54:55", "2025-12-03T10:54:55+07:00"),
        ("2/1/2026", "2026-01-02T00:00:00+07:00"),
        ("02/12/2025 00:00:00", "2025-12-02T00:00:00+07:00"),
        ("2025-12-02", "2025-12-02T00:00:00+07:00"),
        ("2025-12-02T15:32:16", "2025-12-02T15:32:16+07:00"),
        ("2025-12-02 15:32", "2025-12-02T15:32:00+07:00"),
        ("2025/12/02 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025 03:32:16 PM", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025 03:32:16 CH", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025 12:05:00 SA", "2025-12-02T00:05:00+07:00"),
        ("02/12/2025 12:05:00 pm", "2025-12-02T12:05:00+07:00"),
        ("02/12/2025 15:32:16 CH", "2025-12-02T15:32:16+07:00"),
        (datetime(2025, 12, 2, 15, 32, 16), "2025-12-02T15:32:16+07:00"),  # noqa: DTZ001 - a cell
        (date(2025, 12, 2), "2025-12-02T00:00:00+07:00"),
        (45993.64740740741, "2025-12-02T15:32:16+07:00"),
        ("45993.64740740741", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025\u00a03:32:16\u202fPM", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025 3:32:16 p.m.", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025, 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("02/12/2025 - 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("02 / 12 / 2025 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("02.12.2025 15h32", "2025-12-02T15:32:00+07:00"),
        ("02/12/2025 15g32", "2025-12-02T15:32:00+07:00"),
        ("02-Dec-2025 15:32:16", "2025-12-02T15:32:16+07:00"),  # a month in words is no other one
        ("2 December 2025", "2025-12-02T00:00:00+07:00"),
        ("Dec 2, 2025 3:32:16 PM", "2025-12-02T15:32:16+07:00"),
        ("Dec  2 2025 12:00AM", "2025-12-02T00:00:00+07:00"),  # a database's way to write one
        ("02/12/2025 15 giờ 32 phút", "2025-12-02T15:32:00+07:00"),
        ("2 tháng 12 năm 2025, 9 giờ 5 phút", "2025-12-02T09:05:00+07:00"),
        ("02 Thg12 2025", "2025-12-02T00:00:00+07:00"),  # a Vietnamese Windows' short month
        ("02-Thg12-2025 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("15:32:16 2/12/2025", "2025-12-02T15:32:16+07:00"),  # Vietnamese in newer systems
        ("３/１２/２０２５", "2025-12-03T00:00:00+07:00"),
        ("20251202", "2025-12-02T00:00:00+07:00"),
        ("2025-12-02T15:32:16.123+07:00", "2025-12-02T15:32:16+07:00"),
        ("2025-12-02T08:32:16Z", "2025-12-02T15:32:16+07:00"),
        ("2025-12-01T18:00:00.000Z", "2025-12-02T01:00:00+07:00"),
        ("2025-12-02T10:32:16+0200", "2025-12-02T15:32:16+07:00"),
        ("Ngày 02 tháng 12 năm 2025", "2025-12-02T00:00:00+07:00"),
        ("NGÀY 2 THÁNG 12 NĂM 2025 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("Thứ Ba, ngày 02/12/2025 lúc 15:32:16", "2025-12-02T15:32:16+07:00"),
        ("15 giờ 32 phút 16 giây ngày 02 tháng 12 năm 2025", "2025-12-02T15:32:16+07:00"),
    ],
)
def test_times_are_read_day_first_and_as_date_cells(cell: Cell, expected: str) -> None:
    moment = moment_of(cell)
    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize(
    "cell",
    [
        *("31/02/2026", "1900-01-01", "99/99/9999", 12.0, True, "A12", "/  /", ""),
        *("20/11/26", "20/11/26 09:05:07"),  # or the 26th of November 2020
        *("02/12/205", "02/12/20255", "20251302", "15:32:16", "99999", "In ngày 02/12/2025"),
    ],
)
def test_what_is_no_day_is_none(cell: Cell) -> None:
    assert moment_of(cell) is None


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        *(("95443", "09:54:43"), ("153216", "15:32:16"), ("7", "00:00:07")),
        *(("9:54", "09:54:00"), ("9:54:43", "09:54:43"), ("1899-12-30 09:54:43", "09:54:43")),
        *(("9:54:43 AM", "09:54:43"), ("9:54 CH", "21:54:00"), ("09h05", "09:05:00")),
    ],
)
def test_a_time_column_is_digits_without_their_zeros_or_a_printed_time(
    clock: str, expected: str
) -> None:
    moment = moment_joined("2022-11-21", clock)
    assert moment is not None
    assert moment.isoformat() == f"2022-11-21T{expected}+07:00"


@pytest.mark.parametrize("clock", [None, "", "999999", "sáng", "1234567"])
def test_a_day_without_a_usable_time_is_its_midnight(clock: str | None) -> None:
    assert moment_joined("2022-11-21", clock) == datetime(2022, 11, 21, tzinfo=VIETNAM)


def test_only_a_day_beyond_the_twelfth_tells_which_comes_first() -> None:
    assert is_month_first("12/31/2025")
    assert is_day_first("31/12/2025 09:05:07")
    assert not is_month_first("02/12/2025")
    assert not is_day_first("02/12/2025")
    assert not is_day_first("40/12/2025")
