"""Ctrl+C in a list: the declarations' numbers, as other programs take them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from rating_client.desktop.lists.view import ListView


def copy_numbers_of(view: ListView) -> None:
    """The chosen rows, one a line, without the spaces that group their digits; Qt would copy the
    words of the current cell."""

    def copy() -> None:
        numbers = ["".join(str(index.data()).split()) for index in view.chosen_rows()]
        if numbers:
            QGuiApplication.clipboard().setText("\n".join(numbers))

    shortcut = QShortcut(QKeySequence.StandardKey.Copy, view)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(copy)
