"""A4 sheets to write on from the top down, whatever they are painted on: printer, PDF or screen.

One unit is a point, 1/72 inch. Paper is white: its colours are those of the light theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen

from rating_client.desktop.look.palette import LIGHT

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 51.0  # 18 mm
INSIDE = WIDTH - 2 * MARGIN
TITLE, HEADING, BODY, SMALL, TINY = 18, 12, 10, 8, 7
_FOOT = 34.0
_NAMES = 118.0
_LEADING = 1.32


class Printed(Protocol):
    """Something that can be printed."""

    title: str  # of its window, of the PDF, and at the foot of each page

    def draw(self, sheet: Sheet) -> None:
        """Write everything, page by page."""


class Paper(Printed, Protocol):
    """Something that can be printed and saved."""

    file_name: str  # without a folder, with ".pdf"
    proof: str  # text that its PDF carries as it stands; empty where there is nothing to prove


class Sheet:
    """The page that is written on; `y` is where the next thing goes."""

    def __init__(self, first: QPainter, next_page: Callable[[], QPainter], foot: str) -> None:
        """`first` paints on the first page, in points from its upper left corner."""
        self.painter = first
        self._next_page, self._foot, self._number = next_page, foot, 1
        self.y = MARGIN
        self.said: list[str] = []
        self._write_foot()

    def room(self, height: float) -> bool:
        """Begin a page where less than `height` is left on this one; whether it began."""
        full = self.y + height > HEIGHT - MARGIN - _FOOT / 2 and self.y > MARGIN
        if full:
            self.painter = self._next_page()
            self._number += 1
            self.y = MARGIN
            self._write_foot()
        return full

    def gap(self, height: float) -> None:
        self.y += height

    def line(self) -> None:
        self.painter.setPen(QPen(LIGHT.stroke, 0.8))
        self.painter.drawLine(self._at(0), self._at(INSIDE))

    def words(
        self,
        text: str,
        size: int = BODY,
        *,
        bold: bool = False,
        colour: QColor = LIGHT.text,
    ) -> None:
        """A paragraph; `y` moves below it."""
        self.room(size * _LEADING)
        box = QRectF(MARGIN, self.y, INSIDE, HEIGHT)
        self.y += self.words_at(box, text, size, bold=bold, colour=colour)

    def words_at(
        self,
        box: QRectF,
        text: str,
        size: int = BODY,
        *,
        bold: bool = False,
        colour: QColor = LIGHT.text,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        anywhere: bool = False,
    ) -> float:
        """Words from the top of `box`, which `y` knows nothing of; how high they came out."""
        self.said.append(text)
        flags = Qt.TextFlag.TextWrapAnywhere if anywhere else Qt.TextFlag.TextWordWrap
        self.painter.setFont(written(size, bold=bold))
        self.painter.setPen(colour)
        how = int(flags) | int(align) | int(Qt.AlignmentFlag.AlignTop)
        taken = self.painter.boundingRect(box, how, text)
        self.painter.drawText(box, how, text)
        return max(taken.height(), size * _LEADING)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """What it is in a quiet voice, what it says beside it."""
        for name, value in facts:
            self.room(2 * BODY * _LEADING)
            left = QRectF(MARGIN, self.y, _NAMES - 8, HEIGHT)
            high = self.words_at(left, name, colour=LIGHT.text2)
            beside = QRectF(MARGIN + _NAMES, self.y, INSIDE - _NAMES, HEIGHT)
            self.y += max(high, self.words_at(beside, value)) + 2.5

    def _at(self, x: float) -> QPointF:
        return QPointF(MARGIN + x, self.y)

    def _write_foot(self) -> None:
        box = QRectF(MARGIN, HEIGHT - _FOOT, INSIDE, SMALL * 2)
        self.words_at(box, self._foot, SMALL, colour=LIGHT.text2)
        right = Qt.AlignmentFlag.AlignRight
        self.words_at(box, str(self._number), SMALL, colour=LIGHT.text2, align=right)


def written(size: int, *, bold: bool = False) -> QFont:
    """The program's own letters, `size` points high on the sheet."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(size)  # a pixel of the sheet is a point
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("calt"), 0)  # a letter drawn in another's shape loses its text
    return made
