"""What a form and a directory must hold for clients to show them: asked before one is published.

Clients read them leniently, and go on with what they have where one does not read: a slip would
show nowhere but on their screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rating_client.base.text import Text
from rating_client.contract.payloads import MAX_SUBJECTS
from rating_client.contract.shape import (
    Fault,
    Rule,
    boolean,
    integer,
    items,
    members,
    one_of,
)
from rating_client.contract.values import MAX_COMMENT, MAX_NAME, code, name

_MANY = 10_000
_WORDS = {"vi": name, "en": name}
_LEVELS = items(integer(1, 5), at_most=5)
_CHANNELS = items(integer(1, 3), at_most=3)


def _day(value: Any, pointer: str) -> Iterable[Fault]:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        yield Fault(pointer, Text("phải là ngày như 2025-03-15", "must be a day as 2025-03-15"))


_VALID: Mapping[str, Rule] = {"valid_from": _day, "valid_to": _day}

DOCUMENTS: Mapping[str, Rule] = {
    "form": members(
        {
            "levels": members({level: members(_WORDS) for level in "12345"}),
            "stages": items(
                members(
                    {"code": code, **_WORDS}, {"channels": _CHANNELS, "shown_first": _CHANNELS}
                ),
                at_most=_MANY,
            ),
            "reasons": items(
                members(
                    {
                        "code": code,
                        "kind": one_of("office", "team", "stage", "officer"),
                        "levels": _LEVELS,
                        **_WORDS,
                    },
                    {"shared_group": code, "needs_text": boolean, "hint": members(_WORDS)},
                ),
                at_most=_MANY,
            ),
        },
        {
            "rules": members(
                {},
                {
                    "reason_levels": _LEVELS,
                    "contact_levels": _LEVELS,
                    "phone_digits": items(integer(1), at_least=2, at_most=2),
                },
            ),
            "limits": members(
                {},
                {
                    "comment": integer(1, MAX_COMMENT),
                    "suggestion": integer(1, MAX_COMMENT),
                    "name": integer(1, MAX_NAME),
                    "contact": integer(1, MAX_NAME),
                    "subjects": integer(1, MAX_SUBJECTS),
                },
            ),
            "notices": items(members(_WORDS), at_most=_MANY),
        },
    ),
    "directory": members(
        {
            "id": code,
            "offices": items(
                members(
                    {"code": code, "kind": code},
                    {"old_name": name, "name": name, **_VALID, "merged_into": code},
                ),
                at_most=_MANY,
            ),
        },
        {
            "short_names": items(
                members({"short_name": name, "codes": items(code, at_most=_MANY)}), at_most=_MANY
            ),
            "sections": items(
                members({"office": code, "name": name}, {"code": code, **_VALID}), at_most=_MANY
            ),
            "types": items(members({"code": code, **_WORDS}), at_most=_MANY),
        },
    ),
}
"""The rule of each kind of document, beside what every signed message must hold."""
