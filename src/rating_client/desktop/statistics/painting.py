"""The charts, painted into a box in the colours they are given: for the screen and for paper.

Digit, word and place carry the meaning; colour comes last. Nothing smaller than twelve pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from rating_client.desktop.controls.channel_pill import paint_pill, paint_shape
from rating_client.desktop.look.palette import Roles
from rating_client.desktop.statistics.words import duration_words, percent, tick_words
from rating_client.outbox.statistics import Levels, Week
from rating_client.prompts.clearance import Clearance

LEVELS_ROW, CLEARANCE_ROW = 44.0, 58.0
_BAR, _BETWEEN, _THINNEST = 26.0, 2.0, 4.0
_NAMES = 0.42  # of the width
_WIDEST = 56.0  # of a week's column
_PILL, _PILL_HIGH = 72.0, 22.0
_TICKS = (60, 300, 1_800, 7_200, 14_400, 43_200, 86_400, 259_200, 604_800, 2_592_000)
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class Fonts(NamedTuple):
    """What a chart is written in: names and values, what stands below them, and figures."""

    name: QFont
    quiet: QFont
    value: QFont


class LevelRow(NamedTuple):
    name: str
    below: str
    levels: Levels
    instead: str  # stands where too few were given to show shares


def paint_levels(
    rows: Sequence[LevelRow], painter: QPainter, box: QRectF, ink: Roles, fonts: Fonts
) -> None:
    """One stacked bar a row, level 1 at the left."""
    for number, row in enumerate(rows):
        line = QRectF(box.left(), box.top() + number * LEVELS_ROW, box.width(), LEVELS_ROW)
        names = QRectF(line.left(), line.top(), line.width() * _NAMES - 12, LEVELS_ROW / 2)
        _write(painter, names, row.name, fonts.name, ink.text, Qt.AlignmentFlag.AlignBottom)
        below = names.translated(0, LEVELS_ROW / 2)
        _write(painter, below, row.below, fonts.quiet, ink.text2, Qt.AlignmentFlag.AlignTop)
        bar = QRectF(
            line.left() + line.width() * _NAMES,
            line.center().y() - _BAR / 2,
            line.width() * (1 - _NAMES) - 1,
            _BAR,
        )
        if (shares := row.levels.shares) is None:
            _write(painter, bar, row.instead, fonts.quiet, ink.text2)
        else:
            _paint_bar(painter, bar, row.levels, shares, ink, fonts.value)


def _paint_bar(
    painter: QPainter,
    bar: QRectF,
    levels: Levels,
    shares: Sequence[int],
    ink: Roles,
    written_in: QFont,
) -> None:
    given = [n for n, count in enumerate(levels.counts) if count]
    room = bar.width() - _BETWEEN * (len(given) - 1) - _THINNEST * len(given)
    left = bar.left()
    for n in given:
        width = _THINNEST + room * levels.counts[n] / levels.total
        part = QRectF(left, bar.top(), width, bar.height()).adjusted(0.5, 0.5, -0.5, -0.5)
        colours = ink.level(n + 1)
        painter.setPen(QPen(colours.ink, 1))
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(part, min(4, width / 2 - 0.5), 4)
        painter.setFont(written_in)
        for words in (f"{n + 1} · {percent(shares[n])}", str(n + 1)):
            if QFontMetricsF(written_in).horizontalAdvance(words) + 6 <= width:
                painter.setPen(colours.ink)
                painter.drawText(part, _MIDDLE, words)
                break
        left += width + _BETWEEN


def paint_clearances(
    rows: Sequence[tuple[str, Clearance]], painter: QPainter, box: QRectF, ink: Roles, fonts: Fonts
) -> None:
    """A mark at the median, a tick where nine tenths are through, on a logarithmic axis.

    Each row comes with its channel's word. The axis takes the last 24 pixels of the box.
    """
    axis = QRectF(box.left() + _PILL + 24, box.top(), box.width() - _PILL - 50, box.height() - 24)
    high = axis.height() / max(len(rows), 1)
    ends = [s for _, c in rows for s in (c.median, c.nine_tenths) if s]
    first, last = _ends(ends)

    def at(seconds: int) -> float:
        share = (math.log(seconds) - math.log(first)) / (math.log(last) - math.log(first))
        return axis.left() + axis.width() * min(max(share, 0.0), 1.0)

    _paint_ticks(painter, axis, [(at(t), tick_words(t)) for t in _TICKS if first <= t <= last],
                 ink, fonts.quiet)  # fmt: skip
    for number, (word, row) in enumerate(rows):
        middle = box.top() + (number + 0.5) * high + 6
        painter.setFont(fonts.name)
        pill = QRectF(box.left(), middle - _PILL_HIGH / 2, _PILL, _PILL_HIGH)
        paint_pill(painter, pill, row.channel, word, ink)
        if row.median is not None:
            _paint_clearance(painter, middle, row, (at(row.median), at(row.nine_tenths or 1)),
                             axis, ink, fonts)  # fmt: skip


def _paint_clearance(
    painter: QPainter,
    middle: float,
    row: Clearance,
    places: tuple[float, float],
    axis: QRectF,
    ink: Roles,
    fonts: Fonts,
) -> None:
    assert row.median is not None
    dot, tick = places
    colour = {1: ink.ok, 2: ink.warn, 3: ink.bad}[row.channel]
    if row.nine_tenths is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.stroke)
        painter.drawRoundedRect(QRectF(dot, middle - 5, max(tick - dot, 1), 10), 3, 3)
        painter.setPen(QPen(colour, 2.5))
        painter.drawLine(QPointF(tick, middle - 9), QPointF(tick, middle + 9))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    paint_shape(painter, QRectF(dot - 6, middle - 6, 12, 12), row.channel)
    words = duration_words(row.median)
    width = QFontMetricsF(fonts.value).horizontalAdvance(words) + 4
    left = min(max(dot - width / 2, axis.left() - 20), axis.right() + 30 - width)
    _write(painter, QRectF(left, middle - 28, width, 18), words, fonts.value, ink.text)


def _paint_ticks(
    painter: QPainter,
    axis: QRectF,
    ticks: Sequence[tuple[float, str]],
    ink: Roles,
    written_in: QFont,
) -> None:
    free = -math.inf
    for x, words in ticks:
        painter.setPen(QPen(ink.stroke, 1))
        width = QFontMetricsF(written_in).horizontalAdvance(words)
        if x - width / 2 < free:
            continue
        painter.drawLine(QPointF(x, axis.top() + 2), QPointF(x, axis.bottom()))
        below = QRectF(x - width, axis.bottom() + 4, 2 * width, 20)
        painter.setFont(written_in)
        painter.setPen(ink.text2)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)
        free = x + width / 2 + 12


def _ends(seconds: Sequence[int]) -> tuple[int, int]:
    """The round durations around all of these."""
    low, high = min(seconds, default=1_800), max(seconds, default=14_400)
    first = max((t for t in _TICKS if t <= low), default=min(max(low, 1), _TICKS[0]))
    last = min((t for t in _TICKS if t >= high), default=high + 1)
    return (first, last) if first < last else (first, first * 2)


def paint_weeks(
    weeks: Sequence[tuple[str, Week]], painter: QPainter, box: QRectF, ink: Roles, fonts: Fonts
) -> None:
    """A column a week, as high as its share of rated declarations; the numbers below it."""
    step = box.width() / max(len(weeks), 1)
    columns = QRectF(box.left(), box.top(), box.width(), box.height() - 40)
    for number, (name, week) in enumerate(weeks):
        slot = QRectF(columns.left() + number * step, columns.top(), step, columns.height())
        aside = max(step * 0.12, (step - _WIDEST) / 2)
        whole = slot.adjusted(aside, 0, -aside, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.stroke if week.registered else ink.subtle)
        painter.drawRoundedRect(whole, 4, 4)
        if week.percent is None:
            _write(painter, whole, "–", fonts.quiet, ink.text2, how=_MIDDLE)
        else:
            _paint_share(painter, whole, week.percent, ink, fonts.value)
        below = QRectF(slot.left() - 4, columns.bottom() + 4, step + 8, 18)
        _write(painter, below, name, fonts.quiet, ink.text2, how=_MIDDLE)
        told = f"{week.rated}/{week.registered}"
        if QFontMetricsF(fonts.quiet).horizontalAdvance(told) <= step:
            _write(painter, below.translated(0, 17), told, fonts.quiet, ink.text2, how=_MIDDLE)


def _paint_share(
    painter: QPainter, whole: QRectF, share: int, ink: Roles, written_in: QFont
) -> None:
    filled = QRectF(whole)
    filled.setTop(whole.bottom() - whole.height() * share / 100)
    if filled.height() >= 2:
        painter.setBrush(ink.accent)
        painter.drawRoundedRect(filled, min(4, filled.height() / 2), 4)
    inside = filled.height() >= 24
    colour: QColor = ink.on_accent if inside else ink.text
    top = filled.top() + 4 if inside else filled.top() - 20
    figure = QRectF(whole.left() - 6, top, whole.width() + 12, 18)
    _write(painter, figure, str(share), written_in, colour, how=_MIDDLE)


def _write(
    painter: QPainter,
    box: QRectF,
    words: str,
    written_in: QFont,
    colour: QColor,
    vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    *,
    how: Qt.AlignmentFlag | None = None,
) -> None:
    painter.setFont(written_in)
    painter.setPen(colour)
    shown = QFontMetricsF(written_in).elidedText(words, Qt.TextElideMode.ElideMiddle, box.width())
    painter.drawText(box, how or (Qt.AlignmentFlag.AlignLeft | vertical), shown)
