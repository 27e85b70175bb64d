"""The user's settings file: read whole, and changed in one place only.

People write comments, other versions their own keys and tables. So a change replaces the lines of
one key and leaves every other byte as it is; and a file that cannot be read is never written.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.whole_file import replace_whole

UNREADABLE = (OSError, ValueError, RecursionError)
"""What reading a TOML file may raise; a few thousand brackets exhaust the parser."""


def read_toml(file: Path) -> dict[str, Any]:
    """The file's content. Raises one of `UNREADABLE`; a file that is not there is an `OSError`."""
    return tomllib.loads(_text(file))


def change(file: Path, name: str, value: Any) -> None:
    """Give the top-level key `name` this value, whole or not at all; None removes it.

    `Trouble` where the file as it stands cannot be read, the value cannot be written as TOML, or
    the disk refuses: then nothing is changed.
    """
    try:
        before = _text(file) if file.exists() else ""
        old = tomllib.loads(before)
    except UNREADABLE as error:
        raise Trouble("base.settings-not-changed", path=file) from error
    wanted = {key: kept for key, kept in old.items() if key != name}
    if value is not None:
        wanted[name] = list(value) if isinstance(value, tuple) else value
    after = _changed(before, name, value)
    try:
        data = after.encode("utf-8")
        same = _ordered(tomllib.loads(after)) == _ordered(wanted)
    except ValueError:
        same = False
    if not same:
        raise Trouble("base.setting-not-storable", name=name)
    try:
        replace_whole(file, data)
    except OSError as error:
        raise Trouble("base.settings-not-written", path=file) from error


def _changed(text: str, name: str, value: Any) -> str:
    """The text with the key's statement replaced where it stood, or added below the last key."""
    statements = _top_level(text)
    rest = text[sum(len(lines) for lines, _ in statements) :]
    place = next((n for n, (_, keys) in enumerate(statements) if name in keys), None)
    if place is None:
        place = max((n + 1 for n, (_, keys) in enumerate(statements) if keys), default=0)
    above = "".join(lines for lines, _ in statements[:place])
    below = "".join(lines for lines, keys in statements[place:] if name not in keys) + rest
    if value is None:
        return above + below
    if above and not above.endswith("\n"):
        above += _line_end(text)
    return above + f"{name} = {_toml(value)}" + _line_end(text) + below


def _top_level(text: str) -> list[tuple[str, frozenset[str]]]:
    """The statements before the first table: their lines, which may be several, and their keys.

    Lines make a statement as soon as they can be read by themselves: an open bracket or quote
    cannot.
    """
    found: list[tuple[str, frozenset[str]]] = []
    lines = ""
    for line in _lines(text):
        if not lines and line.lstrip().startswith("["):
            break
        lines += line
        try:
            keys = frozenset(tomllib.loads(lines))
        except ValueError:
            continue
        found.append((lines, keys))
        lines = ""
    return found


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends. TOML knows no other line end than these."""
    while text:
        line, end, text = text.partition("\n")
        yield line + end


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig")  # Windows' Notepad may put a mark in front


def _toml(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    # JSON's strings, numbers and booleans are TOML's, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _ordered(content: Mapping[str, Any]) -> str:
    """Comparable whatever the order of the keys, and where `nan` is not equal to itself."""
    return repr(sorted(content.items(), key=lambda member: member[0]))
