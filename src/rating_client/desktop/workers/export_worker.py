"""The exports thread: has every folder kept and settled files read, tells what came of it.

Each folder has a keeper with a thread of its own; this one never waits for a folder. Whether
anything is shown is not decided here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QTimer, Signal, Slot

from rating_client.base.sentences import Sentence
from rating_client.desktop.first_run.folder_look import known_places, look_into_all
from rating_client.desktop.workers.threads import Worker
from rating_client.exports.folder import ExportFolder
from rating_client.exports.keeper import FolderKeeper
from rating_client.exports.settling import SettledFile
from rating_client.profile import Profile

log = logging.getLogger(__name__)

_LOOKED_AFTER_MS = 15_000  # a folder that does not answer cannot say so itself
_PATIENCE = 5.0  # seconds for the file that is being read while a folder is left


class ExportWorker(Worker):
    """Everything that touches export folders. The methods below `Asked for` may be called from
    any thread; the work is done in this one's."""

    noticed = Signal()  # a declaration, a prompt or a refusal changed in the ledger
    progress = Signal(int, int)  # files read and files in all, while a first pass runs
    first_pass_over = Signal()  # also when nothing was left to read
    conditions = Signal(list)  # what is wrong with the folders now
    looked = Signal(list)  # FolderLook, as asked for; once more of one that answers late

    _turned = Signal()
    _folders_changed = Signal()
    _look_asked = Signal(list)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._keepers: list[FolderKeeper] = []
        self._conditions: list[Sentence] = []
        self._in_first_pass = False
        self._turned.connect(self._tell)
        self._folders_changed.connect(self._take_folders)
        self._look_asked.connect(self._look)

    # Asked for ------------------------------------------------------------------------------

    def folders_changed(self) -> None:
        """The settings name other folders."""
        self._folders_changed.emit()

    def look_for_folders(self) -> None:
        """Look into the places known software exports to, and into the folders in use."""
        self._look_asked.emit([])

    def look_into(self, paths: Sequence[str]) -> None:
        self._look_asked.emit(list(paths))

    # In this thread -------------------------------------------------------------------------

    def begin(self) -> None:
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell)
        self._timer.start(_LOOKED_AFTER_MS)
        self._take_folders()

    def end(self) -> None:
        self._timer.stop()
        self._leave_folders()

    def interrupt(self) -> None:
        for keeper in self._keepers:
            keeper.stop()

    @Slot()
    def _take_folders(self) -> None:
        self._leave_folders()
        folders = self._profile.export_folders()
        self._in_first_pass = bool(folders)
        self._keepers = [
            FolderKeeper(folder, self._profile.clock, self._read, self._turned.emit)
            for folder in folders
        ]
        for keeper in self._keepers:
            keeper.start()
        self._tell()

    @Slot(list)
    def _look(self, paths: list[str]) -> None:
        """In a thread of its own too: a person may name a share that does not answer."""

        def look() -> None:
            wanted = paths or [*known_places(), *self._profile.settings.export_folders]
            with suppress(RuntimeError):  # the program has ended meanwhile
                look_into_all(wanted, self._profile.reading.read, self.looked.emit)

        threading.Thread(target=look, name="first-look", daemon=True).start()

    def _read(self, folder: ExportFolder, file: SettledFile) -> None:
        """In the keeper's thread: read one settled file and note what it says."""
        read = self._profile.flow.export_settled(folder, file)
        if read.refused or any(noted.kind != "untouched" for noted in read.noted):
            self.noticed.emit()

    @Slot()
    def _tell(self) -> None:
        standings = [keeper.standing for keeper in self._keepers]
        conditions = [each.condition for each in standings if each and each.condition]
        if conditions != self._conditions:
            self._conditions = conditions
            self.conditions.emit(conditions)
        under_way = [each.progress for each in standings if each and each.progress]
        if total := sum(progress.total for progress in under_way):
            self.progress.emit(sum(progress.done for progress in under_way), total)
        elif self._in_first_pass and not conditions and None not in standings:
            self._in_first_pass = False
            self.first_pass_over.emit()

    def _leave_folders(self) -> None:
        """Whoever waits for a share that does not answer is left behind: it has nothing to lose."""
        until = time.monotonic() + _PATIENCE
        for keeper in self._keepers:
            keeper.stop()
        for keeper in self._keepers:
            if not keeper.ended(until - time.monotonic()):
                log.warning("a folder does not answer and is left")
        self._keepers = []
