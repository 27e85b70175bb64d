"""An icon that stands before words and says nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.icons import paint_icon
from rating_client.desktop.palette import Tone, roles
from rating_client.desktop.theme import ICON


class IconLabel(QWidget):
    def __init__(self, name: str, tone: Tone = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_icon(name, tone)

    def show_icon(self, name: str, tone: Tone = "text2") -> None:
        self._name: str = name
        self._tone: Tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(ICON, ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = getattr(roles(self.palette()), self._tone)
        paint_icon(QPainter(self), self._name, colour, QRectF(self.rect()))
