"""What the OpenAPI description says beside the routes: shapes, statuses, who must prove himself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating_client.contract.bundle import MAX_ITEMS
from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.contract.problems import MEDIA_TYPE as PROBLEM
from rating_client.contract.problems import PREFIX, STATUS
from rating_client.contract.values import COMPACT, KID, SHA256, UUID
from rating_client.receiver.request_body import JOSE

Responses = dict[int | str, dict[str, Any]]

_TEXT = {"type": "string"}
_TOKEN = {"type": "string", "pattern": f"^{COMPACT}$"}
_ENVELOPE = {**_TOKEN, "maxLength": MAX_ENVELOPE}
_DIGEST = {"type": "string", "pattern": f"^{SHA256}$"}
_PLACE = {
    "type": "integer",
    "minimum": 0,
    "maximum": 2**53 - 1,
}  # in the order of a receiver's answers
_KID = {"type": "string", "pattern": f"^{KID}$"}


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Any:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


SCHEMAS: Mapping[str, Any] = {
    "Problem": _object(
        {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}},
        {
            "detail": _TEXT,
            "errors": {"type": "array", "items": _object({"pointer": _TEXT, "detail": _TEXT})},
        },
    ),
    "BundleItem": _object(
        {"kind": {"enum": ["submission", "enrolment"]}, "sha256": _DIGEST, "jwe": _ENVELOPE},
        {"submission": {"type": "string", "pattern": f"^{UUID}$"}},
    ),
    "Bundle": _object(
        {
            "bundle": {"type": "integer", "enum": [1]},
            "receiver": _KID,
            "statement": _TOKEN,
            "made_at": {"type": "string", "format": "date-time"},
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_ITEMS,
                "items": {"$ref": "#/components/schemas/BundleItem"},
            },
        },
        {"answers_after": _PLACE},
    ),
    "BundleReply": _object(
        {
            "results": {
                "type": "array",
                "items": _object(
                    {"sha256": _DIGEST},
                    {"receipt": _TOKEN, "problem": {"$ref": "#/components/schemas/Problem"}},
                ),
            }
        },
        {"answers": {"type": "array", "items": _TOKEN}, "answers_next": _PLACE},
    ),
    "Answers": _object(
        {
            "answers": {"type": "array", "items": _TOKEN},
            "next": _PLACE,
            "more": {"type": "boolean"},
        }
    ),
    "Health": _object({"status": _TEXT, "receiver": _KID, "keys": {"type": "integer"}}),
}

SECURITY: Mapping[str, Any] = {
    "device": {"type": "http", "scheme": "bearer", "bearerFormat": "rating-device+jwt"}
}


def _named(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def _gives(words: str, media_type: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {media_type: dict(content)}}


def _problems(*slugs: str) -> Responses:
    """The replies with these problem types, by status."""
    by_status: dict[int, list[str]] = {}
    for slug in (*slugs, "unavailable"):
        by_status.setdefault(STATUS[slug], []).append(PREFIX + slug)
    return {
        status: _gives(" or ".join(types), PROBLEM, _named("Problem"))
        for status, types in sorted(by_status.items())
    }


_BODY = ("malformed", "digest-mismatch", "too-large", "unsupported-media")
_ENVELOPES = (*_BODY, "unopenable", "bad-signature", "wrong-receiver", "unsupported-version")
_SIGNED = {"schema": _TOKEN}
_NEW: Responses = {201: _gives("The receipt", JOSE, _SIGNED)}
_BEFORE: Responses = {200: _gives("The receipt that was given before", JOSE, _SIGNED)}

HANDSHAKE: Responses = {204: {"description": "A receiver of version 1"}}
SUBMITTED: Responses = {
    **_NEW,
    **_BEFORE,
    **_problems(
        *(*_ENVELOPES, "unknown-device", "device-revoked", "id-conflict", "invalid-rating"),
        "rate-limited",
    ),
}
ENROLLED: Responses = {
    **_NEW,
    **_BEFORE,
    **_problems(*_ENVELOPES, "code-invalid", "device-revoked"),
}
BUNDLED: Responses = {
    200: _gives("What became of each item, in order", "application/json", _named("BundleReply")),
    **_problems(*_BODY, "wrong-receiver", "unsupported-version"),
}
RECEIPT_FOUND: Responses = {**_BEFORE, **_problems("unknown-submission")}
DOCUMENT: Responses = {
    200: _gives("The signed document", JOSE, _SIGNED),
    304: {"description": "Not changed"},
    **_problems(),
}
RESEND: Responses = {
    **DOCUMENT,
    404: _gives("Nothing was lost", PROBLEM, _named("Problem")),
}
ANSWERS: Responses = {
    200: _gives("Sealed answers", "application/json", _named("Answers")),
    **_problems("malformed", "auth-invalid", "unknown-device", "device-revoked", "rate-limited"),
}
HEALTH: Responses = {
    200: _gives("Alive", "application/json", _named("Health")),
    **_problems(),
}

ANSWERS_ASKED: dict[str, Any] = {
    "security": [{"device": []}],
    "parameters": [
        {
            "name": "after",
            "in": "query",
            "required": False,
            "description": "The highest number the device has seen; digits only",
            "schema": {"type": "integer", "minimum": 0, "maximum": 10**15 - 1, "default": 0},
        }
    ],
}
BUNDLE_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": _named("Bundle")}},
}


def with_envelope(*, digest_required: bool) -> dict[str, Any]:
    """A request that carries one envelope."""
    return {
        "requestBody": {"required": True, "content": {JOSE: {"schema": _ENVELOPE}}},
        "parameters": [
            {
                "name": "Content-Digest",
                "in": "header",
                "required": digest_required,
                "description": "RFC 9530: sha-256 over the body",
                "schema": _TEXT,
            }
        ],
    }
