"""Paths that folder events have named, until the sweep looks at them."""

from __future__ import annotations

import threading

# How long a file that is being written is left alone after each piece.
_PIECE = 0.05  # seconds


class Told:
    """What was told and when it is worth a look, in monotonic seconds. From any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._due: dict[str, float] = {}

    def add(self, path: str, at: float, *, written: bool) -> None:
        """`path` has changed; `written`: the writer has let go of it or has put it there whole."""
        with self._guard:
            due = at if written else at + _PIECE
            self._due[path] = min(due, self._due.get(path, due))

    def take(self, at: float) -> list[str]:
        """Those that are due, the first told first."""
        with self._guard:
            taken = [path for path, due in self._due.items() if due <= at]
            for path in taken:
                del self._due[path]
            return taken

    @property
    def next_due(self) -> float | None:
        with self._guard:
            return min(self._due.values(), default=None)
