"""What was sent, subject by subject, as the ledger keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.level_badge import LevelBadge
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.theme import PADDING, Type
from rating_client.desktop.words import language
from rating_client.ratings.form import Form

Content = Mapping[str, Any]


class SentContent(Panel):
    """The subjects with their levels; comments and the suggestion in the words they were given."""

    print_asked = Signal()
    replace_asked = Signal()  # the form again, to be sent in the place of this one

    def __init__(
        self,
        content: Content | None,
        form: Form,
        *,
        replaceable: bool,
    ) -> None:
        """`form` is the one it was filled in with; a reason that one does not know stays a code."""
        super().__init__()
        self._form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        layout.setSpacing(12)
        layout.addWidget(Label(self.tr("Nội dung đã gửi"), Type.HEADING, weight="semibold"))
        if content is None:
            gone = self.tr("Nội dung đã xóa theo thời hạn lưu; xác nhận tiếp nhận vẫn còn.")
            layout.addWidget(Label(gone, Type.TABLE, "text2", wrap=True))
            return
        layout.addLayout(self._subjects(content["subjects"]))
        if content.get("suggestion"):
            layout.addLayout(self._said(self.tr("Ý kiến, kiến nghị"), content["suggestion"]))
        if contact := content.get("contact"):
            said = " · ".join(
                str(contact[part]) for part in ("name", "phone", "email") if contact.get(part)
            )
            layout.addLayout(self._said(self.tr("Đầu mối liên hệ"), said))
        layout.addWidget(self._buttons(replaceable=replaceable))

    def _buttons(self, *, replaceable: bool) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        on_paper = PlainButton(self.tr("In phiếu"), icon="printer", small=True)
        on_paper.clicked.connect(self.print_asked)
        row.addWidget(on_paper)
        if replaceable:
            replace = PlainButton(self.tr("Gửi bản thay thế"), icon="pencil", small=True)
            replace.clicked.connect(self.replace_asked)
            row.addWidget(replace)
        return holder

    def _subjects(self, subjects: list[Content]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for subject in subjects:
            row = grid.rowCount()
            grid.setRowMinimumHeight(row, 30)
            grid.addWidget(Label(str(subject["name"]), Type.TABLE, wrap=True), row, 0)
            grid.addWidget(LevelBadge(int(subject["level"])), row, 1, Qt.AlignmentFlag.AlignLeft)
            if said := self._said_about(subject):
                grid.addWidget(Label(said, Type.TABLE, "text2", wrap=True), row + 1, 0, 1, 2)
                grid.setRowMinimumHeight(row + 2, 4)
        return grid

    def _said_about(self, subject: Content) -> str:
        known = {r.code: r.text.of(language()) for r in self._form.reasons}
        parts = [known.get(code, code) for code in subject.get("reasons", ())]
        if subject.get("comment"):
            parts.append(f"“{subject['comment']}”")
        return " · ".join(parts)

    def _said(self, name: str, words: str) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(2)
        layout.addWidget(Label(name, Type.CAPTION, "text2"))
        layout.addWidget(Label(words, Type.TABLE, wrap=True))
        return layout
