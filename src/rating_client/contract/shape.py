"""How a message must look, as data: small rules that name every fault by its JSON pointer.

A rule takes a value and its pointer (RFC 6901) and yields what is wrong with it. Unknown members
are ignored, so that a newer sender can add some; `null` is never a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.text import Text


@dataclass(frozen=True)
class Fault:
    """One place in a message and what is wrong there."""

    pointer: str
    detail: Text


Rule = Callable[[Any, str], Iterable[Fault]]
Check = Callable[[Mapping[str, Any], str], Iterable[Fault]]

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_LINES = {"\n", "\r", "\t"}


def fits(value: Any, rule: Rule) -> bool:
    """Whether nothing is wrong with `value`."""
    return not any(True for _ in rule(value, ""))


def text(limit: int, *, at_least: int = 1, lines: bool = False) -> Rule:
    """At most `limit` characters, NFC, without control characters; `lines` allows line ends."""

    def rule(value: Any, pointer: str) -> Iterable[Fault]:
        if not isinstance(value, str):
            yield _fault(pointer, "phải là chuỗi ký tự", "must be a text")
        elif not at_least <= len(value) <= limit:
            yield _fault(
                pointer,
                f"phải có từ {at_least} đến {limit} ký tự",
                f"must have {at_least} to {limit} characters",
            )
        elif not unicodedata.is_normalized("NFC", value):
            yield _fault(pointer, "phải ở dạng Unicode NFC", "must be in Unicode form NFC")
        elif any(unicodedata.category(c) == "Cc" and not (lines and c in _LINES) for c in value):
            yield _fault(pointer, "có ký tự điều khiển", "contains a control character")

    return rule


def matching(pattern: str, vi: str, en: str) -> Rule:
    """A text of exactly this pattern (ASCII); the words complete “must be …”."""
    expression = re.compile(pattern, re.ASCII)

    def rule(value: Any, pointer: str) -> Iterable[Fault]:
        if not isinstance(value, str) or not expression.fullmatch(value):
            yield _fault(pointer, f"phải là {vi}", f"must be {en}")

    return rule


def integer(low: int, high: int = 2**53 - 1) -> Rule:
    """A whole number written without fraction or exponent: `4.0` is refused."""

    def rule(value: Any, pointer: str) -> Iterable[Fault]:
        if type(value) is not int:
            yield _fault(pointer, "phải là số nguyên", "must be an integer")
        elif not low <= value <= high:
            yield _fault(pointer, f"phải từ {low} đến {high}", f"must be from {low} to {high}")

    return rule


def boolean(value: Any, pointer: str) -> Iterable[Fault]:
    if not isinstance(value, bool):
        yield _fault(pointer, "phải là true hoặc false", "must be true or false")


def one_of(*values: str) -> Rule:
    def rule(value: Any, pointer: str) -> Iterable[Fault]:
        if not isinstance(value, str) or value not in values:
            listed = ", ".join(values)
            yield _fault(pointer, f"phải là một trong: {listed}", f"must be one of: {listed}")

    return rule


def time(value: Any, pointer: str) -> Iterable[Fault]:
    """RFC 3339 with seconds and offset."""
    try:
        good = isinstance(value, str) and _TIME.fullmatch(value) and seconds_of(value) is not None
    except ValueError:
        good = False
    if not good:
        yield _fault(
            pointer,
            "phải là thời điểm RFC 3339 có giây và múi giờ",
            "must be an RFC 3339 time with seconds and offset",
        )


def members(
    required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *checks: Check
) -> Rule:
    """An object with these members. `checks` compare members, once each alone is right."""

    def rule(value: Any, pointer: str) -> Iterable[Fault]:
        if not isinstance(value, dict):
            yield _fault(pointer, "phải là một đối tượng", "must be an object")
            return
        found: list[Fault] = []
        for name, inner in required.items():
            if name in value:
                found.extend(inner(value[name], f"{pointer}/{name}"))
            else:
                found.append(_fault(f"{pointer}/{name}", "còn thiếu", "is missing"))
        for name, inner in (optional or {}).items():
            if name in value:
                found.extend(inner(value[name], f"{pointer}/{name}"))
        if not found:
            for check in checks:
                found.extend(check(value, pointer))
        yield from found

    return rule


def items(inner: Rule, *, at_least: int = 0, at_most: int) -> Rule:
    """A list of `at_least` to `at_most` things that each follow `inner`."""

    def rule(value: Any, pointer: str) -> Iterable[Fault]:
        if not isinstance(value, list):
            yield _fault(pointer, "phải là một danh sách", "must be a list")
        elif not at_least <= len(value) <= at_most:
            yield _fault(
                pointer,
                f"phải có từ {at_least} đến {at_most} mục",
                f"must have {at_least} to {at_most} items",
            )
        else:
            for place, item in enumerate(value):
                yield from inner(item, f"{pointer}/{place}")

    return rule


def _fault(pointer: str, vi: str, en: str) -> Fault:
    return Fault(pointer, Text(vi, en))
