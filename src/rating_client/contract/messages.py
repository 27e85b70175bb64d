"""What each message must contain: the payload of every `typ`, as rules.

Both ends use the same table: a client before it signs, a receiver before it stores, and each
before it believes what the other sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.contract import jose, types
from rating_client.contract.addresses import base_url
from rating_client.contract.keys import Jwk
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
from rating_client.contract.strict_json import NotStrictJson, parse_object

VERSION = 1
MAX_COMMENT = 1000
MAX_NAME = 200
MAX_SUBJECTS = 60

# As regular expressions, whole and ASCII.
KID = r"[A-Za-z0-9_-]{43}"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
SHA256 = r"[0-9a-f]{64}"
COMPACT = r"[A-Za-z0-9_.-]+"

version = integer(VERSION, VERSION)
kid = matching(KID, "dấu vết khóa (RFC 7638)", "a key thumbprint (RFC 7638)")
submission_id = matching(UUID, "UUIDv4 viết thường", "a lower-case UUIDv4")
sha256 = matching(SHA256, "SHA-256 dạng hex viết thường", "a lower-case hex SHA-256")
token = matching(COMPACT, "JWS hoặc JWE dạng gọn", "a compact JWS or JWE")
code = matching(r"[A-Za-z0-9_.:/-]{1,64}", "mã không dấu, không cách", "a code without spaces")
tax_code = matching(r"[0-9A-Za-z-]{1,20}", "mã số thuế", "a tax code")
name = text(MAX_NAME)
comment = text(MAX_COMMENT, at_least=0, lines=True)
words = members({"vi": name, "en": name})
offices = items(code, at_least=1, at_most=2000)
tax_codes = items(tax_code, at_most=500)


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


MESSAGES: Mapping[str, Rule] = {
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


class MessageRefused(Trouble):
    """A payload that breaks its rules; `faults` say where."""

    def __init__(self, code: str, faults: list[Fault]) -> None:
        super().__init__(code, pointer=faults[0].pointer if faults else "")
        self.faults = faults


def faults(typ: str, payload: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong with a payload of this type; empty when nothing is."""
    return list(MESSAGES[typ](payload, ""))


def verified_message(typ: str, token: str, keys: Mapping[str, Jwk]) -> dict[str, Any]:
    """The members of a message of this type that one of `keys` (by kid) signed.

    `TokenRefused` or `MessageRefused` otherwise.
    """
    return read_message(typ, jose.verify(typ, token, keys))


def stored_message(typ: str, token: str) -> dict[str, Any]:
    """The members of a message that was verified before it was stored."""
    return read_message(typ, jose.read_unverified(typ, token).payload)


def read_message(typ: str, payload: bytes) -> dict[str, Any]:
    """The members of a payload that follows its rules.

    `MessageRefused` otherwise, with `contract.version-unsupported` where only the version is
    another one, so that a newer sender is not told that its message is wrong.
    """
    try:
        message = parse_object(payload)
    except NotStrictJson as error:
        detail = Text("không phải JSON theo quy ước", "is not JSON as the contract defines it")
        raise MessageRefused("contract.message-refused", [Fault("", detail)]) from error
    if type(message.get("v")) is int and message["v"] != VERSION:
        raise MessageRefused("contract.version-unsupported", list(version(message["v"], "/v")))
    if found := faults(typ, message):
        raise MessageRefused("contract.message-refused", found)
    return message
