"""The recovery code on a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPagedPaintDevice, QPainter

_MARGIN, _BETWEEN = 1.0, 0.25  # inches
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class RecoverySheet:
    title: str
    code: str
    made: str
    advice: str

    def print_on(self, device: QPagedPaintDevice) -> bool:
        """Whether the printer, or the PDF, took it."""
        painter = QPainter()
        if not painter.begin(device):
            return False
        dots = device.logicalDpiX()
        box = QRectF(0, 0, device.width(), device.height())
        edge = _MARGIN * dots / 2
        box.adjust(edge, edge, -edge, -edge)
        parts = (
            (self.title, 16, QFont.Weight.DemiBold),
            (self.advice, 11, QFont.Weight.Normal),
            (self.code.replace("-", " - "), 18, QFont.Weight.DemiBold),
            (self.made, 11, QFont.Weight.Normal),
        )
        for words, points, weight in parts:
            type_face = QFont(QGuiApplication.font().families())
            type_face.setPointSize(points)
            type_face.setWeight(weight)
            painter.setFont(type_face)
            used = painter.boundingRect(box, _WRAP, words)
            painter.drawText(box, _WRAP, words)
            box.setTop(used.bottom() + _BETWEEN * dots)
        return painter.end()
