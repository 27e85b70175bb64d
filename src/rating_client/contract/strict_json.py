"""JSON as the wire wants it: UTF-8, NFC, no BOM, no duplicate member, nothing lenient.

Parsers that keep the last of two equal members disagree with those that keep the first, and
whoever signs such a text can show two readers two messages. So a duplicate is refused here, before
any library sees the text.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any, NoReturn


class NotStrictJson(ValueError):
    """The text is not JSON as the contract defines it."""


def parse(text: bytes) -> Any:
    """The value of a JSON text. `NotStrictJson` for anything the contract refuses.

    A number with a fraction or exponent comes back as `float`, so that a rule that wants an
    integer can refuse `5.0`.
    """
    try:
        value = json.loads(
            text.decode("utf-8"), object_pairs_hook=_members_once, parse_constant=_no_constant
        )
        if b"\\" in text:  # one byte is found a hundred times sooner than `\\u`
            # A lone surrogate written as an escape has no UTF-8 form and would fail much later.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise NotStrictJson("not strict JSON") from error
    return value


def parse_object(text: bytes) -> dict[str, Any]:
    """The members of a JSON text that must be one object."""
    value = parse(text)
    if not isinstance(value, dict):
        raise NotStrictJson("not an object")
    return value


def encode(value: Mapping[str, Any]) -> bytes:
    """The bytes to sign: compact, UTF-8, every string and member name in NFC."""
    return json.dumps(
        composed(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def composed(value: Any) -> Any:
    """The same value with every string in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {composed(name): composed(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [composed(item) for item in value]
    return value


def _members_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotStrictJson("a member stands twice")
    return members


def _no_constant(name: str) -> NoReturn:
    raise NotStrictJson(f"{name} is no JSON number")
