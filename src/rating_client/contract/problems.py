"""Problem replies (RFC 9457): the types this contract knows, and what they look like on the wire.

The words of each type are in the sentence catalogue under `contract.problem-<type>`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rating_client.base.sentences import say
from rating_client.contract.shape import Fault
from rating_client.contract.strict_json import NotStrictJson, parse_object

PREFIX = "urn:rating:problem:"
MEDIA_TYPE = "application/problem+json"

# Type and HTTP status. The status is for proxies and logs; the client judges by the type.
STATUS: Mapping[str, int] = {
    "malformed": 400,
    "digest-mismatch": 400,
    "auth-invalid": 401,
    "unknown-device": 403,
    "device-revoked": 403,
    "code-invalid": 403,
    "unknown-submission": 404,
    "id-conflict": 409,
    "too-large": 413,
    "unsupported-media": 415,
    "unopenable": 422,
    "bad-signature": 422,
    "wrong-receiver": 422,
    "unsupported-version": 422,
    "invalid-rating": 422,
    "rate-limited": 429,
    "unavailable": 503,
}


@dataclass(frozen=True)
class ProblemError:
    """One entry of `errors`: where, and the receiver's own words."""

    pointer: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """A problem a receiver named, in its own words."""

    slug: str  # the type without its prefix
    status: int
    title: str
    detail: str = ""
    errors: tuple[ProblemError, ...] = ()

    @property
    def words(self) -> str:
        """What the receiver said, verbatim, for the item that needs attention."""
        return " ".join(part for part in (self.title, self.detail) if part)


def problem(slug: str, language: str, faults: Sequence[Fault] = ()) -> Problem:
    """A problem of this type in the words of the sentence catalogue."""
    sentence = say(f"contract.problem-{slug}")
    return Problem(
        slug=slug,
        status=STATUS[slug],
        title=sentence.title.of(language),
        detail=sentence.advice.of(language),
        errors=tuple(ProblemError(fault.pointer, fault.detail.of(language)) for fault in faults),
    )


def problem_members(problem: Problem) -> dict[str, object]:
    """A problem as it stands on the wire."""
    members: dict[str, object] = {
        "type": PREFIX + problem.slug,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        members["errors"] = [
            {"pointer": error.pointer, "detail": error.detail} for error in problem.errors
        ]
    return members


def problem_json(slug: str, language: str, faults: Sequence[Fault] = ()) -> bytes:
    """The body of a problem reply."""
    members = problem_members(problem(slug, language, faults))
    return json.dumps(members, ensure_ascii=False).encode("utf-8")


def read_problem(body: bytes) -> Problem | None:
    """The problem in a reply's body, or None where it is not one of this contract's types."""
    try:
        return problem_of(parse_object(body))
    except NotStrictJson:
        return None


def problem_of(members: Mapping[str, Any]) -> Problem | None:
    """The problem with these members, or None where it is not one of this contract's types."""
    kind = members.get("type")
    if not isinstance(kind, str) or not kind.startswith(PREFIX):
        return None
    slug = kind.removeprefix(PREFIX)
    if slug not in STATUS:
        return None
    errors = members.get("errors")
    return Problem(
        slug=slug,
        status=STATUS[slug],
        title=_words(members.get("title")),
        detail=_words(members.get("detail")),
        errors=tuple(
            ProblemError(_words(entry.get("pointer")), _words(entry.get("detail")))
            for entry in (errors if isinstance(errors, list) else [])[:100]
            if isinstance(entry, dict)
        ),
    )


def _words(value: object) -> str:
    return value[:1000] if isinstance(value, str) else ""
