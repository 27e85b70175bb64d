"""What keeps a profile for years, done beside the work: erasing, copies, the ballast."""

from __future__ import annotations

import logging

from PySide6.QtCore import QTimer, Signal, Slot

from rating_client.base.sentences import say
from rating_client.desktop.threads import Worker
from rating_client.profile import Profile

log = logging.getLogger(__name__)

_FIRST_MS = 60_000  # the start belongs to the broker
_EVERY_MS = 15 * 60_000


class TidyWorker(Worker):
    conditions = Signal(list)  # what the disk has to say

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def begin(self) -> None:
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tidy)
        self._timer.start(_FIRST_MS)

    def end(self) -> None:
        self._timer.stop()

    @Slot()
    def _tidy(self) -> None:
        self._timer.setInterval(_EVERY_MS)
        try:
            self.conditions.emit(list(self._profile.tidy()))
        except Exception:
            log.exception("tidying: a bug")
            self.conditions.emit([say("base.bug")])
