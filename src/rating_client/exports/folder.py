"""An export folder, watched: what has settled in it, what is wrong with it, when to look next.

Nothing in the folder is written, renamed or locked, and no file is held open longer than one
read. The owner calls `sweep` again and again, hands each settled file's bytes on, and has the
seen table record it in the same transaction as what followed from it. A file that nobody
recorded is offered again.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rating_client.base.clock import Clock
from rating_client.base.errors import Trouble
from rating_client.base.sentences import Sentence
from rating_client.exports.cadence import EVERY, Cadence
from rating_client.exports.directories import Directories, Kept
from rating_client.exports.first_pass import Progress
from rating_client.exports.locality import is_local
from rating_client.exports.names import absolute
from rating_client.exports.opening import read_whole
from rating_client.exports.seen import SeenFiles
from rating_client.exports.settling import REST, SettledFile
from rating_client.exports.sweep import Listing, is_candidate, list_exports, listed_in_parts
from rating_client.exports.told import Told
from rating_client.exports.trouble import file_trouble
from rating_client.exports.unfinished import Unfinished

log = logging.getLogger(__name__)

BATCH = 16
_AWAY = {"exports.folder-unreachable": 60.0}
_AWAY_OTHERWISE = 15.0
_AT_ONCE = 0.25  # seconds of looking at files before the caller gets to see what is ready
_NOTE = 900.0  # seconds between two notes in the ledger of how the folder stands
_NOTE_SOON = 60.0  # after a change


@dataclass(frozen=True)
class Sweep:
    """`wait` is seconds until the next sweep is worth it; `progress` only during a first pass."""

    ready: tuple[SettledFile, ...]
    wait: float
    condition: Sentence | None
    progress: Progress | None


class ExportFolder:
    """One folder and all below it. For one thread, but for `wake`."""

    def __init__(self, path: str | os.PathLike[str], seen: SeenFiles, clock: Clock) -> None:
        self.path = absolute(path)
        self._seen = seen
        self._clock = clock
        self._cadence = Cadence()
        self._unfinished = Unfinished(self.path, seen, clock)
        self._waiting: deque[str] = deque()
        self._told = Told()
        self._woken = True
        self._listening = False
        self._is_quiet = True  # no event since the last look at the names
        self._directories: Directories | None = None  # None until it was found for the first time
        self._files: Iterator[Listing] | None = None  # a look at every file, under way
        self._files_took = 0.0
        self._away: Trouble | None = None
        self._troubles: dict[str, list[Trouble]] = {}  # by the kind of look that met them
        self._named = False
        self._noted_at = 0.0
        self._kept: dict[str, Kept] = {}

    def wake(self, path: str | None = None, *, written: bool = False) -> None:
        """Something may have changed, in `path` if one is named: look at it at the next sweep.

        `written`: its writer has let go of it, so it is worth a look at once. From any thread.
        """
        if path is None:
            self._woken = True
        else:
            self._told.add(path, self._clock.monotonic(), written=written)

    def sweep(self, now: float, *, listening: bool = False) -> Sweep:
        """What may be read now, live files first, then newest first. `now` is unix seconds.

        `listening`: a watcher calls `wake`. Events can be lost, so this only puts off the looks
        at a quiet folder, and only on a disk of this computer.
        """
        self._listening = listening
        self._unfinished.settle_offers()
        self._cadence.turn(now)
        at = self._clock.monotonic()
        due = self._woken or at >= self._cadence.names
        looked = due and at >= self._cadence.earliest
        if looked:
            self._look(at, now)
        if self._directories and not self._away:
            if self._unfinished.first_pass_ended():  # not at the next look: somebody may wait
                self._seen.first_pass_done(self.path, now)
            self._hear(at)
            if looked or self._files:  # a file that an event named does not wait for all others
                self._look_at_files()
        ready = self._judged(now)
        wait = self._wait()
        self._cadence.waits(now, wait)
        return Sweep(ready, wait, self._condition(), self._unfinished.progress)

    def read(self, file: SettledFile, now: float) -> bytes | None:
        """The bytes of a settled file; None where it changed again or cannot be read now.

        Then there is nothing to do: it is offered again when it has settled.
        """
        try:
            data = read_whole(file)
        except FileNotFoundError:
            data = None
        except OSError as error:
            self._unfinished.refuse(file, file_trouble(error, file.path), now)
            return None
        if data is None:
            self._unfinished.disturbed(file.path)
            self._cadence.sooner(self._clock.monotonic() + REST)
        return data

    def _look(self, at: float, now: float) -> None:
        """At the names, and with that at everything that is not done with."""
        self._woken = False
        whole = at >= self._cadence.whole_names
        try:
            directories = self._directories or self._recalled(now)
            new = directories.look(now, whole=whole)
        except Trouble as trouble:
            self._is_away(trouble, at, now)
            return
        self._directories, self._away = directories, None
        self._troubles["names"] = new.troubles
        for path in new.files:
            self._unfinished.add(path)
        self._waiting = deque(self._unfinished.in_order(now))
        self._cadence.names_looked_at(
            at,
            self._clock.monotonic() - at,
            whole=whole,
            listening=self._listening and directories.trusted and self._is_quiet,
        )
        self._is_quiet = True
        self._note(now, directories)

    def _recalled(self, now: float) -> Directories:
        """At the first look after a start: what the ledger knows of this folder."""
        if self._seen.folder(self.path).listed_at is None:
            self._seen.first_listed(self.path, list_exports(self.path).files, now)
        else:
            self._noted_at = now
        self._unfinished.recall()
        self._kept = self._seen.names.of(self.path)
        return Directories(
            self.path,
            self._kept,
            self._seen.names.recorded,
            trusted=lambda: is_local(self.path),
            from_elsewhere=self._seen.is_from_elsewhere(self.path),
        )

    def _is_away(self, trouble: Trouble, at: float, now: float) -> None:
        if self._away is None or self._away.code != trouble.code:
            log.warning("export folder: %s", trouble.code)
        if self._directories is None and not self._named:
            self._seen.named(self.path, now)  # what is registered from now on is new
            self._named = True
        self._away = trouble
        self._files = None
        self._waiting.clear()
        self._cadence.away(at, _AWAY.get(trouble.code, _AWAY_OTHERWISE))

    def _hear(self, at: float) -> None:
        """What folder events have named is looked at before everything else."""
        for path in self._told.take(at):
            if is_candidate(Path(path).name):
                self._unfinished.add(path)
                self._waiting.appendleft(path)
                self._is_quiet = False  # where events come, some may be lost
                self._cadence.sooner(at + EVERY)

    def _look_at_files(self) -> None:
        """At every file, as far as it goes at once: also one that was replaced under its name."""
        began = self._clock.monotonic()
        if self._files is None:
            if began < self._cadence.files:
                return
            self._files, self._files_took = listed_in_parts(self.path), 0.0
            self._troubles["files"] = []
        try:
            for part in self._files:
                self._unfinished.compare(part.files)
                self._troubles["files"] += part.troubles
                if self._clock.monotonic() - began > _AT_ONCE:
                    break
            else:
                self._files = None
        except Trouble:
            self._files = None  # the next look at the names says what is wrong
            self._woken = True
        ended = self._clock.monotonic()
        self._files_took += ended - began
        if self._files is None:
            self._cadence.files_looked_at(ended, self._files_took)

    def _judged(self, now: float) -> tuple[SettledFile, ...]:
        ready: list[SettledFile] = []
        until = self._clock.monotonic() + _AT_ONCE
        while self._waiting and len(ready) < BATCH and self._clock.monotonic() <= until:
            if (file := self._unfinished.judged(self._waiting.popleft(), now)) is not None:
                ready.append(file)
        if (settled := self._unfinished.resting_until) is not None:
            # A file that begins to be written now is looked at again as soon as it may rest.
            self._cadence.sooner(settled)
        return tuple(ready)

    def _wait(self) -> float:
        if self._waiting or self._files:
            return 0.0
        at = self._clock.monotonic()
        goal = self._cadence.earliest if self._woken else self._cadence.names
        if self._directories and not self._away:
            told = self._told.next_due
            goal = goal if told is None else min(goal, told)
        return max(0.0, goal - at)

    def _condition(self) -> Sentence | None:
        troubles = [[self._away]] if self._away else self._troubles.values()
        return next((each[0].sentence for each in troubles if each), None)

    def _note(self, now: float, directories: Directories) -> None:
        """Keep how the folder stands: not often, for it only makes the next start quicker."""
        since = now - self._noted_at
        settled = directories.kept != self._kept and self._unfinished.all_recorded
        if since < 0 or since >= (_NOTE_SOON if settled else _NOTE):
            self._noted_at = now
            self._seen.swept(self.path, now, from_elsewhere=directories.from_elsewhere)
            if settled:
                self._kept = directories.kept
                self._seen.names.keep(self.path, self._kept)
