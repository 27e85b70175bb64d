"""Whom customs may ask back: needed with levels 1 and 2 only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.tick_box import TickBox
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import CARD_GAP, GAP, PADDING, Type
from rating_client.ratings.rating import Contact


class ContactBlock(Panel):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconView("user"))
        head.addWidget(
            Label(self.tr("Đầu mối liên hệ của doanh nghiệp"), Type.BODY, weight="semibold")
        )
        why = self.tr("bắt buộc ở mức 1–2, để hải quan xác minh và phản hồi")
        head.addWidget(Label(why, Type.CAPTION, "text2", wrap=True), 1)
        column.addLayout(head)
        column.addLayout(self._fields())
        holder = QWidget()
        ticks = FlowLayout(holder, PADDING)
        self.answer = TickBox(self.tr("Đề nghị hải quan phản hồi kết quả"))
        self.remember = TickBox(self.tr("Nhớ cho doanh nghiệp này"))
        self.answer.toggled.connect(lambda _: self.changed.emit())
        ticks.addWidget(self.answer)
        ticks.addWidget(self.remember)
        column.addWidget(holder)

    def show_contact(self, contact: Contact | None, *, wants_answer: bool) -> None:
        self.name.setText(contact.name if contact else "")
        self.phone.setText(contact.phone if contact else "")
        self.email.setText((contact.email or "") if contact else "")
        self.answer.setChecked(wants_answer)
        self.remember.setChecked(False)
        self.clear_messages()

    def contact(self) -> Contact | None:
        """What stands in the fields; None where all are empty."""
        name, phone, email = (field.text().strip() for field in (self.name, self.phone, self.email))
        return (
            Contact(name=name, phone=phone, email=email or None) if name or phone or email else None
        )

    def clear_messages(self) -> None:
        for message in (self.name_message, self.phone_message, self.email_message):
            message.say("")

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(CARD_GAP)
        grid.setVerticalSpacing(4)
        self.name, self.phone, self.email = TextField(), TextField(), TextField()
        self.phone.setPlaceholderText(self.tr("Ví dụ: 0900 000 000"))
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.name_message = FieldMessage(self.name)
        self.phone_message = FieldMessage(self.phone)
        self.email_message = FieldMessage(self.email)
        columns = (
            (self.tr("Họ và tên"), self.name, self.name_message, 3),
            (self.tr("Điện thoại"), self.phone, self.phone_message, 3),
            (self.tr("Thư điện tử (không bắt buộc)"), self.email, self.email_message, 3),
        )
        for column, (words, field, message, share) in enumerate(columns):
            label = Label(words, Type.TABLE)
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.addWidget(message, 2, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, share)
            field.textChanged.connect(lambda _: self.changed.emit())
        return grid
