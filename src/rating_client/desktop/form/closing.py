"""What is said about the whole: suggestions, and in whose name the rating is given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from rating_client.desktop.choice import ChoiceButton
from rating_client.desktop.fields import TextArea
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.icons import IconView
from rating_client.desktop.labels import Label
from rating_client.desktop.panel import Panel
from rating_client.desktop.theme import CARD_GAP, GAP, MARGIN, PADDING, Type
from rating_client.desktop.words import thousands
from rating_client.ratings.rating import Role


class ClosingBlock(Panel):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self._limit = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconView("pencil"))
        words = Label(self.tr("Ý kiến, kiến nghị"), Type.BODY, weight="semibold")
        head.addWidget(words)
        head.addWidget(Label(self.tr("không bắt buộc"), Type.CAPTION, "text2"))
        head.addStretch(1)
        self._counter = Label("", Type.CAPTION, "text2")
        head.addWidget(self._counter)
        column.addLayout(head)
        self.suggestion = TextArea(lines=2)
        self.suggestion.setAccessibleName(words.text())
        words.setBuddy(self.suggestion)
        self.suggestion.textChanged.connect(self._written)
        column.addWidget(self.suggestion)
        self.message = FieldMessage(self.suggestion)
        column.addWidget(self.message)
        column.addLayout(self._raters())

    @property
    def text(self) -> str:
        return self.suggestion.toPlainText().strip()

    @property
    def role(self) -> Role | None:
        if self.owner.isChecked():
            return "owner"
        return "agent" if self.agent.isChecked() else None

    def show_said(self, suggestion: str, role: Role | None, limit: int) -> None:
        self._limit = limit
        self.suggestion.setPlainText(suggestion)
        self._count()
        self.message.say("")
        self._group.setExclusive(False)
        self.owner.setChecked(role == "owner")
        self.agent.setChecked(role == "agent")
        self._group.setExclusive(True)

    def _raters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addWidget(Label(self.tr("Người đánh giá"), Type.TABLE, weight="semibold"))
        self.owner = ChoiceButton(self.tr("Doanh nghiệp"))
        self.agent = ChoiceButton(self.tr("Đại lý làm thủ tục hải quan"))
        self._group = QButtonGroup(self)
        for choice in (self.owner, self.agent):
            self._group.addButton(choice)
            row.addWidget(choice, 0, Qt.AlignmentFlag.AlignVCenter)
            choice.toggled.connect(lambda _: self.changed.emit())
        row.addStretch(1)
        row.setContentsMargins(0, CARD_GAP - GAP, 0, 0)
        return row

    def _written(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        written = len(self.text)
        self._counter.setText(f"{thousands(written)} / {thousands(self._limit)}" if written else "")
        self._counter.set_tone("bad" if written > self._limit else "text2")
