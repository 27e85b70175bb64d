"""How large a window opens, and how it comes before the others."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QWidget

from rating_client.desktop.look.theme import MARGIN, scaled


def give_room(window: QWidget, size: QSize) -> None:
    """As much of `size` as the window's screen has; if that is less, where all of it is in view."""
    screen = window.screen().availableGeometry()
    room = size.boundedTo(screen.size() - QSize(2 * MARGIN, 3 * MARGIN))
    window.resize(room)
    if room != size:  # the system's own place for a new window may be some way down the screen
        beside = max(0, screen.width() - window.width()) // 2
        window.move(screen.topLeft() + QPoint(beside, MARGIN // 2))


def comfortable(plain: QSize) -> QSize:
    """`plain`, and as much more as larger words take."""
    return QSize(scaled(plain.width()), scaled(plain.height()))


def bring_to_front(window: QWidget) -> None:
    """Before the others, with the keyboard on it: only what a person asked for."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
