"""How the rows of the lists are written: words laid out once, in a few hands that are kept.

A list shows the same few hundred words again at every look. Shaping and cutting them takes longer
than everything else a row needs, so each hand keeps what it has laid out.
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPixmap,
    QStaticText,
)

from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Roles, Tone
from rating_client.desktop.look.theme import Type, font, medium, semibold

_KEPT = 1_000  # layouts of one hand: many screens full
_RIGHT = Qt.TextElideMode.ElideRight
LaidOut = tuple[QStaticText, int, float]  # with its width and height
Shape = Callable[[QPainter, QRectF, Any, Roles], None]


class Box(NamedTuple):
    """A place in a row, in device-independent pixels. Cheaper than Qt's, and asked for more."""

    left: float
    top: float
    width: float
    height: float

    def past(self, taken: float) -> Box:
        """What is left of it after so much at its left."""
        return Box(self.left + taken, self.top, self.width - taken, self.height)

    def middle(self, width: float, height: float) -> QRectF:
        """A thing of this size at its left, halfway down."""
        return QRectF(self.left, self.top + (self.height - height) / 2, width, height)


class Hand:
    """One font, and the words that were laid out in it."""

    def __init__(self, written_in: QFont) -> None:
        self.font, self.metrics = written_in, QFontMetrics(written_in)
        self._height = QFontMetricsF(written_in).height()
        self._laid_out: dict[tuple[str, int, Qt.TextElideMode], LaidOut] = {}

    def write(
        self,
        painter: QPainter,
        box: Box,
        words: str,
        colour: QColor,
        cut: Qt.TextElideMode = _RIGHT,
    ) -> int:
        """One line of words, cut with an ellipsis where it does not fit; how wide it became.

        Without a cut they take as many lines as they need.
        """
        key = (words, int(box.width), cut)
        text, width, height = self._laid_out.get(key) or self._lay_out(*key)
        painter.setFont(self.font)
        painter.setPen(colour)
        top = box.top + (box.height - height) / 2
        painter.drawStaticText(QPointF(box.left, top), text)
        return width

    def _lay_out(self, words: str, room: int, cut: Qt.TextElideMode) -> LaidOut:
        text, height = QStaticText(words), self._height
        text.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
        text.prepare(font=self.font)
        if (width := text.size().width()) > room:
            if cut is Qt.TextElideMode.ElideNone:
                text.setTextWidth(room)
            else:
                text.setText(self.metrics.elidedText(words, cut, room))
            text.prepare(font=self.font)
            width = text.size().width()
            if cut is Qt.TextElideMode.ElideNone:
                height = text.size().height()
        if len(self._laid_out) >= _KEPT:
            self._laid_out.clear()
        made = self._laid_out[words, room, cut] = (text, round(width), height)
        return made


class Hands:
    """The hands of a list in one palette and at one size of text, and the shapes it stamps."""

    def __init__(self, ink: Roles) -> None:
        self.ink = ink
        self.plain, self.medium = Hand(font(Type.TABLE)), Hand(medium(Type.TABLE))
        self.bold, self.small = Hand(semibold(Type.TABLE)), Hand(font(Type.CAPTION))
        self._stamps: dict[tuple[object, ...], QPixmap] = {}

    def stamp(self, painter: QPainter, box: QRectF, paint: Shape, what: object) -> None:
        """`paint(painter, box, what, ink)`, painted once for all places it is seen at."""
        measures: tuple[float, float, float, float] = box.getRect()  # type: ignore[assignment]  # PySide says object
        x, y, width, height = measures
        left, top, ratio = floor(x), floor(y), painter.device().devicePixelRatioF()
        key = (paint, what, x - left, y - top, width, height, ratio)
        made = self._stamps.get(key)
        if made is None:
            whole = QRectF(x - left, y - top, width, height)
            room = QSizeF(whole.right() + 1, whole.bottom() + 1) * ratio
            made = self._stamps[key] = QPixmap(room.toSize())
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            once = QPainter(made)
            once.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(once, whole, what, self.ink)
            once.end()
        painter.drawPixmap(QPoint(left, top), made)


def paint_number(painter: QPainter, box: Box, grouped_number: str, hands: Hands) -> None:
    """A declaration number; the digit that counts supplements is dimmer."""
    head = hands.bold.write(painter, box, grouped_number[:-1], hands.ink.text)
    hands.bold.write(painter, box.past(head), grouped_number[-1:], hands.ink.text3)


def paint_state(
    painter: QPainter,
    box: Box,
    name: str,
    words: str,
    tone: Tone,
    hands: Hands,
    cut: Qt.TextElideMode = _RIGHT,
) -> None:
    """An icon and words in one tone."""
    colour = getattr(hands.ink, tone)
    paint_icon(painter, name, colour, QRectF(box.left, box.top, 18, box.height))
    hand = hands.plain if tone == "text2" else hands.medium
    hand.write(painter, box.past(24), words, colour, cut)


def paint_level(painter: QPainter, box: QRectF, level: int, ink: Roles) -> None:
    """The digit of a level on its tint."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.level(level).tint)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink.level(level).ink)
    painter.setFont(semibold(Type.TABLE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(level))
