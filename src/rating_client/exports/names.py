"""File names as they are: odd bytes, odd characters, and still one name for one file."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

_BYTES = "bytes:"  # never the start of an absolute path


def is_network_path(path: str) -> bool:
    """Whether the path itself names another computer, with slashes of either kind."""
    return path.startswith(("\\\\", "//"))


def absolute(path: str | os.PathLike[str]) -> str:
    """The path from its root on, as text. A share's is absolute on every system."""
    text = os.fspath(path)
    return text if is_network_path(text) else str(Path(text).absolute())


def stored_path(path: str) -> str:
    """The path as text a database takes. A name that is not Unicode is kept byte for byte."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return _BYTES + os.fsencode(path).hex()
    return path


def path_as_stored(text: str) -> str:
    """The path that `stored_path` wrote."""
    if text.startswith(_BYTES):
        return os.fsdecode(bytes.fromhex(text.removeprefix(_BYTES)))
    return text


def plain_path(path: str) -> str:
    """The path for JSON: as it is where it is Unicode, so that it can still be opened."""
    return shown_name(path) if stored_path(path).startswith(_BYTES) else path


def shown_name(path: str) -> str:
    """The path for people: NFC, and nothing in it that could act on a terminal.

    Control characters, line breaks, marks that turn the writing direction (an `.exe` dressed as
    a `.xlsx`) and bytes that are no text are written as escapes.
    """
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c
        for c in unicodedata.normalize("NFC", path)
    )
