"""Python's garbage collector, kept in the GUI thread.

It runs in whichever thread happens to allocate. When that is a worker, it destroys widgets there,
and Qt aborts: seen with PySide6 6.9.3, where fifty windows in reference cycles and one collection
in another thread were enough. So the automatic collection is off, and the same work is done where
widgets may be destroyed: after events, before the GUI thread rests. A program that idles is not
woken for it.

Lines of source are garbage too: PySide asks for those of a module at its import, to look for a
word in them, and Python keeps them: more than a megabyte after a start.
"""

from __future__ import annotations

import gc
import linecache
import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

_REST = 10.0  # seconds between two looks


class GuiCollector(QObject):
    """Collects garbage in the thread it was made in, by the same thresholds as Python would."""

    def __init__(self, parent: QObject | None = None, rest: float = _REST) -> None:
        super().__init__(parent)
        self._rest = rest
        self._looked_at = time.monotonic()
        gc.disable()
        linecache.clearcache()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._about_to_rest)

    def collect(self) -> None:
        """Collect the oldest generation whose count is over its threshold, if any."""
        linecache.clearcache()
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    @Slot()
    def _about_to_rest(self) -> None:
        if (now := time.monotonic()) - self._looked_at >= self._rest:
            self._looked_at = now
            self.collect()
