"""A key combination, chosen by pressing it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from rating_client.desktop.controls.buttons import IconButton
from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.settings.controls import Control, control_width
from rating_client.windows.hotkey import keys_of

_TO_LEAVE = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
_HELD_ALONE = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta)


class KeysField(TextField):
    """Shows what is pressed in it and takes no text. Tab and Esc keep their meaning."""

    def __init__(self, control: KeysControl) -> None:
        super().__init__(control.tr("Bấm tổ hợp phím…"))
        self._control = control
        self.setReadOnly(True)

    def event(self, event: QEvent) -> bool:
        # What is a shortcut of the window elsewhere is pressed here to be chosen.
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TO_LEAVE:
            super().keyPressEvent(event)
        elif key not in _HELD_ALONE:
            self._control.take(event.keyCombination())


class KeysControl(Control):
    """Nothing is chosen until the combination is one that a system can give."""

    def __init__(self) -> None:
        super().__init__()
        self._value = ""
        self.field = KeysField(self)
        self.clear = IconButton("x", self.tr("Không dùng phím tắt"))
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        self.setFixedWidth(control_width())
        self.row.addWidget(self.field, 1)
        self.row.addWidget(self.clear)

    def show_value(self, value: Any) -> None:
        self._value = value
        self.field.set_wrong(False)
        self.field.setText(value)
        self.clear.setVisible(bool(value))

    def call(self, name: str) -> None:
        self.field.setAccessibleName(name)

    def take(self, pressed: QKeyCombination) -> None:
        """A person pressed this in the field."""
        held = pressed.keyboardModifiers()
        names = [
            name
            for name, modifier in (
                ("Ctrl", Qt.KeyboardModifier.ControlModifier),
                ("Alt", Qt.KeyboardModifier.AltModifier),
                ("Shift", Qt.KeyboardModifier.ShiftModifier),
            )
            if modifier in held
        ]
        key = QKeySequence(pressed.key()).toString(QKeySequence.SequenceFormat.PortableText)
        combination = "+".join([*names, key])
        if keys_of(combination) is None:
            self.field.set_wrong(True)
            self.field.setText(combination)
        elif combination == self._value:
            self.show_value(combination)
        else:
            self.chosen.emit(combination)
