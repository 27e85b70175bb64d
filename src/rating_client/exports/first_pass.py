"""The first pass over a folder: what lay there before, and how much of it is still unread."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

_STALLED = 60.0  # seconds without progress after which the pass ends without the rest


class Progress(NamedTuple):
    """How far the first pass has come, in files."""

    done: int
    total: int


class FirstPass:
    """The files of the pass; `at` is monotonic seconds.

    It outlives its own end: a file that was locked all the while is from before all the same.
    """

    def __init__(self, files: Iterable[str], at: float) -> None:
        self.left = set(files)
        self._total = len(self.left)
        self._moved_at = at
        self._over = False

    @property
    def progress(self) -> Progress | None:
        return None if self._over else Progress(self._total - len(self.left), self._total)

    def finished(self, path: str, at: float) -> None:
        with suppress(KeyError):
            self.left.remove(path)
            self._moved_at = at

    def ended(self, at: float) -> bool:
        """True once: nothing is left, or what is left does not move."""
        if self._over or (self.left and at - self._moved_at < _STALLED):
            return False
        self._over = True
        return True
