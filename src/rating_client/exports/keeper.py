"""One export folder in a thread of its own, so that a share that hangs holds up only itself.

A system call on a dead share may return after minutes or never. Nothing but this thread waits
for it: not the other folders, not the windows, not the end of the program.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from rating_client.base.clock import Clock
from rating_client.base.errors import RatingClientError
from rating_client.base.sentences import Sentence, say
from rating_client.exports.first_pass import Progress
from rating_client.exports.folder import ExportFolder
from rating_client.exports.names import shown_name
from rating_client.exports.settling import SettledFile
from rating_client.exports.watch import FolderWatch

log = logging.getLogger(__name__)

SLOW = 10.0  # seconds in which a folder that is well has answered
_AFTER_TROUBLE = 15.0  # seconds until a ledger or a reading process that failed is tried again


@dataclass(frozen=True)
class Standing:
    """How a folder stands; both None where all is well and nothing is under way."""

    condition: Sentence | None
    progress: Progress | None


class FolderKeeper:
    """Sweeps `folder` when it is worth it or events say so, and hands on what has settled.

    `settled` and `turned` are called in the keeper's thread: with each settled file, and after
    each turn in which the standing changed.
    """

    def __init__(
        self,
        folder: ExportFolder,
        clock: Clock,
        settled: Callable[[ExportFolder, SettledFile], object],
        turned: Callable[[], object],
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._settled = settled
        self._turned = turned
        self._watch = FolderWatch(folder.path, self._wake)
        self._change = threading.Condition()
        self._woken = False
        self._stopping = False
        self._in_trouble = False  # of our own: then no event hurries us
        self._standing: Standing | None = None
        self._in_folder_since: float | None = None
        self._took = 0.0
        self._thread = threading.Thread(target=self._keep, name="export-folder", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; it does when the folder answers."""
        with self._change:
            self._stopping = True
            self._change.notify()

    def ended(self, within: float) -> bool:
        """Whether the thread has ended, waiting at most so many seconds."""
        self._thread.join(max(0.0, within))
        return not self._thread.is_alive()

    @property
    def standing(self) -> Standing | None:
        """None until the folder has answered for the first time, in time."""
        since = self._in_folder_since
        took = self._took if since is None else max(self._took, time.monotonic() - since)
        if took > SLOW:
            slow = say("exports.folder-slow", path=shown_name(self._folder.path))
            known = self._standing or Standing(None, None)
            return Standing(known.condition or slow, known.progress)
        return self._standing

    def _wake(self, path: str | None = None, *, written: bool = False) -> None:
        """On the watcher's own thread."""
        self._folder.wake(path, written=written)
        with self._change:
            self._woken = True
            self._change.notify()

    def _keep(self) -> None:
        try:
            while not self._stopping:
                self._woken = False
                before = self.standing
                wait = self._turn()
                if self.standing != before:
                    self._turned()
                with self._change:
                    self._change.wait_for(self._is_called, wait)
        finally:
            self._watch.stop()

    def _is_called(self) -> bool:
        return self._stopping or (self._woken and not self._in_trouble)

    def _turn(self) -> float:
        """One sweep, and what has settled handed on; seconds until the next."""
        self._in_trouble = True
        try:
            self._in_folder_since = time.monotonic()
            listening = self._watch.keep()
            sweep = self._folder.sweep(self._clock.now(), listening=listening)
            self._took = time.monotonic() - self._in_folder_since
            self._in_folder_since = None
            for file in sweep.ready:
                if self._stopping:
                    return 0.0
                self._settled(self._folder, file)
            self._standing = Standing(sweep.condition, sweep.progress)
            self._in_trouble = False
        except RatingClientError as error:
            log.warning("exports: %s", error.code)
            self._standing = Standing(error.sentence, None)
            return _AFTER_TROUBLE
        except Exception:
            log.exception("exports: a bug")
            self._standing = Standing(say("base.bug"), None)
            return _AFTER_TROUBLE
        else:
            return 0.0 if sweep.ready else sweep.wait
        finally:
            self._in_folder_since = None
