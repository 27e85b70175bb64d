"""How large a window opens, and how it comes before the others."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from rating_client.desktop.look.theme import MARGIN, scaled

_TITLE_BAR = 32  # pixels; of a maximized window Windows puts some of them above the screen
_GRIP = QSize(100, 16)  # how much of it a pointer takes hold of


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


def into_view(window: QWidget) -> None:
    """Onto a screen that is there, where no one shows enough of its title bar to take hold of.

    A window that was closed stays where it was, also when that screen was unplugged meanwhile or
    became smaller: neither Windows nor Qt moves what is hidden.
    """
    bar = QRect(window.pos(), QSize(window.width(), _TITLE_BAR))
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry() & bar
        if seen.width() >= _GRIP.width() and seen.height() >= _GRIP.height():
            return
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(window.size().boundedTo(room.size() - QSize(2 * MARGIN, 3 * MARGIN)))
    window.move(room.center() - window.rect().center())


def bring_to_front(window: QWidget) -> None:
    """Before the others, with the keyboard on it: only what a person asked for."""
    into_view(window)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
