"""What keeps a profile for years, done beside the work: erasing, copies, the ballast."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot

from rating_client.base.errors import told
from rating_client.desktop.workers.threads import Worker
from rating_client.profile import Profile

_AFTER_START = 60.0  # seconds; the start belongs to the broker
_EVERY = 15 * 60.0


class TidyWorker(Worker):
    conditions = Signal(list)  # what the disk has to say

    def __init__(self, profile: Profile, after_start: float = _AFTER_START) -> None:
        super().__init__()
        self._profile = profile
        self._after_start = after_start

    def begin(self) -> None:
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tidy)
        self._timer.start(round(self._after_start * 1000))

    def end(self) -> None:
        self._timer.stop()

    @Slot()
    def _tidy(self) -> None:
        self._timer.setInterval(round(_EVERY * 1000))
        with told("tidying", lambda sentence: self.conditions.emit([sentence])):
            self.conditions.emit(list(self._profile.tidy()))
