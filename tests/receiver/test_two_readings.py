"""Both receivers read docs/contract.md alike: whatever is wrong, they say the same of it.

Every member of a message, of the signed header and of the sealed header is taken away and replaced
by each of many values; each time both must give a receipt, or the same problem at the same places.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from rating_client.contract.bundle import BundleItem, bundle, fitting, read_bundle_reply
from rating_client.contract.digests import token_sha256
from rating_client.contract.keys import SealingKey
from rating_client.contract.padding import padded
from rating_client.contract.strict_json import encode
from tests.support.forgery import ephemeral_jwk, sealed_with_header, signed_with_header
from tests.support.rating_payloads import rating_payload
from tests.support.receivers import RunningReceiver
from tests.support.second_receiver import SecondReceiver, second_receiver
from tests.support.sender import Sender

# Which reading is the same: where the rows then lie makes no difference to it.
pytestmark = pytest.mark.parametrize("new_database", ["SQLite"], indirect=True, scope="session")

GONE = object()
VALUES: tuple[Any, ...] = (
    *(GONE, None, True, -1, 0, 1, 2, 4, 6, 5.0, 2**53, "", " ", "x", "1", "N", "*", "manual"),
    *("x" * 65, "x" * 201, "x" * 1001, "e\u0301", "a\u0000", "a\nb", "ế", "\u0661", "x y"),
    *([], ["x"], ["x"] * 61, [None], {}, {"x": 1}, "A" * 43, "_" * 43, str(uuid4()), "a.b.c"),
)
TIMES: tuple[Any, ...] = (
    *("2026-11-21T10:42:00Z", "2026-11-21T10:42:00.123456789+07:00", "2026-02-30T10:42:00Z"),
    *("2026-11-21 10:42:00Z", "2026-11-21T10:42:60Z", "2026-11-21T24:00:00Z"),
    *("0000-01-01T00:00:00Z", "2026-11-21T10:42:00+24:00", "2026-11-21T10:42:00z"),
    "2026-11-21T10:42:00,5Z",
)
RATING, REQUEST = "rating+jws", "rating-enrol-request+jws"

Verdict = tuple[str | None, frozenset[str]]


@dataclass
class Reader:
    """One receiver, and how it is asked."""

    sender: Sender

    def verdicts(self, envelopes: list[tuple[str | None, str]]) -> list[Verdict]:
        """What it says of each (submission id, envelope): problem and places, or a receipt."""
        items = [BundleItem(name, token_sha256(jwe), jwe) for name, jwe in envelopes]
        statement, found = self.sender.statement, list[Verdict]()
        while items:
            count = fitting(statement.token, items)
            now, items = items[:count], items[count:]
            body = bundle(statement.token, statement.receiver, now, "2026-11-21T10:42:00Z")
            reply = self.sender.post("/v1/bundles", body, content_type="application/json")
            for result in read_bundle_reply(reply.body):
                problem = result.problem
                places = problem.errors[:20] if problem else ()
                slug = problem.slug if problem else None
                found.append((slug, frozenset(place.pointer for place in places)))
        return found

    def sealed(
        self,
        payload: bytes,
        cty: str,
        outer: Callable[[dict[str, Any]], None] | None = None,
        inner: Callable[[dict[str, Any]], None] | None = None,
    ) -> str:
        """An envelope around `payload`; the functions spoil its headers."""
        key, once = self.sender.device.signing, X25519PrivateKey.generate()
        header: dict[str, Any] = {"alg": "Ed25519", "typ": cty, "kid": key.kid}
        statement = self.sender.statement
        around: dict[str, Any] = {"alg": "ECDH-ES", "enc": "A256GCM", "typ": "rating+jwe"}
        around |= {"cty": cty, "kid": statement.sealing_kid, "epk": ephemeral_jwk(once)}
        for spoil, what in ((inner, header), (outer, around)):
            if spoil is not None:
                spoil(what)
        signed = signed_with_header(header, payload, key)
        recipient = SealingKey(statement.sealing["x"], "")
        return sealed_with_header(around, padded(signed), recipient, once)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecondReceiver]:
    with second_receiver(tmp_path_factory.mktemp("second")) as receiver:
        yield receiver


@pytest.fixture
def readers(receiver: RunningReceiver, second: SecondReceiver) -> tuple[Reader, Reader]:
    return Reader(Sender.enrolled(receiver)), Reader(Sender.enrolled(second))


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every member and item of a JSON value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in entries:
        yield (*at, name)
        if isinstance(inner, dict | list):
            yield from places(inner, (*at, name))


def put(value: Any, place: tuple[Any, ...], new: Any) -> None:
    for name in place[:-1]:
        value = value[name]
    if new is GONE:
        del value[place[-1]]
    else:
        value[place[-1]] = new


def changed(message: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The message with each of its places replaced by each value, and what was done."""
    for place in places(message):
        for value in (*VALUES, *(TIMES if str(place[-1]).endswith("_at") else TIMES[:1])):
            other = copy.deepcopy(message)
            put(other, place, value if value is GONE else copy.deepcopy(value))
            yield f"{place} = {'gone' if value is GONE else repr(value)[:60]}", other


def assert_alike(names: list[str], *found: list[Verdict]) -> None:
    first, second = found
    differing = [
        (name, one, other)
        for name, one, other in zip(names, first, second, strict=True)
        if one != other
    ]
    print(f"asked {len(names)}, refused {sum(slug is not None for slug, _ in first)}")
    assert differing == []


def rating(reader: Reader, **changes: Any) -> dict[str, Any]:
    payload = rating_payload(reader.sender.statement.receiver, **changes)
    declaration = payload["declaration"] | {"team_code": "01"}
    declaration |= {"released_at": "2026-11-21T10:00:00Z", "cleared_at": "2026-11-21T10:00:01Z"}
    subjects = payload["subjects"][1:]
    return payload | {"declaration": declaration, "subjects": subjects, "suggestion": "Thêm."}


def test_of_a_rating(readers: tuple[Reader, Reader]) -> None:
    names, found = list[str](), list[list[Verdict]]()
    for reader in readers:
        envelopes = list[tuple[str | None, str]]()
        names = []
        for name, payload in changed(rating(reader)):
            submission = str(uuid4())
            if not name.startswith("('id',)"):
                payload["id"] = submission
            names.append(name)
            envelopes.append((submission, reader.sealed(encode_as_is(payload), RATING)))
        found.append(reader.verdicts(envelopes))
    assert_alike(names, *found)


def test_of_an_enrolment_request(readers: tuple[Reader, Reader]) -> None:
    names, found = list[str](), list[list[Verdict]]()
    for reader in readers:
        device = reader.sender.device
        request = {
            "v": 1,
            "receiver": reader.sender.statement.receiver,
            "device_jwk": device.signing.public,
            "answers_jwk": device.answers.public,
            "tax_codes": ["0200000000"],
        }
        codes = [{**request, "code": value} for value in VALUES if value is not GONE]
        changes = [*changed(request), *((f"code = {each['code']!r}", each) for each in codes)]
        names = [name for name, _ in changes]
        sealed = [reader.sealed(encode_as_is(other), REQUEST) for _, other in changes]
        found.append(reader.verdicts([(None, envelope) for envelope in sealed]))
    assert_alike(names, *found)


@pytest.mark.parametrize("which", ["inner", "outer"])
def test_of_a_header(readers: tuple[Reader, Reader], which: str) -> None:
    members = ["alg", "typ", "kid", "jku", "crit", "zip"]
    members += ["enc", "cty", "epk", "apu"] if which == "outer" else ["jwk", "cty"]
    wrong: tuple[Any, ...] = (GONE, None, 1, "", "x", "none", [], {}, "EdDSA", RATING, "JWT")
    low = {"kty": "OKP", "crv": "X25519", "x": "A" * 43}  # agrees with every key on nothing
    wrong += (low, {**low, "x": "_" * 43}, {**low, "d": "A" * 43}, {**low, "crv": "Ed25519"})
    spoils = [(member, value) for member in members for value in wrong]
    found = list[list[Verdict]]()
    for reader in readers:
        envelopes = list[tuple[str | None, str]]()
        for member, value in spoils:
            submission = str(uuid4())

            def spoil(header: dict[str, Any], member: str = member, value: Any = value) -> None:
                header[member] = value
                if value is GONE:
                    del header[member]

            payload = encode(rating(reader, id=submission))
            spoiling: dict[str, Any] = {which: spoil}
            envelopes.append((submission, reader.sealed(payload, RATING, **spoiling)))
        found.append(reader.verdicts(envelopes))
    assert_alike([f"{member} = {value!r}" for member, value in spoils], *found)


def encode_as_is(value: Any) -> bytes:
    """JSON without bringing strings to NFC."""
    return json.dumps(value, ensure_ascii=False).encode()
