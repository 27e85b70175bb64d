"""Days and times as declaration software prints and stores them.

Prints write `dd/MM/yyyy HH:mm:ss`, databases and XML ISO, and people's spreadsheets what their
Windows makes of it. A year has four digits: `20/11/26` may be two different days, and is none.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from rating_client.base.clock import VIETNAM
from rating_client.declarations.values import Cell, text_of

_BEFORE_DAY = r"(?:(?:thứ [^\s,]{1,4}|chủ nhật|ngày)[, ]+)*"
_DAY = (
    _BEFORE_DAY + r"(?P<day>\d{1,2})(?: ?[/.-] ?|[ /-](?:tháng |thg ?))(?P<month>\d{1,2})"
    r"(?: ?[/.-] ?| (?:năm )?)(?P<year>\d{4})(?!\d)"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_IN_ENGLISH = rf"(?P<day>\d{{1,2}})[ -]{_MONTH}[ ,-]+(?P<year>\d{{4}})(?!\d)"
_IN_AMERICA = rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?!\d)"
_YEAR = r"(?P<year>\d{4}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<day>\d{1,2})(?!\d)"
_COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)"
# SA and CH, sáng and chiều, are what a Vietnamese Windows prints for AM and PM.
_TIME = (
    r"(?P<hour>\d{1,2})(?::| ?giờ ?|[hg])(?P<minute>\d{2}|\d(?= phút))"
    r"(?:(?:[:m']| ?phút ?)(?P<second>\d{2})(?:[.,]\d*)?)?"
    r"(?: ?(?P<half>[AP]\.?M\b|SA\b|CH\b)|(?P<offset>Z\b|[+-](?:0\d|1[0-4]):?[0-5]\d\b))?"
)
_THEN_TIME = rf"(?:(?:[T ,;(-]|lúc )*{_TIME})?"
_DAY_FIRST, _YEAR_FIRST, _TIME_FIRST, _UNDIVIDED, _ENGLISH, _AMERICAN, _CLOCK = (
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        _DAY + _THEN_TIME,
        _YEAR + _THEN_TIME,
        rf"{_TIME}(?: ?phút| ?giây)?[ ,]+{_DAY}",  # Vietnamese in newer systems
        _COMPACT + _THEN_TIME,
        _IN_ENGLISH + _THEN_TIME,
        _IN_AMERICA + _THEN_TIME,
        _TIME,
    )
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)  # Excel's day count, where a cell lost its format
_DIGITS = re.compile(r"\d{1,6}", re.ASCII)
_EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=VIETNAM)
_EXCEL_DAYS = (36_000, 80_000)  # from 1998 to 2119
_LONGEST = 64  # characters in which a day and its time stand


def moment_of(cell: Cell) -> datetime | None:
    """The time a cell tells, in Viet Nam's offset; midnight where it tells a day alone.

    Years before 2000 are a database's way to say nothing.
    """
    if isinstance(cell, datetime):
        return _sane(cell.replace(tzinfo=VIETNAM, microsecond=0))
    if isinstance(cell, date):
        return _sane(datetime.combine(cell, time(), VIETNAM))
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _counted(cell)
    text = text_of(cell)[:_LONGEST].casefold()
    told = _DAY_FIRST.match(text) or _YEAR_FIRST.match(text)
    told = told or _TIME_FIRST.match(text) or _UNDIVIDED.match(text)
    told = told or _ENGLISH.match(text) or _AMERICAN.match(text)
    if told is None:
        return _counted(float(text)) if _SERIAL.fullmatch(text) else None
    try:
        month = told["month"]
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        day = date(int(told["year"]), number, int(told["day"]))
        return _sane(_at(day, told))
    except (ValueError, OverflowError):
        return None


def moment_joined(day: str | None, clock: str | None) -> datetime | None:
    """A day column and a time column such as `95443`, which lost its leading zero, or `9:54`."""
    moment = moment_of(day)
    if moment is None or not clock:
        return moment
    try:
        if printed := _CLOCK.search(clock):
            return datetime.combine(moment.date(), _time_of(printed), VIETNAM)
        if not _DIGITS.fullmatch(clock):
            return moment
        digits = clock.zfill(6)
        at = time(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return moment
    return datetime.combine(moment.date(), at, VIETNAM)


def is_month_first(cell: Cell) -> bool:
    """Whether a printed day is one only if its month stands first: `12/31/2025`."""
    found = _DAY_FIRST.match(text_of(cell))
    return found is not None and int(found["day"]) <= 12 < int(found["month"]) <= 31


def is_day_first(cell: Cell) -> bool:
    """Whether a printed day is one only if it stands before its month: `31/12/2025`."""
    found = _DAY_FIRST.match(text_of(cell))
    return found is not None and int(found["month"]) <= 12 < int(found["day"]) <= 31


def _at(day: date, told: re.Match[str]) -> datetime:
    """That day at the time told, its midnight without one; a time with an offset is moved into
    ours."""
    if told["hour"] is None:
        return datetime.combine(day, time(), VIETNAM)
    offset = told["offset"]
    if not offset:
        return datetime.combine(day, _time_of(told), VIETNAM)
    hours, minutes = (0, 0) if offset in "Zz" else (int(offset[1:3]), int(offset[-2:]))
    ahead = timedelta(hours=hours, minutes=minutes)
    zone = timezone(-ahead if offset[0] == "-" else ahead)
    return datetime.combine(day, _time_of(told), zone).astimezone(VIETNAM)


def _time_of(clock: re.Match[str]) -> time:
    hours, half = int(clock["hour"]), (clock["half"] or "").upper()
    if half and hours <= 12:
        hours = hours % 12 + (12 if half[0] in "PC" else 0)
    return time(hours, int(clock["minute"]), int(clock["second"] or 0))


def _counted(days: float) -> datetime | None:
    first, last = _EXCEL_DAYS
    if not first < days < last:
        return None
    return _sane(_EXCEL_EPOCH + timedelta(seconds=round(days * 86_400)))


def _sane(moment: datetime) -> datetime | None:
    return moment if 2000 <= moment.year < 2100 else None
