"""Ctrl+Alt+R, or what was chosen, in every program: to the next declaration without the mouse."""

from __future__ import annotations

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot

from rating_client.base.sentences import say
from rating_client.windows import hotkey


class GlobalHotkey(QObject):
    """Holds one combination at a time, where the system lets it: on Windows."""

    pressed = Signal()
    conditions = Signal(list)  # Sentences: another program has it, or nothing is wrong

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = _Filter(self)
        self.held = False
        if (application := QCoreApplication.instance()) is not None:
            application.installNativeEventFilter(self._filter)

    @Slot(str)
    def hold(self, combination: str) -> None:
        """This one from now on; empty for none."""
        self.release()
        self.held = bool(combination) and hotkey.register(combination)
        taken = bool(combination) and hotkey.is_there() and not self.held
        self.conditions.emit([say("desktop.hotkey-taken", keys=combination)] if taken else [])

    def release(self) -> None:
        if self.held:
            hotkey.unregister()
            self.held = False


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, owner: GlobalHotkey) -> None:
        super().__init__()
        self._owner = owner

    def nativeEventFilter(self, _kind: object, message: int) -> object:
        if hotkey.was_pressed(int(message)):
            self._owner.pressed.emit()
            return True, 0
        return False, 0
