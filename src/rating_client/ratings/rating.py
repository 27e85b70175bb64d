"""A person's answers about one declaration, as they are filled in. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

SubjectKind = Literal["office", "team", "stage", "officer"]
Role = Literal["owner", "agent"]


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
    """The rating that `to_json` wrote, or that a submission's content holds.

    `KeyError`, `TypeError` or `ValueError` for anything else. Members it does not know are
    ignored.
    """
    contact = document.get("contact")
    return Rating(
        subjects=tuple(_subject(row) for row in document["subjects"]),
        suggestion=document.get("suggestion", ""),
        contact=None
        if contact is None
        else Contact(name=contact["name"], phone=contact["phone"], email=contact.get("email")),
        wants_answer=document.get("wants_answer", True),
        role=document.get("role") or document.get("declarant", {}).get("role"),
    )


def _subject(row: Mapping[str, Any]) -> Subject:
    return Subject(
        row["kind"],
        row["name"],
        code=row.get("code"),
        stage=row.get("stage"),
        level=row.get("level"),
        reasons=tuple(row.get("reasons", ())),
        comment=row.get("comment", ""),
    )


def _without_empty(members: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in members.items()
        if value not in (None, "", ())
    }
