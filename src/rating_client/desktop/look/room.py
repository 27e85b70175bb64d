"""How large a window opens."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from rating_client.desktop.look.theme import MARGIN, scaled


def comfortable(window: QWidget, plain: QSize) -> QSize:
    """`plain`, and with larger words as much more as the window's screen has room for."""
    larger = QSize(scaled(plain.width()), scaled(plain.height()))
    room = window.screen().availableSize() - QSize(2 * MARGIN, 3 * MARGIN)
    return larger.boundedTo(room).expandedTo(plain)
