"""What a receiver refuses says why and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract import jose
from rating_client.contract.digests import content_digest
from rating_client.contract.keys import Device
from rating_client.contract.padding import MAX_ENVELOPE, padded
from rating_client.contract.strict_json import encode
from tests.support.any_receiver import AnyReceiver
from tests.support.issuer import Issuer
from tests.support.rating_payloads import sealed, sealed_bytes
from tests.support.sender import Reply, Sender

REFUSALS: dict[str, tuple[int, str, Callable[[Sender], Reply]]] = {
    "a body that is no token": (400, "malformed", lambda s: s.put(str(uuid4()), "hello")),
    "no ASCII": (400, "malformed", lambda s: s.put(str(uuid4()), "ế".encode())),
    "no body": (400, "malformed", lambda s: s.put(str(uuid4()), b"", **jose_type(b""))),
    "no digest": (400, "malformed", lambda s: put_good(s, content_digest=None)),
    "an id in capitals": (400, "malformed", lambda s: s.put(str(uuid4()).upper(), good(s))),
    "an id by time": (
        400,
        "malformed",
        lambda s: s.put("018f4b9e-0000-7000-8000-000000000000", good(s)),
    ),
    "an enrolment request": (400, "malformed", lambda s: s.put(str(uuid4()), request(s))),
    "another digest": (
        400,
        "digest-mismatch",
        lambda s: put_good(s, content_digest=content_digest(b"other")),
    ),
    "a digest of another kind alone": (
        400,
        "digest-mismatch",
        lambda s: put_good(s, content_digest="sha-512=:AAAA:"),
    ),
    "a body changed on its way": (400, "digest-mismatch", lambda s: put_changed(s)),
    "another media type": (415, "unsupported-media", lambda s: put_good(s, content_type="a/b")),
    "too many bytes": (413, "too-large", lambda s: s.put(str(uuid4()), b"a" * (MAX_ENVELOPE + 1))),
    "sealed to another receiver": (
        422,
        "unopenable",
        lambda s: s.put(str(uuid4()), sealed(s.rating(), s.device, Issuer().statement())),
    ),
    "a flipped bit": (422, "unopenable", lambda s: s.put(str(uuid4()), flipped(good(s)))),
    "a device nobody knows": (
        403,
        "unknown-device",
        lambda s: put_as(s, s.rating(), Device.generate()),
    ),
    "a signature of another device": (422, "bad-signature", lambda s: put_forged(s)),
    "no signature inside": (422, "bad-signature", lambda s: put_inside(s, b"hello")),
    "a rating for another receiver": (
        422,
        "wrong-receiver",
        lambda s: s.send(s.rating(receiver=Issuer().id)),
    ),
    "a later version": (422, "unsupported-version", lambda s: s.send(s.rating(v=2))),
    "an id that is not in the rating": (
        422,
        "invalid-rating",
        lambda s: s.put(str(uuid4()), s.sealed(s.rating())),
    ),
    "duplicate members": (422, "invalid-rating", lambda s: put_bytes(s, b'{"v":1,"v":1}')),
}


def jose_type(body: bytes) -> dict[str, str]:
    return {"content_type": "application/jose", "content_digest": content_digest(body)}


def good(sender: Sender) -> str:
    return sender.sealed(sender.rating())


def put_good(sender: Sender, **headers: str | None) -> Reply:
    payload = sender.rating()
    return sender.put(payload["id"], sender.sealed(payload), **headers)


def put_changed(sender: Sender) -> Reply:
    envelope = good(sender)
    return sender.put(
        str(uuid4()), flipped(envelope), content_digest=content_digest(envelope.encode())
    )


def put_as(sender: Sender, payload: dict[str, Any], device: Device) -> Reply:
    return sender.put(payload["id"], sealed(payload, device, sender.statement))


def put_forged(sender: Sender) -> Reply:
    payload = sender.rating()
    forger = Device.generate()
    signed = jose.sign("rating+jws", encode(payload), forger.signing).split(".")
    own = jose.sign("rating+jws", encode(payload), sender.device.signing).split(".")
    return put_inside(sender, padded(".".join((*own[:2], signed[2]))), payload["id"])


def put_inside(sender: Sender, plaintext: bytes, submission: str | None = None) -> Reply:
    statement = sender.statement
    envelope = jose.seal(
        plaintext, statement.sealing, statement.sealing_kid, "rating+jwe", "rating+jws"
    )
    return sender.put(submission or str(uuid4()), envelope)


def put_bytes(sender: Sender, payload: bytes) -> Reply:
    return sender.put(str(uuid4()), sealed_bytes(payload, sender.device, sender.statement))


def request(sender: Sender) -> str:
    return jose.seal(
        padded(jose.sign("rating-enrol-request+jws", b"{}", sender.device.signing)),
        sender.statement.sealing,
        sender.statement.sealing_kid,
        "rating+jwe",
        "rating-enrol-request+jws",
    )


def flipped(token: str) -> str:
    head, key, iv, ciphertext, tag = token.split(".")
    return ".".join((head, key, iv, ("B" if ciphertext[0] == "A" else "A") + ciphertext[1:], tag))


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_refused_says_why_and_leaves_no_trace(
    name: str, receiver: AnyReceiver, sender: Sender
) -> None:
    status, slug, attempt = REFUSALS[name]
    before = receiver.stored()
    reply = attempt(sender)
    assert (reply.status, reply.problem.slug) == (status, slug)
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["rating-protocol"] == "1"
    assert receiver.stored() == before


def test_a_refused_signature_does_not_squat_the_id(sender: Sender) -> None:
    payload = sender.rating()
    assert put_as(sender, payload, Device.generate()).problem.slug == "unknown-device"
    assert sender.send(payload).status == 201


def test_problems_come_in_the_language_asked_for(sender: Sender) -> None:
    vietnamese = sender.put(str(uuid4()), "x").problem
    english = sender.put(str(uuid4()), "x", accept_language="fr, en;q=0.8, vi;q=0.5").problem
    assert vietnamese.title
    assert vietnamese.title != english.title
    assert vietnamese.title == sender.put(str(uuid4()), "x", accept_language="vi, en").problem.title
