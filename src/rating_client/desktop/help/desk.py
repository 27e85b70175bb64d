"""F1 in any window of the program, and Trợ giúp in menus: the guide at the right page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.desktop.help.guide import GuidePage

if TYPE_CHECKING:
    from rating_client.desktop.help.window import HelpWindow

_KEY = "help"


class HelpDesk(QObject):
    """A window names its page of the guide in `guide_page`, and gets the key when it is first
    in front. Asked from elsewhere, such as the tray's menu, the guide begins at the beginning."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: HelpWindow | None = None
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._serve)

    def open(self) -> None:
        asked_in = QApplication.activeWindow()
        if self.window is None:
            from rating_client.desktop.help.window import HelpWindow

            self.window = HelpWindow()
        self.window.open_at(_page_of(asked_in) or GuidePage.FIRST_START)

    def build_anew(self) -> None:
        """The language is another."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _serve(self) -> None:
        window = QApplication.activeWindow()
        if window is None or _page_of(window) is None:
            return
        if window.findChild(QShortcut, _KEY) is None:
            key = QShortcut(QKeySequence(Qt.Key.Key_F1), window)
            key.setObjectName(_KEY)
            key.activated.connect(self.open)


def _page_of(window: QWidget | None) -> GuidePage | None:
    """The window's own, or that of the window it was opened from; None for the guide itself."""
    while window is not None:
        page: GuidePage | None = getattr(window, "guide_page", None)
        if page is not None:
            return page
        window = window.parentWidget()
    return None
