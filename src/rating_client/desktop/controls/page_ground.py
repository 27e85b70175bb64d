"""What the pages of a window with a rail stand on."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CARD_RADIUS


class PageGround(QWidget):
    """The ground of the pages, one step lighter than the rail."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        box = QRectF(self.rect()).adjusted(0.5, 0.5, 20, 20)
        path = QPainterPath()
        path.addRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
        painter.setPen(ink.stroke)
        painter.setBrush(ink.layer)
        painter.drawPath(path)
