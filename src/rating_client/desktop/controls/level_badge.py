"""A level that was given: its digit on its tint, and its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CONTROL_RADIUS, GAP, Type, semibold
from rating_client.desktop.words import level_name, unbroken

_SIDE = 24


class LevelBadge(QWidget):
    def __init__(self, level: int, name: str = "") -> None:
        """`name` is the form's own word for the level, where a form is at hand."""
        super().__init__()
        self.setFont(semibold(Type.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level, name)

    def set_level(self, level: int, name: str = "") -> None:
        self._level = level
        self._name = unbroken(name or level_name(level))
        self.setAccessibleName(f"{level} {self._name}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self._name)
        return QSize(_SIDE + GAP + words + 2, max(_SIDE, self.fontMetrics().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette()).level(self._level)
        square = QRectF(0, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(square, CONTROL_RADIUS, CONTROL_RADIUS)
        painter.setPen(colours.ink)
        painter.setFont(self.font())
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(self._level))
        words = QRectF(self.rect()).adjusted(_SIDE + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._name)
