"""What has just appeared sleeps until a person has seen it; a test waits that out."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

_GUARD_MS = 600  # of the card, and of the button that sends


def wait_out_the_guard(qtbot: QtBot, milliseconds: int = _GUARD_MS) -> None:
    """Qt ends a timer up to a twentieth late or early: the guard late, the waiting early."""
    guard = max(milliseconds, QApplication.doubleClickInterval())
    qtbot.wait(round(guard * 1.05 / 0.95) + 50)
