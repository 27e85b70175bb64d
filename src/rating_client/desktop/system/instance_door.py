"""What other processes of the same profile ask of the running program, as signals.

Messages arrive on the listener's own thread and are answered there; signals carry them into the
GUI thread.

`{"do": "open"}` a second start · `{"do": "rate", "key": ...}` · `{"do": "send"}` answered by a
report · `{"do": "wake"}` something was queued or noted by another process · `{"do": "quit"}`
"""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from rating_client.base.instance import Message
from rating_client.desktop.workers.delivery_worker import Tried

_PATIENCE = 110.0  # seconds; a little less than the asker's


class InstanceDoor(QObject):
    open_asked = Signal()
    rate_asked = Signal(str)  # key
    send_asked = Signal()
    woken = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._arrived = threading.Condition()
        self._reports = 0
        self._report: Message = {}

    def answer(self, message: Message) -> Message:
        """Called on the listener's thread; the reply goes back to the asking process."""
        match message:
            case {"do": "open"}:
                self.open_asked.emit()
            case {"do": "rate", "key": str(key)}:
                self.rate_asked.emit(key)
            case {"do": "send"}:
                return self._sent()
            case {"do": "wake"}:
                self.woken.emit()
            case {"do": "quit"}:
                self.quit_asked.emit()
            case _:
                return {"error": "not understood"}
        return {"done": True}

    def report(self, tried: Tried) -> None:
        """Sending is over for now: whoever waits for it is told."""
        with self._arrived:
            self._report = _as_report(tried)
            self._reports += 1
            self._arrived.notify_all()

    def _sent(self) -> Message:
        with self._arrived:
            before = self._reports
            self.send_asked.emit()
            self._arrived.wait_for(lambda: self._reports > before, _PATIENCE)
            return self._report if self._reports > before else {"error": "still sending"}


def _as_report(tried: Tried) -> dict[str, Any]:
    """The same members as the command line's own report."""
    return {
        "sent": tried.sent,
        "receipts": tried.receipts,
        "refusals": tried.refusals,
        "waiting": tried.state.waiting,
        "conditions": [sentence.as_json() for sentence in tried.conditions],
    }
