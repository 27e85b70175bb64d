"""The cards of the page: a chart each, or the same numbers as a table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.inbox.words import channel_word
from rating_client.desktop.look.theme import PADDING, Type
from rating_client.desktop.statistics.charts import Chart, DataTable, LevelLegend
from rating_client.desktop.statistics.painting import (
    CLEARANCE_ROW,
    LEVELS_ROW,
    LevelRow,
    paint_clearances,
    paint_levels,
    paint_weeks,
)
from rating_client.desktop.statistics.tables import (
    Table,
    clearances_table,
    levels_table,
    weeks_table,
)
from rating_client.desktop.statistics.words import month_name, office_name, week_name
from rating_client.directory.directory import Directory
from rating_client.outbox.statistics import Figures

translate = QCoreApplication.translate

MOST_ROWS = 8  # of a chart; the table has them all
_WEEKS_HIGH = 152


class Card(Panel):
    """A title, what it is about, and then what was added."""

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        self.column.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, Type.HEADING, weight="semibold"))
        if about:
            words.addWidget(Label(about, Type.CAPTION, "text2", wrap=True))
        self.column.addLayout(words)

    def add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)

    def add_note(self, words: str) -> None:
        self.column.addWidget(Label(words, Type.CAPTION, "text2", wrap=True))


def level_rows(figures: Figures, directory: Directory) -> list[LevelRow]:
    """By office, or by month where one office was asked for."""
    by_month = bool(figures.wanted.office)
    found = figures.by_month if by_month else figures.by_office
    below = translate("Statistics", "{n} phiếu · {low} mức 1–2")
    return [
        LevelRow(
            month_name(each.of) if by_month else office_name(each.of, directory, figures.today),
            below.format(n=each.total, low=each.low),
            each,
            translate("Statistics", "Dưới 5 phiếu: không hiện tỷ lệ"),
        )
        for each in found
    ]


def levels_card(figures: Figures, directory: Directory, *, tables: bool) -> Card:
    table = levels_table(figures, directory)
    about = translate(
        "Statistics", "Ý kiến của chính máy này, {days} ngày. Đơn vị dưới 5 phiếu không hiện tỷ lệ."
    ).format(days=figures.wanted.days)
    card = Card(table.title, about)
    rows = level_rows(figures, directory)
    if not rows:
        card.add_note(translate("Statistics", "Chưa có phiếu nào trong thời gian này."))
    elif tables:
        card.add(DataTable(table))
    else:
        shown = rows[-MOST_ROWS:] if figures.wanted.office else rows[:MOST_ROWS]
        card.add(Chart(partial(paint_levels, shown), len(shown) * LEVELS_ROW, table))
        if len(rows) > MOST_ROWS:
            more = translate("Statistics", "Còn {n} dòng nữa trong bảng số liệu.")
            card.add_note(more.format(n=len(rows) - MOST_ROWS))
        card.add(LevelLegend())
        card.column.addStretch()
    if figures.erased:
        erased = translate(
            "Statistics", "{n} phiếu đã xóa nội dung theo thời hạn lưu nên không tính vào mức."
        )
        card.add_note(erased.format(n=figures.erased))
    return card


def channels_card(figures: Figures, directory: Directory, *, tables: bool) -> Card:
    everywhere = [each for each in figures.clearances if each.office is None]
    measured = sum(each.measured for each in everywhere)
    rows = [
        (channel_word(each.channel), each)
        for each in sorted(everywhere, key=lambda each: each.channel)
        if each.median is not None
    ]
    about = translate("Statistics", "{n} tờ khai có đủ giờ trong tệp").format(n=measured)
    if rows and not tables:
        marks = translate("Statistics", "Dấu: trung vị · vạch: 9 trên 10 tờ không quá")
        about = f"{marks} · {about}"
    card = Card(translate("Statistics", "Từ đăng ký đến thông quan"), about)
    table = clearances_table(figures, directory)
    if not rows:
        card.add_note(
            translate("Statistics", "Mỗi luồng cần ít nhất 5 tờ khai có giờ thông quan trong tệp.")
        )
    elif tables:
        card.add(DataTable(Table(table.title, table.heads, table.rows[: len(everywhere)])))
    else:
        height = len(rows) * CLEARANCE_ROW + 24
        card.add(Chart(partial(paint_clearances, rows), height, table))
    card.column.addStretch()
    return card


def weeks_card(figures: Figures, *, tables: bool) -> Card:
    card = Card(translate("Statistics", "Tỷ lệ có ý kiến theo tuần (%)"))
    table = weeks_table(figures)
    weeks = [(week_name(week.monday), week) for week in figures.weeks]
    card.add(DataTable(table) if tables else Chart(partial(paint_weeks, weeks), _WEEKS_HIGH, table))
    return card


def durations_card(figures: Figures, directory: Directory, *, tables: bool) -> Card | None:
    """By office and channel; None where nothing was measured."""
    about = translate(
        "Statistics",
        "Trung vị cần ít nhất 5 tờ, “9/10” cần ít nhất 10. Chỉ tính tờ có đủ giờ trong tệp.",
    )
    whole = clearances_table(figures, directory)
    everywhere = sum(each.office is None for each in figures.clearances)
    rows = whole.rows[everywhere:]
    if not rows:
        return None
    card = Card(translate("Statistics", "Thời gian theo đơn vị và luồng"), about)
    shown = rows if tables else rows[:MOST_ROWS]
    card.add(DataTable(Table(whole.title, whole.heads, shown)))
    if len(shown) < len(rows):
        more = translate("Statistics", "Còn {n} dòng nữa trong bảng số liệu.")
        card.add_note(more.format(n=len(rows) - len(shown)))
    return card
