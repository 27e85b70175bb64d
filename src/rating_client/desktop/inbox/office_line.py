"""A printed office name nobody knows: asked about once, in a quiet line, never on a card.

Until somebody says which office it is, and for ever where they put the question away, the name
is shown as it stands.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rating_client.desktop.controls.buttons import IconButton, LinkButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.form.add_field import AddField
from rating_client.desktop.form.suggestion import Lookup, Suggestion
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, Type
from rating_client.exports.names import shown_name

_TOP = Qt.AlignmentFlag.AlignTop


class OfficeLine(Panel):
    """Gone while there is nothing to ask."""

    taught = Signal(str, str)  # a printed name, and the code of the office it means
    forgotten = Signal(str)  # the printed name means nothing again: it was the wrong office
    put_away = Signal(str)  # not to be asked about any more

    def __init__(self, offices: Lookup) -> None:
        super().__init__("subtle")
        self._written = ""
        self._answered = False
        self.said = Label("", Type.TABLE, wrap=True)
        self.note = Label("", Type.CAPTION, "bad", wrap=True)
        self.field = AddField(
            self.tr("Đơn vị này là… (gõ tên cũ, tên mới hoặc mã)"),
            offices,
            outside=self.tr("“{name}” không có trong danh mục"),
        )
        self.change = LinkButton(self.tr("Chọn lại"))
        self.close_button = IconButton("x", self.tr("Không hỏi về tên này nữa"))
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.said)
        typed = QHBoxLayout()
        typed.addWidget(self.field, 3)
        typed.addStretch(2)
        words.addLayout(typed)
        words.addWidget(self.note)
        words.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(GAP)
        row.addWidget(IconView("building", "accent_text"), 0, _TOP)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, _TOP)
        self.field.added.connect(self._choose)
        self.change.clicked.connect(self._choose_again)
        self.close_button.clicked.connect(self._put_away)
        self.hide()

    def ask_about(self, written: str | None) -> None:
        """The name an export has; None: there is none. What was just answered stays in view."""
        if self._answered or (written or "") == self._written:
            return
        self._ask(written or "")

    def _ask(self, written: str) -> None:
        self._written, self._answered = written, False
        name = shown_name(written)
        self.said.setText(self.tr("Tên đơn vị “{name}” chưa có trong danh mục.").format(name=name))
        self.field.clear()
        self.field.show()
        self.note.hide()
        self.change.hide()
        self.setVisible(bool(written))

    def _choose(self, office: Suggestion) -> None:
        if office.code is None:
            self.note.setText(self.tr("Chọn một đơn vị trong danh mục."))
            self.note.show()
            return
        self._answered = True
        said = self.tr("Đã ghi nhớ: “{name}” là {office} ({code}).")
        name = shown_name(self._written)
        self.said.setText(said.format(name=name, office=office.name, code=office.code))
        self.field.hide()
        self.note.hide()
        self.change.show()
        self.taught.emit(self._written, office.code)

    def _choose_again(self) -> None:
        written = self._written
        self._ask(written)
        self.field.setFocus()
        self.forgotten.emit(written)

    def _put_away(self) -> None:
        written, answered = self._written, self._answered
        self._ask("")
        if not answered:
            self.put_away.emit(written)
