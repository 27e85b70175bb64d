"""Who may come to the front: Windows lets only the program a person started just now.

A second start hands over to the program that runs, which could otherwise only blink in the task
bar: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-allowsetforegroundwindow.
"""

from __future__ import annotations

import sys

_ANYBODY = 0xFFFFFFFF  # ASFW_ANY: which process holds the profile is not known here


def hand_over() -> None:
    """Whoever opens a window next may stand in front; elsewhere nobody has to be allowed."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)
