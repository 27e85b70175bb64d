"""POST /v1/enrolments: a code is spent once, a device without one waits, nobody steals a key."""

from __future__ import annotations

from typing import Any

import pytest

from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.keys import Device
from rating_client.contract.padding import padded
from rating_client.contract.receipts import check_receipt
from rating_client.contract.strict_json import encode
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import sealed_request
from tests.support.any_receiver import AnyReceiver, Revoke
from tests.support.sender import Reply, Sender


def state(receiver: AnyReceiver, sender: Sender) -> str:
    payload = sender.rating()
    assert sender.send(payload).status == 201
    (found,) = [row["device_state"] for row in receiver.stored() if row["id"] == payload["id"]]
    return str(found)


def test_a_code_makes_a_device_known(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    before = sender.send(sender.rating())
    assert (before.status, before.problem.slug) == (403, "unknown-device")
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, sender.device, offer.code, offer.tax_codes)
    reply = sender.post("/v1/enrolments", request)
    assert reply.status == 201
    receipt = check_receipt(
        reply.text,
        sender.statement,
        device=sender.device.kid,
        submission=None,
        sha256=token_sha256(request),
    )
    assert receipt.sequence > 0
    assert state(receiver, sender) == "approved"
    found = sender.get(f"/v1/receipts/{token_sha256(request)}")
    assert (found.status, found.body) == (200, reply.body)


def test_a_request_sent_twice_gets_the_same_receipt(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, sender.device, offer.code, ())
    first, again = (sender.post("/v1/enrolments", request) for _ in range(2))
    assert (first.status, again.status, first.body) == (201, 200, again.body)


def test_a_device_without_a_code_is_pending_and_its_ratings_are_held(
    receiver: AnyReceiver,
) -> None:
    sender = Sender(receiver)
    assert sender.enrol(receiver.enrolment_file(code=None)).status == 201
    assert state(receiver, sender) == "pending"
    assert sender.enrol(receiver.enrolment_file()).status == 201
    assert state(receiver, sender) == "approved"


def test_a_code_is_spent_by_one_device(receiver: AnyReceiver) -> None:
    file = receiver.enrolment_file()
    first, second = Sender(receiver), Sender(receiver)
    assert first.enrol(file).status == 201
    refused = second.enrol(file)
    assert (refused.status, refused.problem.slug) == (403, "code-invalid")
    assert second.send(second.rating()).problem.slug == "unknown-device"
    assert first.enrol(file).status == 201  # sealed anew by the device that holds it


def test_an_expired_or_invented_code_is_refused(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    expired = receiver.enrolment_file(days=-1)
    assert sender.enrol(expired).problem.slug == "code-invalid"
    offer = read_offer(receiver.enrolment_file(code=None))
    invented = sealed_request(offer.statement, sender.device, "0000-0000-0000", ())
    assert sender.post("/v1/enrolments", invented).problem.slug == "code-invalid"


def test_a_code_typed_from_paper_is_the_same_code(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file())
    assert offer.code is not None
    typed = offer.code.replace("-", " ").lower()
    request = sealed_request(offer.statement, sender.device, typed, ())
    assert sender.post("/v1/enrolments", request).status == 201


def enrol_with(sender: Sender, signed_by: Device, **changes: Any) -> Reply:
    payload = {
        "v": 1,
        "receiver": sender.statement.receiver,
        "device_jwk": sender.device.signing.public,
        "answers_jwk": sender.device.answers.public,
        "tax_codes": [],
        **changes,
    }
    signed = jose.sign("rating-enrol-request+jws", encode(payload), signed_by.signing)
    envelope = jose.seal(
        padded(signed),
        sender.statement.sealing,
        sender.statement.sealing_kid,
        "rating+jwe",
        "rating-enrol-request+jws",
    )
    return sender.post("/v1/enrolments", envelope)


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"v": 2}, "unsupported-version"),
        ({"receiver": Device.generate().kid}, "wrong-receiver"),
        ({"device_jwk": Device.generate().signing.public}, "bad-signature"),
        ({"device_jwk": {"kty": "OKP", "crv": "X25519", "x": "A" * 43}}, "malformed"),
        ({"answers_jwk": {"kty": "OKP", "crv": "X25519", "x": "_" * 43}}, "bad-signature"),
        ({"tax_codes": "0200000000"}, "malformed"),
    ],
)
def test_a_request_that_does_not_hold_together_is_refused(
    receiver: AnyReceiver, changes: dict[str, Any], slug: str
) -> None:
    sender = Sender(receiver)
    assert enrol_with(sender, sender.device, **changes).problem.slug == slug
    assert sender.send(sender.rating()).problem.slug == "unknown-device"


def test_nobody_enrols_a_key_he_does_not_hold(receiver: AnyReceiver) -> None:
    victim = Sender(receiver)
    assert enrol_with(victim, Device.generate()).problem.slug == "bad-signature"


def test_a_rating_is_no_enrolment_request(sender: Sender) -> None:
    reply = sender.post("/v1/enrolments", sender.sealed(sender.rating()))
    assert reply.problem.slug == "malformed"


def test_a_revoked_device_sends_nothing_new_and_keeps_its_receipts(
    receiver: AnyReceiver, sender: Sender, revoke: Revoke
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    receipt = sender.put(payload["id"], envelope)
    revoke(sender.device.kid)
    refused = sender.send(sender.rating())
    assert (refused.status, refused.problem.slug) == (403, "device-revoked")
    assert sender.enrol(receiver.enrolment_file()).problem.slug == "device-revoked"
    replay = sender.put(payload["id"], envelope)
    assert (replay.status, replay.body) == (200, receipt.body)


def test_a_code_refused_with_its_device_is_not_spent(
    receiver: AnyReceiver, sender: Sender, revoke: Revoke
) -> None:
    file = receiver.enrolment_file()
    revoke(sender.device.kid)
    assert sender.enrol(file).problem.slug == "device-revoked"
    assert Sender(receiver).enrol(file).status == 201


def test_a_digest_is_checked_where_it_is_sent(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, sender.device, offer.code, ())
    wrong = sender.post("/v1/enrolments", request, content_digest="sha-256=:AAAA:")
    assert wrong.problem.slug == "digest-mismatch"
    assert sender.post("/v1/enrolments", request, content_digest=None).status == 201
