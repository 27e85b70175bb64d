"""A reason to tick: a real check box, painted as a pill."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.frame import paint_frame
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import SMALL_CONTROL, Type, medium

_SIDE, _BOX, _BETWEEN = 10, 14, 7


class Chip(ShowsFocus, QCheckBox):
    focus_radius = SMALL_CONTROL / 2

    def __init__(self, text: str, spoken: str = "") -> None:
        """`spoken` is the accessible name, where the words alone say too little."""
        super().__init__(text)
        self.setFont(medium(Type.TABLE))
        self.setAccessibleName(spoken or text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(
            2 * _SIDE + _BOX + _BETWEEN + width + 2,
            max(SMALL_CONTROL, self.fontMetrics().height() + 8),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        ticked = self.isChecked()
        frame = QRectF(self.rect())
        ground, line = (
            (colours.accent_ground, colours.accent) if ticked else (colours.card, colours.strong)
        )
        thick = colours.line * (1.5 if ticked else 1)
        paint_frame(painter, frame, frame.height() / 2, ground, line, thick)
        if self.underMouse():
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        box = QRectF(_SIDE, (self.height() - _BOX) / 2, _BOX, _BOX)
        if ticked:
            paint_icon(painter, "check", colours.accent_text, box.adjusted(-1, -1, 1, 1))
        else:
            painter.setPen(QPen(colours.strong, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(self.font())
        painter.setPen(colours.accent_text if ticked else colours.text)
        words = QRectF(self.rect()).adjusted(_SIDE + _BOX + _BETWEEN, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
