"""What is wrong with a field, said under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rating_client.desktop.controls.fields import TextArea, TextField
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import SMALL_ICON, Type


class FieldMessage(QWidget):
    """Hidden while there is nothing to say. Takes itself back when the field is edited."""

    def __init__(self, field: TextField | TextArea | None = None) -> None:
        super().__init__()
        self._field = field
        self._label: Label | None = None
        self.hide()
        if isinstance(field, TextField):
            field.textEdited.connect(lambda _: self.say(""))
        elif field is not None:
            field.textChanged.connect(lambda: self.say(""))

    @property
    def text(self) -> str:
        return self._label.text() if self._label is not None else ""

    def say(self, words: str) -> None:
        if words == self.text:
            return
        if self._label is None:
            self._label = self._build()
        self._label.setText(words)
        self.setVisible(bool(words))
        if self._field is not None:
            self._field.set_wrong(bool(words))
            self._field.setAccessibleDescription(words)

    def _build(self) -> Label:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconView("alert", "bad", SMALL_ICON), 0, Qt.AlignmentFlag.AlignTop)
        label = Label("", Type.CAPTION, "bad", weight="medium", wrap=True)
        row.addWidget(label, 1)
        return label
