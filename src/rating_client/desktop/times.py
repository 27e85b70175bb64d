"""Times as people read them. A list shows no more than is needed to tell them apart."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local

translate = QCoreApplication.translate


def clock_time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def time_and_day(moment: datetime) -> str:
    return f"{moment:%H:%M} · {moment:%d/%m/%Y}"


def short_day(moment: datetime) -> str:
    return f"{moment:%d/%m}"


def day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}"


def short_time(at: float, now: float) -> str:
    """10:42 today, 20/11 within the last months, 11/2025 before. Both are unix seconds."""
    moment, today = local(at), local(now)
    if moment.date() == today.date():
        return f"{moment:%H:%M}"
    recent = today - moment < timedelta(days=300)
    return short_day(moment) if recent else f"{moment:%m/%Y}"


def moment_words(at: float, beside: float) -> str:
    """10:42:10, with the day where it is another than that of `beside`: 10:42:10 · 20/11/2026."""
    moment = local(at)
    same_day = moment.date() == local(beside).date()
    return f"{moment:%H:%M:%S}" if same_day else f"{moment:%H:%M:%S · %d/%m/%Y}"


def day_words(day: date, today: date) -> str:
    """Hôm nay, 21/11/2026; Hôm qua, 20/11/2026; Thứ Năm, 19/11/2026."""
    written = f"{day:%d/%m/%Y}"
    if day == today:
        return translate("Times", "Hôm nay, {day}").format(day=written)
    if day == today - timedelta(days=1):
        return translate("Times", "Hôm qua, {day}").format(day=written)
    name = (
        translate("Times", "Thứ Hai"),
        translate("Times", "Thứ Ba"),
        translate("Times", "Thứ Tư"),
        translate("Times", "Thứ Năm"),
        translate("Times", "Thứ Sáu"),
        translate("Times", "Thứ Bảy"),
        translate("Times", "Chủ nhật"),
    )[day.weekday()]
    return f"{name}, {written}"
