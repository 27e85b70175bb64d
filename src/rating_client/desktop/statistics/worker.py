"""The numbers are counted in a thread of their own: over 100,000 rows that takes seconds."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from rating_client.base.errors import told
from rating_client.desktop.workers.threads import Worker
from rating_client.outbox.statistics import Wanted
from rating_client.profile import Profile


class StatisticsWorker(Worker):
    """`count` may be called from any thread; every call is answered by one signal."""

    counted = Signal(object)  # Figures
    not_counted = Signal(object)  # Sentence

    _asked = Signal(object)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._asked.connect(self._count)

    def count(self, wanted: Wanted) -> None:
        self._asked.emit(wanted)

    @Slot(object)
    def _count(self, wanted: Wanted) -> None:
        with told("statistics", self.not_counted.emit):
            self.counted.emit(self._profile.statistics.figures(wanted, self._profile.clock.now()))
