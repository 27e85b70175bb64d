"""The words of the five levels, once, over their columns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.level_cell import CellLook, in_lines
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import (
    CARD_GAP,
    GRID,
    PADDING,
    RIGHT_EDGE,
    Type,
    medium,
    scaled,
)
from rating_client.desktop.words import unbroken

_HEIGHT = 38
_LINE = 16


class ColumnHeads(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 0, RIGHT_EDGE, 0)
        row.setSpacing(CARD_GAP)
        row.addWidget(Label(title, Type.CAPTION, "text2", weight="semibold"), 1)
        self._words = _LevelWords()
        self.setMinimumHeight(scaled(_HEIGHT) - 8)
        row.addWidget(self._words)

    def set_names(self, names: Mapping[int, str]) -> None:
        self._words.set_names(names)

    def set_narrow(self, narrow: bool) -> None:
        """Narrow columns have no room for words: they stand under the rows instead."""
        self._words.setVisible(not narrow)


class _LevelWords(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[int, str] = {}
        width = CellLook.WIDE.value[0]
        self._step = width + GRID
        self.setFixedSize(5 * width + 4 * GRID, scaled(_HEIGHT))

    def set_names(self, names: Mapping[int, str]) -> None:
        self._names = names
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(medium(Type.CAPTION))
        painter.setPen(roles(self.palette()).text2)
        metrics = QFontMetricsF(painter.font())
        for level, name in self._names.items():
            left = (level - 1) * self._step
            width = self._step - GRID
            lines = in_lines(unbroken(name), metrics, width - 8)
            high = scaled(_LINE)
            top = (self.height() - high * len(lines)) / 2
            for line in lines:
                painter.drawText(QRectF(left, top, width, high), Qt.AlignmentFlag.AlignCenter, line)
                top += high
