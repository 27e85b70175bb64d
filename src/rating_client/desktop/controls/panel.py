"""The grounds on which groups of things stand, and the hairline between groups."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from rating_client.desktop.look.frame import paint_frame
from rating_client.desktop.look.palette import Ground, roles
from rating_client.desktop.look.theme import CARD_RADIUS


class Panel(QFrame):
    """A rounded ground with a quiet 1 px frame, on which a group of things stands."""

    def __init__(
        self,
        ground: Ground = "card",
        *,
        framed: bool = True,
        radius: int = CARD_RADIUS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground, self._framed, self._radius = ground, framed, radius

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        ground, box = getattr(colours, self._ground), QRectF(self.rect())
        if self._framed:
            paint_frame(painter, box, self._radius, ground, colours.stroke, colours.line)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, self._radius, self._radius)


class Line(QWidget):
    """A hairline between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), roles(self.palette()).stroke)
