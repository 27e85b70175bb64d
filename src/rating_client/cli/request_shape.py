"""How another program's rating file must look: rules that name the place and what is wrong there.

As loose as can be understood: `null` counts as left out, a time without an offset is Viet Nam's,
and what is not known is ignored, so that the document `read --json` prints can be handed back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from rating_client.base.clock import VIETNAM
from rating_client.base.text import Text
from rating_client.contract.shape import (
    Fault,
    Rule,
    boolean,
    integer,
    items,
    matching,
    members,
    one_of,
)
from rating_client.declarations.declaration import Declaration, Stage

_LONGEST = 10_000  # characters; the form's own limits say more
_TIMES = ("registered_at", "amended_at", "released_at", "cleared_at")
_TEXTS = ("type_code", "office_code", "office_name", "team_code", "owner_tax_code", "owner_name")


def _text(value: Any, pointer: str) -> Iterable[Fault]:
    if not isinstance(value, str):
        yield Fault(pointer, Text("phải là chuỗi trong ngoặc kép", "must be a text in quotes"))
    elif len(value) > _LONGEST:
        yield Fault(pointer, Text("quá dài", "is too long"))
    elif any("\ud800" <= c <= "\udfff" for c in value):
        yield Fault(pointer, Text("có ký tự hỏng", "has a broken character"))


def _time(value: Any, pointer: str) -> Iterable[Fault]:
    try:
        good = isinstance(value, str) and 1990 <= datetime.fromisoformat(value).year <= 2100
    except ValueError:
        good = False
    if not good:
        example = "2026-11-21T10:42:00+07:00"
        yield Fault(pointer, Text(f"phải là thời điểm như {example}", f"must be like {example}"))


def _present(rule: Rule) -> Rule:
    """`rule`, where the value is there at all."""

    def present(value: Any, pointer: str) -> Iterable[Fault]:
        if value is not None:
            yield from rule(value, pointer)

    return present


def _optional(**rules: Rule) -> dict[str, Rule]:
    return {name: _present(rule) for name, rule in rules.items()}


_FIELDS = members(
    {"number": matching(r"\d{12}", "12 chữ số trong ngoặc kép", "12 digits in quotes")},
    _optional(
        direction=one_of("N", "X"),
        stage=one_of(*Stage),
        channel=integer(1, 3),
        agent_code=_text,
        **dict.fromkeys(_TEXTS, _text),
        **dict.fromkeys(_TIMES, _time),
    ),
)


def _declaration(value: Any, pointer: str) -> Iterable[Fault]:
    if isinstance(value, str):
        if not value.strip() or "\0" in value:
            yield Fault(pointer, Text("phải là tên tệp", "must name a file"))
        else:
            yield from _text(value, pointer)
    elif isinstance(value, dict):
        yield from _FIELDS(value, pointer)
    else:
        yield Fault(
            pointer,
            Text("phải là tên tệp hoặc một đối tượng", "must be a file's name or an object"),
        )


_SUBJECT = members(
    {"kind": one_of("office", "team", "stage", "officer")},
    _optional(
        name=_text,
        code=_text,
        stage=_text,
        level=integer(1, 5),
        reasons=items(_text, at_most=1000),
        comment=_text,
    ),
)
_CONTACT = members({}, _optional(name=_text, phone=_text, email=_text))
_ROLE = one_of("owner", "agent")

REQUEST = members(
    {"declaration": _declaration, "subjects": items(_SUBJECT, at_most=1000)},
    _optional(
        suggestion=_text,
        contact=_CONTACT,
        wants_answer=boolean,
        role=_ROLE,
        declarant=members({}, _optional(role=_ROLE)),
    ),
)


def declared(fields: Mapping[str, Any], bare: Declaration) -> Declaration:
    """The declaration that well-shaped `fields` tell of; `bare` is what its number alone tells."""
    told: dict[str, Any] = {
        name: fields[name] for name in (*_TEXTS, "agent_code") if fields.get(name)
    }
    told |= {name: _moment(fields[name]) for name in _TIMES if fields.get(name)}
    return replace(
        bare,
        direction=fields.get("direction") or bare.direction,
        stage=Stage(fields.get("stage") or bare.stage),
        channel=fields.get("channel"),
        **told,
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)
