"""Asking the person at the terminal before something that is not taken back."""

from __future__ import annotations

import sys

_YES = ("c", "co", "có", "y", "yes")


def somebody_sits_here() -> bool:
    """Whether a question would reach a person."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Whether they said yes, in either language. Anything else is a no."""
    try:
        return input(question).strip().lower() in _YES
    except (EOFError, ValueError):  # Ctrl+D, or bytes that are no text
        return False
