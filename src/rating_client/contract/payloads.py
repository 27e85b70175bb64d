"""What each message must contain: the payload of every `typ`, as rules.

Both ends use the same table: a client before it signs, a receiver before it stores, and each
before it believes what the other sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rating_client.base.text import Text
from rating_client.contract import types
from rating_client.contract.addresses import base_url
from rating_client.contract.shape import (
    Fault,
    Rule,
    boolean,
    integer,
    items,
    matching,
    members,
    one_of,
    text,
    time,
)
from rating_client.contract.values import (
    code,
    comment,
    kid,
    name,
    sha256,
    submission_id,
    tax_code,
    tax_codes,
    token,
)

VERSION = 1
MAX_SUBJECTS = 60

version = integer(VERSION, VERSION)
offices = items(code, at_least=1, at_most=2000)
words = members({"vi": name, "en": name})


def _office_claim(value: Any, pointer: str) -> Iterable[Fault]:
    """A list of office codes, or `"*"` for every office."""
    if value != "*":
        yield from offices(value, pointer)


def _key_of(curve: str) -> Rule:
    """A bare public key of this curve. A private half has no place in any message."""

    def no_private_half(jwk: Mapping[str, Any], pointer: str) -> Iterable[Fault]:
        if "d" in jwk:
            yield Fault(
                f"{pointer}/d", Text("không được chứa khóa riêng", "must not hold a private key")
            )

    return members({"kty": one_of("OKP"), "crv": one_of(curve), "x": kid}, {}, no_private_half)


def _key_digits_match(declaration: Mapping[str, Any], pointer: str) -> Iterable[Fault]:
    if declaration["key_digits"] != declaration["number"][:11]:
        yield Fault(
            f"{pointer}/key_digits",
            Text("phải là 11 chữ số đầu của number", "must be the first 11 digits of number"),
        )


def _registration_is_known(rating: Mapping[str, Any], pointer: str) -> Iterable[Fault]:
    # A person may rate a declaration by its number alone, without any export of it.
    if rating["moment"] != "manual" and "registered_at" not in rating["declaration"]:
        yield Fault(f"{pointer}/declaration/registered_at", Text("còn thiếu", "is missing"))


def _low_levels_are_explained(rating: Mapping[str, Any], pointer: str) -> Iterable[Fault]:
    low = [place for place, subject in enumerate(rating["subjects"]) if subject["level"] <= 2]
    for place in low:
        if not rating["subjects"][place]["reasons"]:
            yield Fault(
                f"{pointer}/subjects/{place}/reasons",
                Text("mức 1 và 2 cần ít nhất một lý do", "levels 1 and 2 need a reason"),
            )
    if low and "contact" not in rating:
        yield Fault(
            f"{pointer}/contact",
            Text("mức 1 và 2 cần đầu mối liên hệ", "levels 1 and 2 need a contact"),
        )


_DECLARATION = members(
    {
        "number": matching(r"\d{12}", "12 chữ số", "12 digits"),
        "key_digits": matching(r"\d{11}", "11 chữ số", "11 digits"),
        "direction": one_of("N", "X"),
    },
    {
        "type_code": code,
        "office_code": code,
        "office_name": name,
        "team_code": code,
        "registered_at": time,
        "channel": integer(1, 3),
        "released_at": time,
        "cleared_at": time,
    },
    _key_digits_match,
)

_SUBJECT = members(
    {
        "kind": one_of("office", "team", "stage", "officer"),
        "name": name,
        "level": integer(1, 5),
        "reasons": items(code, at_most=50),
    },
    {"code": code, "stage": code, "comment": comment},
)

_RATING = members(
    {
        "v": version,
        "id": submission_id,
        "receiver": kid,
        "form": members({"id": code, "version": integer(1)}),
        "declaration": _DECLARATION,
        "owner": members({}, {"tax_code": tax_code, "name": name}),
        "moment": one_of("registered", "during", "released", "manual"),
        "subjects": items(_SUBJECT, at_least=1, at_most=MAX_SUBJECTS),
        "wants_answer": boolean,
        "rated_at": time,
        "queued_at": time,
        "client": members({"version": text(100), "platform": text(100)}),
    },
    {
        "supersedes": submission_id,
        "declarant": members({"role": one_of("owner", "agent")}, {"agent_code": code}),
        "suggestion": comment,
        "contact": members({"name": name, "phone": name}, {"email": name}),
    },
    _registration_is_known,
    _low_levels_are_explained,
)


def _receipt_names_its_submission(receipt: Mapping[str, Any], pointer: str) -> Iterable[Fault]:
    # An enrolment request has no id of its own: its digest names it.
    if (receipt["kind"] == "submission") != ("submission" in receipt):
        yield Fault(f"{pointer}/submission", Text("không hợp với kind", "does not fit kind"))


PAYLOADS: Mapping[str, Rule] = {
    types.RATING: _RATING,
    types.RECEIPT: members(
        {
            "v": version,
            "receiver": kid,
            "kind": one_of("submission", "enrolment"),
            "device": kid,
            "envelope_sha256": sha256,
            "epoch": text(64),
            "sequence": integer(1),
            "received_at": time,
        },
        {"submission": submission_id},
        _receipt_names_its_submission,
    ),
    types.KEYS: members(
        {
            "v": version,
            "receiver": kid,
            "identity_jwk": _key_of("Ed25519"),
            "version": integer(1),
            "issued_at": time,
            "name": words,
            "base_urls": items(base_url, at_least=1, at_most=20),
            "keys": items(
                members(
                    {
                        "kty": one_of("OKP"),
                        "crv": one_of("Ed25519", "X25519"),
                        "x": kid,
                        "kid": kid,
                        "use": one_of("sig", "enc"),
                        "status": one_of("current", "retired", "revoked"),
                    }
                ),
                at_least=2,
                at_most=1000,
            ),
        }
    ),
    types.ENROLMENT: members(
        {
            "v": version,
            "receiver": kid,
            "statement": token,
            "form": token,
            "directory": token,
            "offices": _office_claim,
            "tax_codes": tax_codes,
            "issued_at": time,
        },
        {"code": text(64), "code_expires_at": time},
    ),
    types.ENROL_REQUEST: members(
        {
            "v": version,
            "receiver": kid,
            "device_jwk": _key_of("Ed25519"),
            "answers_jwk": _key_of("X25519"),
            "tax_codes": tax_codes,
        },
        {"code": text(64)},
    ),
    # What a form and a directory say beyond this is read by `ratings` and `directory`.
    types.FORM: members(
        {"v": version, "receiver": kid, "id": code, "version": integer(1), "issued_at": time},
        {"accept_until": time},
    ),
    types.DIRECTORY: members(
        {"v": version, "receiver": kid, "version": integer(1), "issued_at": time}
    ),
    types.ANSWER: members(
        {
            "v": version,
            "receiver": kid,
            "submission": submission_id,
            "device": kid,
            "number": integer(1),
            "status": members({"code": code, "vi": name, "en": name}),
            "text": text(10_000, at_least=0, lines=True),
            "decided_at": time,
            "office": members({"code": code, "name": name}),
            "final": boolean,
        }
    ),
    types.RESEND: members(
        {
            "v": version,
            "receiver": kid,
            "epoch": text(64),
            "lost_from": time,
            "issued_at": time,
        }
    ),
}
