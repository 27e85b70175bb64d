"""A switch: a real check box, painted as something that is on or off at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.palette import roles

_WIDTH, _HEIGHT, _TRACK, _KNOB = 44, 24, 20, 12


class Switch(ShowsFocus, QCheckBox):
    """The knob lies at the right, on the accent, when it is on. Its name stands in its row."""

    focus_radius = _TRACK / 2

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        on, alive = self.isChecked(), self.isEnabled()
        track = QRectF(0, (self.height() - _TRACK) / 2, self.width(), _TRACK)
        track.adjust(0.5, 0.5, -0.5, -0.5)
        strong = ink.strong if alive else ink.stroke
        fill = ink.accent if alive else ink.strong
        painter.setPen(QPen(fill if on else strong, 1))
        painter.setBrush(fill if on else ink.card)
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        left = track.right() - _KNOB - 4 if on else track.left() + 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.on_accent if on else strong)
        painter.drawEllipse(QRectF(left, track.center().y() - _KNOB / 2, _KNOB, _KNOB))
