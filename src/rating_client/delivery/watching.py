"""How something that takes a while tells where it is, and is told to stop."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with what is done and out of how much. It may raise `Cancelled`."""


class Cancelled(Exception):
    """A person said stop. What was done stays whole, the rest is as if never begun."""


def unwatched(_done: int, _of: int) -> None:
    """Nobody looks."""
