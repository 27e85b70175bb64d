"""A few words on a tint: a state that is said in passing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Tone, roles
from rating_client.desktop.look.theme import Type, medium

_SIDE, _ICON, _HEIGHT = 10, 14, 24


class Pill(QWidget):
    """Words in the tone they are meant in, with an icon so that colour is never alone."""

    def __init__(
        self, text: str = "", icon: str = "", tone: Tone = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFont(medium(Type.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, icon, tone)

    def say(self, text: str, icon: str = "", tone: Tone = "text2") -> None:
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._text)
        icon = _ICON + 6 if self._icon else 0
        return QSize(2 * _SIDE + icon + words + 1, max(_HEIGHT, self.fontMetrics().height() + 6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        ink = getattr(colours, self._tone)
        ground = {
            "ok": colours.ok_ground,
            "warn": colours.warn_ground,
            "bad": colours.bad_ground,
            "accent_text": colours.accent_ground,
        }.get(self._tone, colours.subtle)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self._tone == "text2":  # grey on grey would not stand off
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours.stroke)
            inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        left = _SIDE
        if self._icon:
            paint_icon(painter, self._icon, ink, QRectF(left, 0, _ICON, box.height()))
            left += _ICON + 6
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
