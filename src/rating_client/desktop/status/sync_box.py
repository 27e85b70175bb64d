"""How sending stands, always in view, with the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rating_client.delivery.state import DeliveryState, Link
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import Type
from rating_client.desktop.status.delivery_words import (
    ALL_QUIET,
    delivery_detail,
    delivery_picture,
    delivery_title,
)

_ANSWER_MS = 8_000


class SyncBox(Panel):
    """A live region: a change of state is said once, politely."""

    send_asked = Signal()
    enrol_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = ALL_QUIET
        self._icon = IconView("cloud-check")
        self._title = Label("", Type.TABLE, weight="semibold", wrap=True)
        self._detail = Label("", Type.CAPTION, "text2", wrap=True)
        self.send = PlainButton(self.tr("Gửi ngay"), icon="refresh", small=True)
        self.enrol = PlainButton(self.tr("Mở tệp…"), icon="key", small=True)
        self.send.clicked.connect(self._ask_to_send)
        self.enrol.clicked.connect(self.enrol_asked)
        self._answer_over = QTimer(self)
        self._answer_over.setSingleShot(True)
        self._answer_over.timeout.connect(lambda: self.show_state(self._state))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._detail)
        column.addWidget(self.send)
        column.addWidget(self.enrol)
        self.show_state(self._state)

    def show_state(self, state: DeliveryState) -> None:
        news = delivery_title(state) != delivery_title(self._state)
        self._state = state
        if self._answer_over.isActive():
            return  # a person is still reading what came of their click
        title, detail = delivery_title(state), delivery_detail(state)
        self._say(title, detail)
        needs_file = state.link in (Link.NO_RECEIVER, Link.SIGN_IN)
        self.enrol.setVisible(needs_file)
        self.send.setVisible(state.waiting > 0 and not needs_file)
        self.setAccessibleName(f"{title}. {detail}")
        if news and self.isVisible():
            event = QAccessibleAnnouncementEvent(self, title)
            QAccessible.updateAccessibility(event)

    def answer(self, words: str) -> None:
        """What came of "Gửi ngay", for a few seconds in the place of the second line."""
        self._answer_over.start(_ANSWER_MS)
        self._say(delivery_title(self._state), words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _ask_to_send(self) -> None:
        self.answer(self.tr("Đang thử…"))
        self.send_asked.emit()

    def _say(self, title: str, detail: str) -> None:
        self._icon.show_icon(*delivery_picture(self._state))
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
