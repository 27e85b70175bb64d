"""The foot of a window that sends: what can be done at the right, over a hairline."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from rating_client.desktop.controls.buttons import Button, PrimaryButton
from rating_client.desktop.look.palette import roles

_GUARD_MILLISECONDS = 600


class Foot(QWidget):
    """One step lighter than the page above it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = roles(self.palette())
        painter.fillRect(self.rect(), colours.layer)
        painter.fillRect(QRectF(0, 0, self.width(), 1), colours.stroke)


class SendButton(PrimaryButton):
    """Gửi appears where Ghi nhận was: a double click there must not send.

    So clicks do nothing for a moment. Enter, a deliberate key, still sends.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, icon="send", hint="Enter")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(lambda: self._take_clicks(True))

    def appear(self) -> None:
        """The keyboard is on it; clicks count in a moment."""
        self._take_clicks(False)
        self._wait.start(max(_GUARD_MILLISECONDS, QApplication.doubleClickInterval()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_clicks(self, taken: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not taken)


def side_by_side(*buttons: Button) -> QWidget:
    """The buttons of one page of the window."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(3, 3, 3, 3)  # room for the focus ring
    row.setSpacing(12)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return holder
