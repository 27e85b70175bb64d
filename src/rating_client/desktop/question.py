"""A question in a small window of its own, where what a person agrees to cannot be undone here.

Staying is the default: Enter, Escape and closing the window all leave things as they are.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.icons import IconView, mark_icon
from rating_client.desktop.look.room import bring_to_front
from rating_client.desktop.look.theme import GAP, MARGIN, Type, scaled

_WIDTH = 440


class Question(QWidget):
    """The program goes on behind it."""

    guide_page = GuidePage.SENT
    agreed = Signal()

    def __init__(self, icon: str, title: str, said: str, *, agree: str, stay: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Phiếu đánh giá hải quan"))
        self.setWindowIcon(mark_icon())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Label(title, Type.HEADING, weight="semibold", wrap=True))
        words.addWidget(Label(said, Type.BODY, "text2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconView(icon, "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.leave = PlainButton(agree)
        self.stay = PrimaryButton(stay, hint="Enter")
        self.leave.clicked.connect(self._leave)
        self.stay.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(20)
        column.addLayout(head)
        column.addLayout(foot)
        self.stay.setFocus()

    def ask(self) -> None:
        bring_to_front(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.close()
        self.agreed.emit()
