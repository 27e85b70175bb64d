"""A thing to tick, in the program's own drawing: a real check box."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CONTROL_RADIUS, Type, font

_BOX, _BETWEEN = 20, 8


class TickBox(ShowsFocus, QCheckBox):
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setFont(font(Type.TABLE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_BOX + _BETWEEN + width + 4, max(24, self.fontMetrics().height() + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        box = QRectF(0, (self.height() - _BOX) / 2, _BOX, _BOX).adjusted(1, 1, -1, -1)
        ticked = self.isChecked()
        painter.setPen(QPen(colours.accent if ticked else colours.strong, 1))
        painter.setBrush(colours.accent if ticked else colours.card)
        painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)
        if ticked:
            paint_icon(painter, "check", colours.on_accent, box)
        painter.setFont(self.font())
        painter.setPen(colours.text)
        words = QRectF(self.rect()).adjusted(_BOX + _BETWEEN, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
