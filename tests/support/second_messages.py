"""What messages must hold, after sections 1, 4 and 8 of docs/contract.md, for the second receiver.

A rule is a leaf (a question about one value), a dict (an object; "?" ends optional names) or a
tuple (a list with its bounds). `faults` names what breaks it by JSON pointers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

RATING, REQUEST, TOKEN = "rating+jws", "rating-enrol-request+jws", "rating-device+jwt"
MAX_ENVELOPE = 98_304
MAX_BUNDLE = 1_048_576
STATUS = {"malformed": 400, "digest-mismatch": 400, "auth-invalid": 401, "unknown-device": 403}
STATUS |= {"device-revoked": 403, "code-invalid": 403, "unknown-submission": 404}
STATUS |= {"id-conflict": 409, "too-large": 413, "unsupported-media": 415, "unopenable": 422}
STATUS |= {"bad-signature": 422, "wrong-receiver": 422, "unsupported-version": 422}
STATUS |= {"invalid-rating": 422, "unavailable": 503}
WORDS = {"vi": "Yêu cầu không được nhận", "en": "The request was not taken"}


class Refused(Exception):
    def __init__(self, slug: str, pointers: Sequence[str] = ()) -> None:
        super().__init__(slug)
        self.slug, self.pointers = slug, pointers

    def members(self, language: str) -> dict[str, Any]:
        errors = [{"pointer": each, "detail": WORDS[language]} for each in self.pointers]
        said: dict[str, Any] = {"type": f"urn:rating:problem:{self.slug}", "title": WORDS[language]}
        return {**said, "status": STATUS[self.slug], **({"errors": errors} if errors else {})}


Leaf = Callable[[Any], bool]


def like(pattern: str) -> Leaf:
    return lambda v: isinstance(v, str) and re.fullmatch(pattern, v, re.ASCII) is not None


def text(most: int, least: int = 1, lines: str = "") -> Leaf:
    def ask(v: Any) -> bool:
        if not isinstance(v, str) or not least <= len(v) <= most:
            return False
        controls = any(unicodedata.category(c) == "Cc" and c not in lines for c in v)
        return unicodedata.is_normalized("NFC", v) and not controls

    return ask


def whole(least: int, most: int = 2**53 - 1) -> Leaf:
    return lambda v: type(v) is int and least <= v <= most


def moment(v: Any) -> bool:
    try:
        shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)"
        return like(shape)(v) and bool(datetime.fromisoformat(re.sub(r"\.\d+", "", v)))
    except ValueError:
        return False


def faults(rule: Any, value: Any, at: str = "") -> list[str]:
    if isinstance(rule, dict):
        if not isinstance(value, dict):
            return [at]
        asked = [(n.rstrip("?"), r) for n, r in rule.items() if n[-1] != "?" or n[:-1] in value]
        return [found for n, r in asked for found in faults(r, value.get(n), f"{at}/{n}")]
    if isinstance(rule, tuple):
        inner, least, most = rule
        if not isinstance(value, list) or not least <= len(value) <= most:
            return [at]
        return [f for n, item in enumerate(value) for f in faults(inner, item, f"{at}/{n}")]
    return [] if rule(value) else [at]


UUID = like(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
KID, CODE, NAME, TAX = (
    like(r"[\w-]{43}"),
    like(r"[\w.:/-]{1,64}"),
    text(200),
    like(r"[A-Za-z\d-]{1,20}"),
)
COMMENT, ONE = text(1000, 0, "\n\r\t"), whole(1, 1)
DECLARATION = {"number": like(r"\d{12}"), "key_digits": like(r"\d{11}"), "direction": like("[NX]")}
DECLARATION |= dict.fromkeys(("type_code?", "office_code?", "team_code?"), CODE)
DECLARATION |= dict.fromkeys(("registered_at?", "released_at?", "cleared_at?"), moment)
SUBJECT: dict[str, Any] = {
    "kind": like("office|team|stage|officer"),
    "name": NAME,
    "level": whole(1, 5),
}
SUBJECT |= {"code?": CODE, "stage?": CODE, "comment?": COMMENT}
RULES: dict[str, Any] = {
    RATING: {
        "v": ONE,
        "id": UUID,
        "supersedes?": UUID,
        "receiver": KID,
        "form": {"id": CODE, "version": whole(1)},
        "declaration": {**DECLARATION, "office_name?": NAME, "channel?": whole(1, 3)},
        "owner": {"tax_code?": TAX, "name?": NAME},
        "declarant?": {"role": like("owner|agent"), "agent_code?": CODE},
        "moment": like("registered|during|released|manual"),
        "subjects": ({**SUBJECT, "reasons": (CODE, 0, 50)}, 1, 60),
        "suggestion?": COMMENT,
        "contact?": {"name": NAME, "phone": NAME, "email?": NAME},
        "wants_answer": lambda v: isinstance(v, bool),
        "rated_at": moment,
        "queued_at": moment,
        "client": {"version": text(100), "platform": text(100)},
    },
    REQUEST: {
        "v": ONE,
        "receiver": KID,
        "tax_codes": (TAX, 0, 500),
        "code?": text(64),
        "device_jwk": {"kty": like("OKP"), "crv": like("Ed25519"), "x": KID},
        "answers_jwk": {"kty": like("OKP"), "crv": like("X25519"), "x": KID},
    },
    TOKEN: {
        "iss": KID,
        "aud": KID,
        "iat": whole(0),
        "exp": whole(0),
        "jti": text(64),
        "htm": text(16),
        "htu": text(600),
    },
}
ITEM = {"kind": like("submission|enrolment"), "submission?": UUID, "sha256": like("[0-9a-f]{64}")}
ITEM |= {"jwe": lambda v: like(r"[\w.-]+")(v) and len(v) <= MAX_ENVELOPE}
BUNDLE: dict[str, Any] = {
    "bundle": ONE,
    "receiver": KID,
    "statement": like(r"[\w.-]+"),
    "made_at": moment,
}
BUNDLE |= {"items": (ITEM, 1, 200)}


def rating_faults(rating: Any) -> list[str]:
    if found := faults(RULES[RATING], rating):
        return found
    declaration = rating["declaration"]
    if declaration["key_digits"] != declaration["number"][:11]:
        found.append("/declaration/key_digits")
    if rating["moment"] != "manual" and "registered_at" not in declaration:
        found.append("/declaration/registered_at")
    low = [n for n, subject in enumerate(rating["subjects"]) if subject["level"] <= 2]
    found += [f"/subjects/{n}/reasons" for n in low if not rating["subjects"][n]["reasons"]]
    return found + (["/contact"] if low and "contact" not in rating else [])
