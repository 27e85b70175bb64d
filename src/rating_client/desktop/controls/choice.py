"""One of a few choices, each with a line that explains it: a real radio button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import Type, font, medium

_MARK, _BETWEEN = 18, 10


class ChoiceButton(ShowsFocus, QRadioButton):
    def __init__(self, words: str, explanation: str = "") -> None:
        super().__init__(words)
        self._explanation = explanation
        self.setFont(medium() if explanation else font())
        self.setAccessibleDescription(explanation)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font())
        low = QFontMetrics(font(Type.CAPTION))
        width = max(words.horizontalAdvance(self.text()), low.horizontalAdvance(self._explanation))
        height = words.height() + (low.height() + 2 if self._explanation else 4)
        return QSize(_MARK + _BETWEEN + width + 4, max(24, height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        words = QFontMetrics(self.font())
        line = words.height()
        top = 0 if self._explanation else (self.height() - line) / 2
        self._paint_mark(painter, colours, QRectF(0, top + (line - _MARK) / 2, _MARK, _MARK))
        left = _MARK + _BETWEEN
        painter.setFont(self.font())
        painter.setPen(colours.text)
        painter.drawText(
            QRectF(left, top, self.width() - left, line), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        painter.setFont(font(Type.CAPTION))
        painter.setPen(colours.text2)
        below = QRectF(left, top + line, self.width() - left, self.height() - line)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._explanation)

    def _paint_mark(self, painter: QPainter, colours: Roles, box: QRectF) -> None:
        box = box.adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setBrush(colours.accent if chosen else colours.card)
        painter.setPen(QPen(colours.accent if chosen else colours.strong, 1))
        painter.drawEllipse(box)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.on_accent)
            painter.drawEllipse(box.adjusted(4.5, 4.5, -4.5, -4.5))
