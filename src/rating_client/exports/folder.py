"""An export folder, watched: what has settled in it, what is wrong with it, when to look next.

Nothing in the folder is written, renamed or locked, and no file is held open longer than one
read. The owner calls `sweep` again and again, hands each settled file's bytes on, and has the
seen table record it in the same transaction as what followed from it. A file that nobody
recorded is offered again.
"""

from __future__ import annotations

import logging
import os
import stat
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from rating_client.base.clock import Clock
from rating_client.base.errors import Trouble
from rating_client.base.sentences import Sentence
from rating_client.exports.completeness import complete
from rating_client.exports.first_pass import FirstPass, Progress
from rating_client.exports.names import shown_name
from rating_client.exports.offers import Offers
from rating_client.exports.opening import opened, read_whole
from rating_client.exports.seen import SeenFile, SeenFiles
from rating_client.exports.settling import REST, Look, SettledFile, at_rest, compared
from rating_client.exports.sweep import MAX_BYTES, Listed, Listing, list_exports
from rating_client.exports.trouble import FileTrouble, file_trouble

log = logging.getLogger(__name__)

BATCH = 16
_EVERY = 3.0  # seconds between looks, where a look is cheap
_SHARE = 10  # and ten times what a look costs, where it is not
_GAP = 0.05  # the least between two looks, however often a writer wakes us
_AWAY = {"exports.folder-unreachable": 60.0}
_AWAY_OTHERWISE = 15.0
_JUDGING = 0.25  # seconds of opening files before the caller gets to see what is ready
_NOTE_SWEEP = 900.0


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
        self.path = str(Path(path).absolute())
        self._seen = seen
        self._clock = clock
        self._known: dict[str, SeenFile] | None = None
        self._named_at: float | None = None
        self._noted_name = False
        self._first_pass: FirstPass | None = None
        self._looks: dict[str, Look] = {}
        self._waiting: deque[Listed] = deque()
        self._offers = Offers()
        self._condition: Sentence | None = None
        self._woken = True
        self._next_look = self._earliest_look = 0.0
        self._noted_at = 0.0

    def wake(self) -> None:
        """Something may have changed: look at the next sweep. From any thread."""
        self._woken = True

    def sweep(self, now: float) -> Sweep:
        """What may be read now, live files first, then newest first. `now` is unix seconds."""
        self._settle_offers()
        at = self._clock.monotonic()
        due = self._woken or at >= self._next_look
        if due and at >= self._earliest_look:
            self._look(at, now)
        ready = self._judged(now)
        wait = 0.0
        if not self._waiting:
            goal = self._earliest_look if self._woken else self._next_look
            wait = max(0.0, goal - self._clock.monotonic())
        progress = self._first_pass.progress if self._first_pass else None
        return Sweep(ready, wait, self._condition, progress)

    def read(self, file: SettledFile, now: float) -> bytes | None:
        """The bytes of a settled file; None where it changed again or cannot be read now.

        Then there is nothing to do: it is offered again when it has settled.
        """
        try:
            data = read_whole(file)
        except FileNotFoundError:
            data = None
        except OSError as error:
            self._note(file, file_trouble(error, file.path), now)
            return None
        if data is None:
            self._offers.end(file.path)
            self._looks.pop(file.path, None)
            self._next_look = min(self._next_look, self._clock.monotonic() + REST)
        return data

    def _look(self, at: float, now: float) -> None:
        self._woken = False
        try:
            listing = list_exports(self.path)
        except Trouble as trouble:
            if self._condition is None or self._condition.code != trouble.code:
                log.warning("export folder: %s", trouble.code)
            if self._known is None and not self._noted_name:
                self._seen.named(self.path, now)  # what is registered from now on is new
                self._noted_name = True
            self._condition = trouble.sentence
            self._waiting.clear()
            self._next_look = at + _AWAY.get(trouble.code, _AWAY_OTHERWISE)
            return
        self._condition = next((trouble.sentence for trouble in listing.troubles), None)
        self._waiting = self._candidates(listing, at, now)
        took = self._clock.monotonic() - at
        self._earliest_look = at + max(_GAP, 2 * took)
        self._next_look = at + max(_EVERY, _SHARE * took)
        if now - self._noted_at >= _NOTE_SWEEP or now < self._noted_at:
            self._noted_at = now
            self._seen.swept(self.path, now)

    def _candidates(self, listing: Listing, at: float, now: float) -> deque[Listed]:
        """The files that are new, changed or due for another look, in the order of reading."""
        if self._known is None:
            self._recall(listing, at, now)
        files = [file for file in listing.files if not self._is_done(file, now)]
        paths = {file.path for file in files}
        for gone in self._looks.keys() - paths:
            del self._looks[gone]
        if self._first_pass and self._first_pass.ended(paths, at, whole=not listing.troubles):
            self._seen.first_pass_done(self.path, now)
        files.sort(key=lambda file: (self._is_from_before(file), -file.modified_ns))
        return deque(file for file in files if not self._offers.stands(file, at))

    def _recall(self, listing: Listing, at: float, now: float) -> None:
        """At the first list after a start: what the ledger knows of this folder."""
        about = self._seen.folder(self.path)
        if about.listed_at is None:
            self._seen.first_listed(self.path, listing.files, now)
            about = self._seen.folder(self.path)
        if about.named_at != about.listed_at:
            self._named_at = about.named_at
        known = self._seen.known(self.path)
        if about.first_read_at is None:
            listed = {file.path for file in listing.files}
            waiting = {path for path, file in known.items() if file.outcome == "waiting"}
            self._first_pass = FirstPass(waiting & listed, at)
        self._known = known

    def _judged(self, now: float) -> tuple[SettledFile, ...]:
        ready: list[SettledFile] = []
        until = self._clock.monotonic() + _JUDGING
        while self._waiting and len(ready) < BATCH and self._clock.monotonic() <= until:
            listed = self._waiting.popleft()
            if (file := self._settled(listed, now)) is not None:
                self._offers.make(file, self._clock.monotonic())
                ready.append(file)
        resting = [look.at for path, look in self._looks.items() if path not in self._offers]
        if resting:
            # A file that begins to be written now is looked at again as soon as it may rest.
            self._next_look = min(self._next_look, max(min(resting) + REST, self._earliest_look))
        return tuple(ready)

    def _settled(self, listed: Listed, now: float) -> SettledFile | None:
        """The file if it may be read; otherwise the look at it is remembered."""
        try:
            about = os.lstat(listed.path)  # a folder's own list may lag behind on Windows
        except OSError:
            return None
        if not stat.S_ISREG(about.st_mode) or not about.st_size:
            return None
        fresh = Listed(listed.path, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        self._recall_one(listed.path)
        if self._is_done(fresh, now):
            return None
        file = SettledFile(
            fresh.path,
            self.path,
            fresh.size,
            fresh.modified_ns,
            self._is_from_before(fresh),
            fresh.changed_ns,
            self._named_at,
        )
        if file.size > MAX_BYTES:
            name = shown_name(Path(file.path).name)
            too_large = FileTrouble("exports.file-too-large", file=name, limit=MAX_BYTES >> 20)
            self._note(file, too_large, now)
            return None
        look = Look(file.size, file.modified_ns, self._clock.monotonic())
        remembered = self._looks[file.path] = compared(self._looks.get(file.path), look)
        try:
            with opened(file.path) as content:
                if not at_rest(remembered, look) and not complete(content, file.size):
                    return None
        except OSError as error:
            self._note(file, file_trouble(error, file.path), now)
            return None
        return file

    def _note(self, file: SettledFile, trouble: FileTrouble, now: float) -> None:
        self._seen.record(file, now, refusal=trouble)
        self._remember(file.path)

    def _settle_offers(self) -> None:
        """Notice which offered files were recorded since: the ledger knows, memory only follows."""
        for path in self._offers.paths:
            self._recall_one(path)

    def _recall_one(self, path: str) -> None:
        """What the ledger says of a file now: it may lie in another watched folder as well."""
        if self._seen.look_up(path) != (self._known or {}).get(path):
            self._remember(path)

    def _remember(self, path: str) -> None:
        if self._known is not None and (seen := self._seen.look_up(path)):
            self._known[path] = seen
        self._offers.end(path)
        self._looks.pop(path, None)
        if self._first_pass:
            self._first_pass.finished(path, self._clock.monotonic())

    def _is_done(self, file: Listed, now: float) -> bool:
        known = (self._known or {}).get(file.path)
        if known is None or not known.is_still(file):
            return False
        if known.readers is not None and known.readers != self._seen.readers:
            return False  # refused by other readers than there are now
        if known.retry_at is None:
            return True
        # A clock that was set back must not put the next look off for years.
        return known.read_at <= now < known.retry_at

    def _is_from_before(self, file: Listed) -> bool:
        known = (self._known or {}).get(file.path)
        if known and (known.size, known.modified_ns) == (file.size, file.modified_ns):
            return known.before_setup
        return self._first_pass is not None and file.path in self._first_pass.left
