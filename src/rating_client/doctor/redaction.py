"""What may leave this computer in a support file: codes, ids and numbers that say nothing.

Everything is let through by a list of what is known to be harmless; whatever is not on it stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from rating_client.base.sentences import say
from rating_client.base.settings import LoadedSettings, Settings

LEFT_OUT = "…"

_HARMLESS = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\d{1,6}"  # no declaration, tax code or telephone is so short
    r"|DEBUG|INFO|WARNING|ERROR|CRITICAL|True|False|None"
    r"|[a-z]+(?:[-_][a-z]+)*"  # the log's own words: names of people and firms are not so plain
    r"|rating_client(?:\.[a-z_]+)*"  # our modules
    r"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"  # submissions
    r"|(?:[a-z_]+\.)*[A-Z][A-Za-z]*(?:Error|Exception|Trouble|Refused|Refusal|Bug)"
    r"|[a-z_<>]+:\d{1,5}",  # a function and its line
    re.ASCII,
)
_CODE = re.compile(r"[a-z]+\.[a-z-]+", re.ASCII)  # looked up: a host would look the same
_WORD = re.compile(r"[^\s,;=()]+")


def redacted_line(line: str) -> str:
    """A line of the log, every word that is not known to be harmless replaced."""
    kept = _WORD.sub(lambda found: _kept(found.group()), line.rstrip("\n"))
    return re.sub(rf"(?:{LEFT_OUT}\s+)+{LEFT_OUT}", LEFT_OUT, kept)


def redacted_settings(loaded: LoadedSettings) -> dict[str, Any]:
    """Each setting's origin, and its value where that is one of a few anybody could have."""
    settings = {}
    for each in fields(Settings):
        value = getattr(loaded.settings, each.name)
        said: dict[str, Any] = {"origin": loaded.origins[each.name]}
        if isinstance(value, tuple):
            said["items"] = len(value)
        elif "choices" in each.metadata or isinstance(value, bool | int):
            said["value"] = value
        else:
            said["set"] = value != each.default
        settings[each.name] = said
    return settings


def known_code(code: object) -> str:
    """A sentence's code; anything that is none is left out."""
    try:
        return say(str(code)).code
    except (KeyError, ValueError, OSError):
        return LEFT_OUT


def counted(rows: Mapping[str, int], known: frozenset[str]) -> dict[str, int]:
    """The counts of what is known; the others together."""
    named = {name: n for name, n in rows.items() if name in known}
    others = sum(n for name, n in rows.items() if name not in known)
    return {**named, **({LEFT_OUT: others} if others else {})}


def _kept(word: str) -> str:
    bare = word.rstrip(":")
    if _CODE.fullmatch(bare):
        return word if known_code(bare) == bare else LEFT_OUT
    return word if _HARMLESS.fullmatch(bare) else LEFT_OUT
