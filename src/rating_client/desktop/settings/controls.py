"""What one setting is changed with: a choice, a switch, a line of text, a file.

A control shows the value it is told and emits the one a person wishes; whether that holds is
decided elsewhere, and the control is told again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rating_client.base.text import Text
from rating_client.desktop.controls.buttons import IconButton, PlainButton
from rating_client.desktop.controls.fields import Combo, TextField
from rating_client.desktop.controls.labels import ElidedLabel, plain_tip
from rating_client.desktop.file_dialogs import ask_for_file
from rating_client.desktop.look.theme import GAP, Type, font
from rating_client.desktop.settings.switch import Switch
from rating_client.desktop.words import language
from rating_client.exports.names import shown_name

_WIDTH = 232


def control_width() -> int:
    """Of everything that is chosen from or written in, so that the rows align; it grows with the
    text."""
    return round(_WIDTH * font(Type.BODY).pixelSize() / Type.BODY.pixels)


class Control(QWidget):
    """`wide` ones stand below the words of their row, the others at the right of them."""

    chosen = Signal(object)
    wide = False

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GAP)

    def show_value(self, value: Any) -> None:
        """What holds now."""
        raise NotImplementedError

    def show_refused(self) -> None:
        """The last wish was not taken: what was written stays, to be mended."""

    def call(self, name: str) -> None:
        """What a screen reader says: the words of the row."""
        raise NotImplementedError


class SettingCombo(Combo):
    """A choice whose first item is a choice like the others. The wheel turns the page, not it."""

    first_is_a_choice = True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceControl(Control):
    def __init__(self, choices: Sequence[tuple[Any, Text]], unit: Text | None = None) -> None:
        """`unit` names a value none of the `choices` has, such as `{n} phút`."""
        super().__init__()
        self._unit = unit or Text("{n}", "{n}")
        self.combo = SettingCombo()
        self.combo.setFixedWidth(control_width())
        for value, name in choices:
            self.combo.addItem(name.of(language()), value)
        self.combo.activated.connect(lambda _row: self.chosen.emit(self.combo.currentData()))
        self.row.addWidget(self.combo)

    def show_value(self, value: Any) -> None:
        place = self.combo.findData(value)
        if place < 0:
            self.combo.addItem(self._unit.filled({"n": value}).of(language()), value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)
        self.combo.setToolTip(plain_tip(self.combo.currentText()))

    def call(self, name: str) -> None:
        self.combo.setAccessibleName(name)


class SwitchControl(Control):
    def __init__(self) -> None:
        super().__init__()
        self.switch = Switch()
        self.switch.clicked.connect(lambda on: self.chosen.emit(on))  # by a person alone
        self.row.addWidget(self.switch)

    def show_value(self, value: Any) -> None:
        self.switch.setChecked(bool(value))

    def call(self, name: str) -> None:
        self.switch.setAccessibleName(name)


class TextControl(Control):
    """Taken with Enter or on leaving the field."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.field = TextField(placeholder)
        self.field.setFixedWidth(control_width())
        self._value = self._typed = ""
        self.field.editingFinished.connect(self._take)
        self.field.textEdited.connect(lambda _text: self.field.set_wrong(False))
        self.row.addWidget(self.field)

    def show_value(self, value: Any) -> None:
        self._value = value
        self.field.set_wrong(False)
        self.field.setText(value)

    def show_refused(self) -> None:
        self.field.setText(self._typed)
        self.field.set_wrong(True)

    def call(self, name: str) -> None:
        self.field.setAccessibleName(name)

    def _take(self) -> None:
        self._typed = self.field.text().strip()
        if self._typed != self._value:
            self.chosen.emit(self._typed)


class FileControl(Control):
    """One file, or none. Its name is shown; the whole path is its tooltip."""

    def __init__(self, kinds: str) -> None:
        """`kinds` is a filter of the file dialog."""
        super().__init__()
        self._kinds = kinds
        self.name = ElidedLabel("", Type.TABLE, "text2")
        self.name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.choose = PlainButton(self.tr("Chọn tệp…"))
        self.clear = IconButton("x", self.tr("Bỏ tệp này"))
        self.choose.clicked.connect(self._choose)
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        self.setFixedWidth(control_width())
        self.row.addWidget(self.name, 1)
        self.row.addWidget(self.clear)
        self.row.addWidget(self.choose)

    def show_value(self, value: Any) -> None:
        self.name.setText(shown_name(PurePath(value).name) if value else "")
        self.name.setToolTip(plain_tip(shown_name(value)))
        self.clear.setVisible(bool(value))

    def call(self, name: str) -> None:
        self.choose.setAccessibleName(f"{name}: {self.choose.text()}")

    def _choose(self) -> None:
        ask_for_file(self, self.tr("Chọn tệp"), self._kinds, self.chosen.emit)
