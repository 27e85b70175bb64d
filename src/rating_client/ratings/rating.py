"""A person's answers about one declaration, as they are filled in. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

SubjectKind = Literal["office", "team", "stage", "officer"]
Role = Literal["owner", "agent"]

_NOTHING = type(None)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom customs may call about a bad rating."""

    name: str
    phone: str
    email: str | None = None


@dataclass(frozen=True)
class Subject:
    """One row of the form. Without a level it stays in the draft and is not sent."""

    kind: SubjectKind
    name: str
    code: str | None = None
    stage: str | None = None  # of an officer: the stage's code
    level: int | None = None
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Rating:
    """The whole form as filled in. `role` says in whose name: the owner's or the agent's."""

    subjects: tuple[Subject, ...]
    suggestion: str = ""
    contact: Contact | None = None
    wants_answer: bool = True
    role: Role | None = None

    @property
    def given(self) -> tuple[Subject, ...]:
        """The subjects that were given a level, which are the ones that are sent."""
        return tuple(subject for subject in self.subjects if subject.level is not None)


def to_json(rating: Rating) -> dict[str, Any]:
    """The rating as it is kept in a draft; what is empty is left out."""
    document: dict[str, Any] = {
        "subjects": [_without_empty(vars(subject)) for subject in rating.subjects],
        "wants_answer": rating.wants_answer,
    }
    if rating.suggestion:
        document["suggestion"] = rating.suggestion
    if rating.contact:
        document["contact"] = _without_empty(vars(rating.contact))
    if rating.role:
        document["role"] = rating.role
    return document


def from_json(document: Mapping[str, Any]) -> Rating:
    """The rating that `to_json` wrote, or that a submission's content or a program holds.

    `KeyError`, `TypeError` or `ValueError` for anything else, each naming the member. Members
    it does not know are ignored. A subject's name may be missing: the rules ask for it.
    """
    contact = _member(document, "contact", dict, _NOTHING)
    declarant = _member(document, "declarant", dict, _NOTHING) or {}
    role = document.get("role", declarant.get("role"))
    if role not in (*get_args(Role), None):
        raise ValueError("role")
    return Rating(
        subjects=tuple(_subject(row) for row in document["subjects"]),
        suggestion=_member(document, "suggestion", str, _NOTHING) or "",
        contact=None if contact is None else _contact(contact),
        wants_answer=document.get("wants_answer", True) is not False,
        role=role,
    )


def _subject(row: Mapping[str, Any]) -> Subject:
    kind, level = row["kind"], _member(row, "level", int, _NOTHING)
    reasons = _member(row, "reasons", list, _NOTHING) or []
    if kind not in get_args(SubjectKind):
        raise ValueError("kind")
    if level is not None and (isinstance(level, bool) or not 1 <= level <= 5):
        raise ValueError("level")
    if not all(isinstance(code, str) for code in reasons):
        raise TypeError("reasons")
    return Subject(
        kind,
        _member(row, "name", str, _NOTHING) or "",
        code=_member(row, "code", str, _NOTHING),
        stage=_member(row, "stage", str, _NOTHING),
        level=level,
        reasons=tuple(reasons),
        comment=_member(row, "comment", str, _NOTHING) or "",
    )


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        name=_member(row, "name", str, _NOTHING) or "",
        phone=_member(row, "phone", str, _NOTHING) or "",
        email=_member(row, "email", str, _NOTHING),
    )


def _member(row: Mapping[str, Any], name: str, *types: type) -> Any:
    value = row.get(name)
    if not isinstance(value, types):
        raise TypeError(name)
    return value


def _without_empty(members: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in members.items()
        if value not in (None, "", ())
    }
