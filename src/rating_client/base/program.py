"""How this program starts itself again, as a process of its own."""

from __future__ import annotations

import sys

LAUNCHED = "rating-client"
"""The `-X` option by which the installed launcher says that it is `sys.executable`."""


def own_command(*arguments: str) -> tuple[str, ...]:
    """The command line that runs `rating-client ARGUMENT...`, in a checkout and installed alike."""
    if LAUNCHED in sys._xoptions:  # noqa: SLF001 - CPython's documented place for them
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "rating_client", *arguments)
