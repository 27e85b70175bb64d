"""One piece of work for all the wishes of a moment, however fast they keep coming."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_MOMENT_MS = 150


class Together(QObject):
    """Calls `work` a moment after the first `wish`; a stream of wishes never puts it off.

    `wish` may be connected to a worker's signal: it is called in the thread this was made in.
    """

    def __init__(self, work: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MOMENT_MS)
        self._timer.timeout.connect(work)

    @Slot()
    def wish(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
