"""Ctrl+Alt+R in every program: the way to the next declaration without the mouse."""

from __future__ import annotations

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal

from rating_client.windows import hotkey


class GlobalHotkey(QObject):
    """Holds the combination while it lives, where the system lets it: on Windows."""

    pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = _Filter(self)
        self.held = hotkey.register()
        if self.held and (application := QCoreApplication.instance()) is not None:
            application.installNativeEventFilter(self._filter)

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
