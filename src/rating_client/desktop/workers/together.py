"""One piece of work for all the wishes of a moment, however fast they keep coming.

Work that took long is followed by a longer moment: what changes without end costs the thread at
most a tenth of its time. Two pieces of work never follow each other in one turn of the event loop,
for a person who types waits for both.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_MOMENT_MS = 150
_REST = 10  # times as long as the work took
_APART_MS = 20


class Together(QObject):
    """Calls `work` a moment after the first `wish`; a stream of wishes never puts it off.

    `wish` may be connected to a worker's signal: it is called in the thread this was made in,
    which is the GUI thread for all of them.
    """

    _last_over = 0.0  # when the last work of any of them was

    def __init__(self, work: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MOMENT_MS)
        self._timer.timeout.connect(self._do)
        self._work = work

    @Slot()
    def wish(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _do(self) -> None:
        began = time.monotonic()
        if began - Together._last_over < _APART_MS / 1000:
            self._timer.start(_APART_MS)
            return
        try:
            self._work()
        finally:
            Together._last_over = time.monotonic()
            took = Together._last_over - began
            self._timer.setInterval(max(_MOMENT_MS, round(_REST * took * 1000)))
