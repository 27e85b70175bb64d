"""What a person typed, as it may be sent: composed, without anything that cannot be seen."""

from __future__ import annotations

import unicodedata

_NOT_TEXT = frozenset({"Cc", "Cs"})  # control characters, and halves of a character


def composed(text: str) -> str:
    """One line: NFC, single spaces, nothing around it."""
    return _nfc(" ".join(_visible(text).split()))


def composed_lines(text: str) -> str:
    """Several lines, kept as they are: NFC, line ends as `\\n`, nothing around the whole."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _nfc("\n".join(_visible(line).rstrip() for line in lines).strip())


def _visible(line: str) -> str:
    """A control character becomes a space: pasted from a table, it stood between two words."""
    return "".join(" " if unicodedata.category(c) in _NOT_TEXT else c for c in line)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
