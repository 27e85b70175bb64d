"""Python's garbage collector, kept in the GUI thread.

It runs in whichever thread happens to allocate. When that is a worker, it destroys widgets there,
and Qt aborts: seen with PySide6 6.9.3, where fifty windows in reference cycles and one collection
in another thread were enough. So the automatic collection is off, and a timer does the same work
where widgets may be destroyed.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 10_000


class GuiCollector(QObject):
    """Collects garbage in the thread it was made in, by the same thresholds as Python would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> None:
        """Collect the oldest generation whose count is over its threshold, if any."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()
