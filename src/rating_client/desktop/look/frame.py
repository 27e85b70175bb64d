"""A rounded ground with a line around it, as panels, fields, buttons and cells have it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def paint_frame(
    painter: QPainter,
    box: QRectF,
    radius: float,
    ground: QColor,
    line: QColor,
    thick: float,
) -> None:
    """The ground, opaque, with a line just inside `box`.

    Two fills, one on the other: stroking the outline of a wide field takes Qt five times as long.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(line)
    painter.drawRoundedRect(box, radius, radius)
    painter.setBrush(ground)
    inner = radius - thick
    painter.drawRoundedRect(box.adjusted(thick, thick, -thick, -thick), inner, inner)
