"""One picture for README: card, form and lists side by side."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_GROUND = QColor("#C9D6E2")
_WIDTH, _HEIGHT = 1680, 1400
_PLACES = (  # picture, left, top, width
    ("main-inbox-vi-light", 40, 40, 1120),
    ("card-vi-light", 1202, 32, 444),
    ("card-review-vi-dark", 1202, 360, 444),
    ("form-officer-vi-light", 40, 790, 706),
    ("main-sent-vi-dark", 776, 790, 864),
)


def paint_overview(folder: Path) -> None:
    """Compose `overview.png` from the pictures that lie in `folder`."""
    sheet = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    sheet.fill(_GROUND)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for name, left, top, width in _PLACES:
        picture = QImage(str(folder / f"{name}.png"))
        scaled = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(QRectF(left, top, width, scaled.height()), scaled)
    painter.end()
    sheet.save(str(folder / "overview.png"))
