"""The search field over a list: it waits for a pause in typing; Enter and the arrow lead on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from rating_client.desktop.controls.fields import SearchField
from rating_client.desktop.lists.view import ListView

_TYPING_MS = 120  # a pause in typing worth a query
_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListSearch(SearchField):
    """Lives over one list: Ctrl+F comes here from the whole page, and Up from the first row."""

    sought = Signal()  # a moment after the last letter

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder)
        self._list: ListView | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.sought)
        self.textChanged.connect(self._typing.start)

    def stand_over(self, view: ListView, page: QWidget) -> None:
        """What is typed narrows `view`, and the keyboard goes to and fro between the two."""
        self._list = view
        view.left_upwards.connect(self.take_keyboard)
        find = QShortcut(QKeySequence.StandardKey.Find, page)
        find.activated.connect(self.take_keyboard)

    def take_keyboard(self) -> None:
        """What was sought before is marked, to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wait_no_more(self) -> None:
        """What is typed is being looked for already."""
        self._typing.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ONWARDS or self._list is None:
            super().keyPressEvent(event)
            return
        if self._typing.isActive():
            self._typing.stop()
            self.sought.emit()
        self._list.enter()
