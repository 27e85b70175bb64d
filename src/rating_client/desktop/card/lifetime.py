"""How long a card stays: its seconds run only while the pointer is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_AT_LEAST = 3_000  # after the pointer left, whatever was left before


class Lifetime(QObject):
    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.over)
        self._rest: int | None = None

    def start(self, seconds: float) -> None:
        """0 stays until it is closed."""
        self._rest = None
        self._timer.stop()
        if seconds > 0:
            self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        self._timer.stop()
        self._rest = None

    def pause(self) -> None:
        if self._timer.isActive():
            self._rest = self._timer.remainingTime()
            self._timer.stop()

    def go_on(self) -> None:
        if self._rest is not None:
            self._timer.start(max(self._rest, min(_AT_LEAST, self._timer.interval())))
            self._rest = None
