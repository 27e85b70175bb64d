"""How much of something is done, as a line that fills."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.look.palette import roles


class ProgressLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleName(f"{round(self._share * 100)}%")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.stroke)
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setBrush(ink.accent)
        painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), 6), 3, 3)
