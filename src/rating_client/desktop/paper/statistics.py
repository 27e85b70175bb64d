"""The statistics on paper: the figures, the charts, and every table below them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from rating_client.desktop.inbox.words import channel_word
from rating_client.desktop.look.palette import LIGHT
from rating_client.desktop.paper.sheet import (
    BODY,
    HEADING,
    INSIDE,
    MARGIN,
    SMALL,
    TITLE,
    Sheet,
    written,
)
from rating_client.desktop.statistics.cards import MOST_ROWS, level_rows
from rating_client.desktop.statistics.charts import Painting
from rating_client.desktop.statistics.painting import (
    CLEARANCE_ROW,
    LEVELS_ROW,
    Fonts,
    paint_clearances,
    paint_levels,
    paint_weeks,
)
from rating_client.desktop.statistics.tables import Table, levels_table, tables_of
from rating_client.desktop.statistics.words import period_words, week_name
from rating_client.desktop.words import level_line, level_names
from rating_client.directory.directory import Directory
from rating_client.outbox.statistics import Figures

translate = QCoreApplication.translate

_WEEKS_HIGH = 150.0
_ROW = 16.0
_FIRST = 0.32  # of the width, for the names of a table


class StatisticsPaper:
    proof = ""

    def __init__(self, figures: Figures, directory: Directory) -> None:
        self._figures, self._directory = figures, directory
        self.title = translate("Statistics", "Thống kê {period}").format(
            period=period_words(figures)
        )
        self.file_name = translate("Statistics", "thong-ke-{day}.pdf").format(day=figures.today)

    def draw(self, sheet: Sheet) -> None:
        figures = self._figures
        sheet.words(translate("Statistics", "Thống kê"), TITLE, bold=True)
        kept = translate("Statistics", "Tính trên máy này từ ý kiến và tệp tờ khai của chính mình.")
        sheet.words(f"{period_words(figures)} · {kept}", colour=LIGHT.text2)
        sheet.gap(16)
        rows = level_rows(figures, self._directory)[:MOST_ROWS]
        if rows:
            name = levels_table(figures, self._directory).title
            self._chart(sheet, name, len(rows) * LEVELS_ROW, partial(paint_levels, rows))
            names = " · ".join(level_line(level, name) for level, name in level_names().items())
            sheet.gap(-8)
            sheet.words(names, SMALL, colour=LIGHT.text2)
            sheet.gap(14)
        cleared = [
            (channel_word(each.channel), each)
            for each in sorted(figures.clearances, key=lambda each: each.channel)
            if each.office is None and each.median is not None
        ]
        if cleared:
            name = translate("Statistics", "Từ đăng ký đến thông quan")
            height = len(cleared) * CLEARANCE_ROW + 24
            self._chart(sheet, name, height, partial(paint_clearances, cleared))
        weeks = [(week_name(week.monday), week) for week in figures.weeks]
        name = translate("Statistics", "Tỷ lệ có ý kiến theo tuần (%)")
        self._chart(sheet, name, _WEEKS_HIGH, partial(paint_weeks, weeks))
        for table in tables_of(figures, self._directory):
            _write_table(sheet, table)

    def _chart(self, sheet: Sheet, name: str, height: float, paint: Painting) -> None:
        sheet.room(height + 40)
        sheet.words(name, HEADING, bold=True)
        sheet.gap(4)
        box = QRectF(MARGIN, sheet.y, INSIDE, height)
        fonts = Fonts(written(BODY, bold=True), written(SMALL), written(BODY, bold=True))
        paint(sheet.painter, box, LIGHT, fonts)
        sheet.gap(height + 14)


def _write_table(sheet: Sheet, table: Table) -> None:
    sheet.room(4 * _ROW)
    sheet.words(table.title, HEADING, bold=True)
    sheet.gap(4)
    _write_row(sheet, table.heads, head=True)
    for row in table.rows:
        if sheet.room(_ROW):
            _write_row(sheet, table.heads, head=True)
        _write_row(sheet, row)
    sheet.gap(14)


def _write_row(sheet: Sheet, row: tuple[str, ...], *, head: bool = False) -> None:
    width = INSIDE * (1 - _FIRST) / max(len(row) - 1, 1)
    for column, value in enumerate(row):
        left = INSIDE * _FIRST + (column - 1) * width if column else 0.0
        box = QRectF(MARGIN + left, sheet.y + 2, width if column else INSIDE * _FIRST, _ROW)
        sheet.words_at(
            box,
            value,
            SMALL,
            colour=LIGHT.text2 if head else LIGHT.text,
            align=Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft,
        )
    sheet.gap(_ROW)
    sheet.line()
