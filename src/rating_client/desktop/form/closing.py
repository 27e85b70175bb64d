"""What is said about the whole: suggestions, and in whose name the rating is given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from rating_client.desktop.controls.choice import ChoiceButton
from rating_client.desktop.controls.fields import TextArea
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.look.theme import GAP, GRID, PADDING, Type
from rating_client.desktop.words import thousands
from rating_client.ratings.rating import Role


class ClosingBlock(Panel):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self._limit = 0
        grid = QGridLayout(self)
        grid.setContentsMargins(PADDING, GAP, PADDING, GAP)
        grid.setHorizontalSpacing(PADDING)
        grid.setVerticalSpacing(GRID)
        words = Label(self.tr("Ý kiến, kiến nghị"), Type.TABLE, weight="semibold")
        words.setContentsMargins(0, 8, 0, 0)  # beside the first line of the field
        self.suggestion = TextArea(self.tr("Không bắt buộc"), lines=1)
        self.suggestion.setAccessibleName(words.text())
        words.setBuddy(self.suggestion)
        self.suggestion.textChanged.connect(self._written)
        self.message = FieldMessage(self.suggestion)
        grid.addWidget(words, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.suggestion, 0, 1)
        grid.addWidget(self.message, 1, 1)
        rater = Label(self.tr("Người đánh giá"), Type.TABLE, weight="semibold")
        grid.addWidget(rater, 2, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(self._raters(), 2, 1)
        grid.setColumnStretch(1, 1)

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
        if suggestion != self.suggestion.toPlainText():
            self.suggestion.setPlainText(suggestion)
        self._count()
        self.message.say("")
        self._group.setExclusive(False)
        self.owner.setChecked(role == "owner")
        self.agent.setChecked(role == "agent")
        self._group.setExclusive(True)

    def _raters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        holder = QWidget()
        choices = FlowLayout(holder, PADDING)  # under each other where the words are large
        self.owner = ChoiceButton(self.tr("Doanh nghiệp"))
        self.agent = ChoiceButton(self.tr("Đại lý làm thủ tục hải quan"))
        self._group = QButtonGroup(self)
        for choice in (self.owner, self.agent):
            self._group.addButton(choice)
            choices.addWidget(choice)
            choice.toggled.connect(lambda _: self.changed.emit())
        row.addWidget(holder, 1)
        self._counter = Label("", Type.CAPTION, "text2")
        row.addWidget(self._counter)
        return row

    def _written(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        written = len(self.text)
        self._counter.setText(f"{thousands(written)} / {thousands(self._limit)}" if written else "")
        self._counter.set_tone("bad" if written > self._limit else "text2")
