"""Keeps a card that has just appeared or changed from being clicked by accident."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_CLICKS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchEnd,
}


class MisclickGuard(QObject):
    """Swallows clicks on the buttons it watches until they have been in view long enough.

    A second click of a double click comes within the system's double-click time, so the wait is
    never shorter than that.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)

    def watch(self, content: QWidget, milliseconds: int) -> None:
        """Begins the wait for all buttons in `content`; 0 does not wait."""
        for button in content.findChildren(QAbstractButton):
            button.installEventFilter(self)
        if milliseconds > 0:
            self._wait.start(max(milliseconds, QApplication.doubleClickInterval()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() in _CLICKS and self._wait.isActive()
