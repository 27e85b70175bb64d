"""The files of a folder that are not done with: new, changed, growing, locked or on offer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rating_client.base.clock import Clock
from rating_client.exports.completeness import complete
from rating_client.exports.first_pass import FirstPass, Progress
from rating_client.exports.names import shown_name
from rating_client.exports.offers import Offers
from rating_client.exports.opening import opened
from rating_client.exports.seen import SeenFile, SeenFiles
from rating_client.exports.settling import REST, Look, SettledFile, compared, settled
from rating_client.exports.sweep import MAX_BYTES, Listed
from rating_client.exports.trouble import FileTrouble, file_trouble

_EMPTY_FOR = 600.0  # seconds after which an empty file is not expected to grow any more


class Unfinished:
    """The unfinished files of one folder, with what the ledger says of each."""

    def __init__(self, folder: str, seen: SeenFiles, clock: Clock) -> None:
        self._folder = folder
        self._seen = seen
        self._clock = clock
        self._files: dict[str, SeenFile | None] = {}
        self._looks: dict[str, Look] = {}
        self._offers = Offers()
        self._first_pass: FirstPass | None = None
        self._named_at: float | None = None

    def recall(self) -> None:
        """After a start: what the ledger knows of this folder."""
        about = self._seen.folder(self._folder)
        if about.named_at != about.listed_at:
            self._named_at = about.named_at
        unfinished = self._seen.unfinished(self._folder)
        self._files |= unfinished
        if about.first_read_at is None:
            waiting = {path for path, file in unfinished.items() if file.outcome == "waiting"}
            self._first_pass = FirstPass(waiting, self._clock.monotonic())

    def add(self, path: str) -> None:
        """A file the ledger may not know, or not as it is now."""
        self._files.setdefault(path, None)

    def compare(self, files: list[Listed]) -> None:
        """Enter those that are not as the ledger knows them."""
        changed = set(self._seen.not_as_recorded(files))
        at = self._clock.monotonic()
        for file in files:
            if file.path in changed and file.path not in self._looks:
                self.add(file.path)
                self._looks[file.path] = Look(file.size, file.modified_ns, at)

    def in_order(self, now: float) -> list[str]:
        """Those worth a look, live ones first, then the newest; ones never seen are the newest,
        and of those the ones found last."""
        files = reversed(self._files.items())
        worth = [path for path, seen in files if self._is_worth_it(path, seen, now)]
        return sorted(worth, key=self._place)

    def judged(self, path: str, now: float) -> SettledFile | None:
        """The file if it may be read, which is an offer; otherwise the look is remembered."""
        try:
            about = os.lstat(path)  # a folder's own list may lag behind on Windows
        except FileNotFoundError:
            self._forget(path)
            return None
        except OSError:
            return None
        at = self._clock.monotonic()
        if not stat.S_ISREG(about.st_mode):
            self._forget(path)
            return None
        if not about.st_size:
            self._wait_for_content(path, about, at)
            return None
        fresh = Listed(path, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        if self._offers.stands(fresh, at):
            return None
        seen = self._seen.look_up(path)
        if self._is_done(seen, fresh, now):
            self._remember(path, seen)
            return None
        self._files[path] = seen
        file = SettledFile(
            path,
            self._folder,
            fresh.size,
            fresh.modified_ns,
            self._is_from_before(seen, fresh),
            fresh.changed_ns,
            self._named_at,
        )
        if self._may_be_read(file, at, now):
            self._offers.make(file, at)
            return file
        return None

    def settle_offers(self) -> None:
        """Notice which offered files were recorded since: the ledger knows, memory only follows."""
        for path in self._offers.paths:
            seen = self._seen.look_up(path)
            if seen != self._files.get(path):
                self._remember(path, seen)

    def disturbed(self, path: str) -> None:
        """The file was not the one that settled when it was to be read."""
        self._offers.end(path)
        self._looks.pop(path, None)

    def refuse(self, file: SettledFile, trouble: FileTrouble, now: float) -> None:
        self._seen.record(file, now, refusal=trouble)
        self._remember(file.path, self._seen.look_up(file.path))

    def first_pass_ended(self) -> bool:
        """True once, when the first pass is over."""
        if self._first_pass is None:
            return False
        return self._first_pass.ended(self._clock.monotonic())

    @property
    def progress(self) -> Progress | None:
        return self._first_pass.progress if self._first_pass else None

    @property
    def resting_until(self) -> float | None:
        """When the first of those being written may have settled, in monotonic seconds.

        None where that is past for all of them: then the usual looks are enough.
        """
        at = self._clock.monotonic()
        ends = (look.at + REST for path, look in self._looks.items() if path not in self._offers)
        return min((end for end in ends if end > at), default=None)

    @property
    def all_recorded(self) -> bool:
        """Whether the ledger knows at least the name of each."""
        return None not in self._files.values()

    def _may_be_read(self, file: SettledFile, at: float, now: float) -> bool:
        if file.size > MAX_BYTES:
            name = shown_name(Path(file.path).name)
            too_large = FileTrouble("exports.file-too-large", file=name, limit=MAX_BYTES >> 20)
            self.refuse(file, too_large, now)
            return False
        look = Look(file.size, file.modified_ns, at)
        remembered = self._looks[file.path] = compared(self._looks.get(file.path), look)
        try:
            with opened(file.path) as content:
                return settled(remembered, look, complete(content, file.size))
        except OSError as error:
            self.refuse(file, file_trouble(error, file.path), now)
            return False

    def _wait_for_content(self, path: str, about: os.stat_result, at: float) -> None:
        look = Look(0, about.st_mtime_ns, at)
        remembered = self._looks[path] = compared(self._looks.get(path), look)
        if at - remembered.at > _EMPTY_FOR:
            self._forget(path)

    def _remember(self, path: str, seen: SeenFile | None) -> None:
        if seen is None or seen.retry_at is None:
            self._files.pop(path, None)
        else:
            self._files[path] = seen
        self._offers.end(path)
        self._looks.pop(path, None)
        if self._first_pass:
            self._first_pass.finished(path, self._clock.monotonic())

    def _forget(self, path: str) -> None:
        self._remember(path, None)

    def _is_worth_it(self, path: str, seen: SeenFile | None, now: float) -> bool:
        return seen is None or path in self._looks or self._is_due(seen, now)

    def _is_done(self, seen: SeenFile | None, file: Listed, now: float) -> bool:
        return seen is not None and seen.is_still(file) and not self._is_due(seen, now)

    def _is_due(self, seen: SeenFile, now: float) -> bool:
        if seen.readers is not None and seen.readers != self._seen.readers:
            return True  # judged by other readers than there are now
        # A clock that was set back must not put the next look off for years.
        return seen.retry_at is not None and not seen.read_at <= now < seen.retry_at

    def _is_from_before(self, seen: SeenFile | None, file: Listed) -> bool:
        if seen and (seen.size, seen.modified_ns) == (file.size, file.modified_ns):
            return seen.before_setup
        return self._first_pass is not None and file.path in self._first_pass.left

    def _place(self, path: str) -> tuple[bool, float]:
        seen = self._files[path]
        if seen is None:
            return False, float("-inf")
        return seen.before_setup, -seen.modified_ns
