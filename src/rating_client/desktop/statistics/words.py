"""How the numbers of the statistics are said: durations, changes, weeks, offices."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from rating_client.desktop.inbox.words import short_office
from rating_client.desktop.look.palette import Tone
from rating_client.directory.directory import Directory
from rating_client.outbox.statistics import Figures
from rating_client.prompts.clearance import Clearance

translate = QCoreApplication.translate

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


class Change(NamedTuple):
    words: str
    icon: str = ""
    tone: Tone = "text2"


def duration_words(seconds: int) -> str:
    """35 giây, 3 phút, 3 giờ 05, 2 ngày 4 giờ: two parts at most."""
    if seconds < _MINUTE:
        return translate("Statistics", "{n} giây").format(n=seconds)
    if seconds < _HOUR:
        return translate("Statistics", "{n} phút").format(n=seconds // _MINUTE)
    if seconds < _DAY:
        hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
        return translate("Statistics", "{h} giờ {m}").format(h=hours, m=f"{minutes:02}")
    days, hours = seconds // _DAY, seconds % _DAY // _HOUR
    if not hours:
        return translate("Statistics", "{n} ngày").format(n=days)
    return translate("Statistics", "{d} ngày {h} giờ").format(d=days, h=hours)


def tick_words(seconds: int) -> str:
    """A round duration below an axis: 30 ph, 4 giờ, 1 ngày."""
    if seconds < _HOUR:
        return translate("Statistics", "{n} ph").format(n=seconds // _MINUTE)
    if seconds < _DAY:
        return translate("Statistics", "{n} giờ").format(n=seconds // _HOUR)
    return translate("Statistics", "{n} ngày").format(n=seconds // _DAY)


def change_words(clearance: Clearance) -> Change:
    """Against the same time before; a change of less than a minute is none."""
    if clearance.change is None:
        return Change("–")
    if abs(clearance.change) < _MINUTE:
        return Change(translate("Statistics", "như trước"))
    by = duration_words(abs(clearance.change))
    if clearance.change < 0:
        words = translate("Statistics", "nhanh hơn {by}").format(by=by)
        return Change(words, "chevron-down", "ok")
    return Change(translate("Statistics", "chậm hơn {by}").format(by=by), "chevron-up", "warn")


def too_few() -> str:
    return translate("Statistics", "chưa đủ 5 tờ")


def median_words(clearance: Clearance) -> str:
    return too_few() if clearance.median is None else duration_words(clearance.median)


def nine_tenths_words(clearance: Clearance) -> str:
    return "–" if clearance.nine_tenths is None else duration_words(clearance.nine_tenths)


def week_name(monday: date) -> str:
    """T47: the week by ISO 8601."""
    return translate("Statistics", "T{n}").format(n=monday.isocalendar().week)


def month_name(month: str) -> str:
    """`2026-11` as people write it."""
    year, number = month.split("-")
    return f"{number}/{year}"


def office_name(office: str | None, directory: Directory, on: date) -> str:
    """The office's own name on that day, short enough for a table."""
    return short_office(directory.resolve(office, on).name) if office else all_offices()


def all_offices() -> str:
    return translate("Statistics", "Mọi đơn vị")


def percent(share: int) -> str:
    return f"{share}%"


def period_words(figures: Figures) -> str:
    """23/08/2026 – 21/11/2026."""
    return f"{figures.since:%d/%m/%Y} – {figures.today:%d/%m/%Y}"
