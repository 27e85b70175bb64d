"""Room kept on the disk for the day it is full.

On a full disk SQLite cannot even delete. Letting go of this file gives it room to record the
receipts of what has already left, and one more rating.
"""

from __future__ import annotations

import logging
import os
import shutil

from rating_client.base.paths import ProfilePaths
from rating_client.base.sentences import Sentence, say

log = logging.getLogger(__name__)

BALLAST_BYTES = 50 * 2**20
ROOM_LEFT = 200 * 2**20  # free bytes that must remain after the ballast was made
_CHUNK = 2**20


class Ballast:
    """The ballast file of one profile. Its methods may be called from any thread."""

    def __init__(self, paths: ProfilePaths, size: int = BALLAST_BYTES) -> None:
        self._file = paths.data / "ballast"
        self._size = size

    def keep(self) -> bool:
        """Make the ballast if it is missing and the disk has room for it; whether it is there.

        Takes a while, so never for the GUI thread.
        """
        if self._there():
            return True
        try:
            if self.free() < self._size + ROOM_LEFT:
                return False
            self._make()
        except OSError:
            log.warning("no ballast could be made")
            self._file.unlink(missing_ok=True)
            return False
        return True

    def release(self) -> bool:
        """Let it go: the disk is full. Whether there was one."""
        try:
            self._file.unlink()
        except OSError:
            return False
        log.warning("the disk is full: ballast released")
        return True

    def condition(self) -> Sentence | None:
        """What to tell the person while the ballast is gone and there is no room for it."""
        if self._there() or (free := self.free()) >= self._size + ROOM_LEFT:
            return None
        return say("base.disk-nearly-full", n=free // 2**20)

    def free(self) -> int:
        """Free bytes of the disk the profile lies on."""
        return shutil.disk_usage(self._file.parent).free

    def _there(self) -> bool:
        return self._file.exists() and self._file.stat().st_size == self._size

    def _make(self) -> None:
        # Random bytes: neither a sparse nor a compressing file system can store them in less.
        with self._file.open("wb") as file:
            for begun in range(0, self._size, _CHUNK):
                file.write(os.urandom(min(_CHUNK, self._size - begun)))
            file.flush()
            os.fsync(file.fileno())
