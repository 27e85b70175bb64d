"""The exports thread: sweeps the folders, has settled files read, tells what came of it.

A sweep is the truth; folder events only wake it early. Whether anything is shown is not decided
here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal, Slot

from rating_client.base.errors import RatingClientError
from rating_client.base.sentences import Sentence, say
from rating_client.desktop.folder_look import known_places, look_into_all
from rating_client.desktop.threads import Worker
from rating_client.exports.folder import ExportFolder
from rating_client.exports.settling import SettledFile
from rating_client.exports.watch import FolderWatch
from rating_client.profile import Profile

log = logging.getLogger(__name__)

_AFTER_TROUBLE = 15.0  # seconds until a ledger or a reading process that failed is tried again


class ExportWorker(Worker):
    """Everything that touches export folders. The methods below `Asked for` may be called from
    any thread; the work is done in this one's."""

    noticed = Signal()  # a declaration, a prompt or a refusal changed in the ledger
    progress = Signal(int, int)  # files read and files in all, while a first pass runs
    first_pass_over = Signal()  # also when nothing was left to read
    conditions = Signal(list)  # what is wrong with the folders now
    looked = Signal(list)  # FolderLook, as asked for

    _woken = Signal()
    _folders_changed = Signal()
    _look_asked = Signal(list)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._folders: list[ExportFolder] = []
        self._watches: list[FolderWatch] = []
        self._conditions: list[Sentence] = []
        self._in_first_pass = False
        self._woken.connect(self._wake)
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
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)
        self._take_folders()

    def end(self) -> None:
        self._timer.stop()
        self._stop_watching()

    @Slot()
    def _take_folders(self) -> None:
        self._stop_watching()
        self._folders = self._profile.export_folders()
        self._in_first_pass = bool(self._folders)
        self._watches = [FolderWatch(each.path, self._waker(each)) for each in self._folders]
        self._turn()

    @Slot()
    def _wake(self) -> None:
        if not self.stopping() and self._timer.remainingTime() != 0:
            self._timer.start(0)

    @Slot(list)
    def _look(self, paths: list[str]) -> None:
        wanted = paths or [*known_places(), *self._profile.settings.export_folders]
        self.looked.emit(look_into_all(wanted, self._profile.reading.read))

    @Slot()
    def _turn(self) -> None:
        """One sweep of every folder, and what has settled in it read."""
        waits, conditions, done, total = [], [], 0, 0
        for folder, watch in zip(self._folders, self._watches, strict=True):
            if self.stopping():
                return
            try:
                watch.keep()
                sweep = folder.sweep(self._profile.clock.now())
                conditions += [sweep.condition] if sweep.condition else []
                if sweep.progress:
                    done, total = done + sweep.progress.done, total + sweep.progress.total
                self._read(folder, sweep.ready)
                waits.append(0.0 if sweep.ready else sweep.wait)
            except RatingClientError as error:
                log.warning("exports: %s", error.code)
                conditions.append(error.sentence)
                waits.append(_AFTER_TROUBLE)
            except Exception:
                log.exception("exports: a bug")
                conditions.append(say("base.bug"))
                waits.append(_AFTER_TROUBLE)
        self._tell(conditions, done, total)
        if waits:
            self._timer.start(round(min(waits) * 1000))

    def _read(self, folder: ExportFolder, ready: Sequence[SettledFile]) -> None:
        for file in ready:
            if self.stopping():
                return
            read = self._profile.flow.export_settled(folder, file)
            if read.refused or any(noted.kind != "untouched" for noted in read.noted):
                self.noticed.emit()

    def _tell(self, conditions: list[Sentence], done: int, total: int) -> None:
        if conditions != self._conditions:
            self._conditions = conditions
            self.conditions.emit(conditions)
        if total:
            self.progress.emit(done, total)
        elif self._in_first_pass and not conditions:
            self._in_first_pass = False
            self.first_pass_over.emit()

    def _waker(self, folder: ExportFolder) -> Callable[[], None]:
        def wake() -> None:
            """On the watcher's own thread."""
            folder.wake()
            self._woken.emit()

        return wake

    def _stop_watching(self) -> None:
        for watch in self._watches:
            watch.stop()
