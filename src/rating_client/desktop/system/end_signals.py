"""Ending in good order on log-off and Ctrl+C.

Python hears of a signal only when it runs, which in a program that idles it does not: a socket
wakes it, into which Python's own handler of signals writes.
"""

from __future__ import annotations

import signal
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class EndSignals(QObject):
    """Emits `asked` when the system asks the program to end. One in a process."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heard, self._rung = socket.socketpair()
        for end in (self._heard, self._rung):
            end.setblocking(False)
        self._bell = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._wake)
        signal.set_wakeup_fd(self._rung.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.asked.emit())

    @Slot()
    def _wake(self) -> None:
        """Python runs again: this call is all it needs to call the handlers."""
        with suppress(BlockingIOError):
            self._heard.recv(64)
