"""PUT /v1/submissions: what is held, what is replayed, what is refused and leaves no trace."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract import jose
from rating_client.contract.digests import content_digest, token_sha256
from rating_client.contract.keys import Device
from rating_client.contract.padding import MAX_ENVELOPE, padded
from rating_client.contract.receipts import Receipt, check_receipt
from rating_client.contract.strict_json import encode
from tests.support.issuer import Issuer
from tests.support.rating_payloads import sealed, sealed_bytes
from tests.support.receivers import RunningReceiver
from tests.support.sender import Reply, Sender


def receipt_of(reply: Reply, sender: Sender, submission: str, envelope: str) -> Receipt:
    return check_receipt(
        reply.text,
        sender.statement,
        receiver=sender.statement.receiver,
        device=sender.device.kid,
        submission=submission,
        sha256=token_sha256(envelope),
    )


def rows(receiver: RunningReceiver, submission: str) -> list[dict[str, Any]]:
    return [row for row in receiver.stored() if row["id"] == submission]


def test_a_new_submission_is_held_and_receipted(receiver: RunningReceiver, sender: Sender) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    reply = sender.put(payload["id"], envelope)
    assert reply.status == 201
    assert reply.headers["content-type"] == "application/jose"
    receipt = receipt_of(reply, sender, payload["id"], envelope)
    (row,) = rows(receiver, payload["id"])
    assert row["rating"] == payload
    assert (row["sequence"], row["epoch"]) == (receipt.sequence, receipt.epoch)
    assert row["device_state"] == "approved"


def test_a_replay_gets_the_same_receipt(receiver: RunningReceiver, sender: Sender) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    first = sender.put(payload["id"], envelope)
    again = sender.put(payload["id"], envelope)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert len(rows(receiver, payload["id"])) == 1


def test_other_bytes_under_the_same_id_are_a_conflict(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    first = sender.send(payload)
    other = sender.send({**payload, "suggestion": "Thêm quầy."})
    sealed_twice = sender.send(payload)
    assert first.status == 201
    assert (other.status, other.problem.slug) == (409, "id-conflict")
    assert sealed_twice.problem.slug == "id-conflict"
    (row,) = rows(receiver, payload["id"])
    assert row["receipt"] == first.text


def test_an_id_of_one_device_is_free_for_another(receiver: RunningReceiver, sender: Sender) -> None:
    payload = sender.rating()
    other = Sender.enrolled(receiver)
    assert sender.send(payload).status == 201
    assert other.send(payload).status == 201
    assert len(rows(receiver, payload["id"])) == 2


def test_fifty_deliveries_at_once_make_one_row_and_one_receipt(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    with ThreadPoolExecutor(50) as senders:
        replies = list(senders.map(lambda _: sender.put(payload["id"], envelope), range(50)))
    statuses = sorted(reply.status for reply in replies)
    print(f"deliveries 50, new {statuses.count(201)}, replayed {statuses.count(200)}")
    assert statuses == [200] * 49 + [201]
    assert len({reply.body for reply in replies}) == 1
    assert len(rows(receiver, payload["id"])) == 1


def test_fifty_different_ones_at_once_get_fifty_numbers(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payloads = [sender.rating() for _ in range(50)]
    envelopes = [sender.sealed(payload) for payload in payloads]
    with ThreadPoolExecutor(20) as senders:
        replies = list(senders.map(sender.put, [each["id"] for each in payloads], envelopes))
    assert {reply.status for reply in replies} == {201}
    ids = {payload["id"] for payload in payloads}
    sequences = sorted(row["sequence"] for row in receiver.stored() if row["id"] in ids)
    assert sequences == list(range(sequences[0], sequences[0] + 50))


def test_a_lost_reply_is_asked_for_by_digest(sender: Sender) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    unknown = sender.get(f"/v1/receipts/{token_sha256(envelope)}")
    assert (unknown.status, unknown.problem.slug) == (404, "unknown-submission")
    receipt = sender.put(payload["id"], envelope)
    found = sender.get(f"/v1/receipts/{token_sha256(envelope)}")
    assert (found.status, found.body) == (200, receipt.body)
    assert sender.get("/v1/receipts/nothing").problem.slug == "unknown-submission"


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
    name: str, receiver: RunningReceiver, sender: Sender
) -> None:
    status, slug, attempt = REFUSALS[name]
    before = receiver.stored()
    reply = attempt(sender)
    assert (reply.status, reply.problem.slug) == (status, slug)
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["rating-protocol"] == "1"
    assert receiver.stored() == before


def test_an_invalid_rating_is_told_where_and_its_id_stays_free(sender: Sender) -> None:
    payload = sender.rating()
    wrong = {**payload, "moment": "later", "subjects": [{**payload["subjects"][0], "level": 6}]}
    refused = sender.send(wrong)
    assert (refused.status, refused.problem.slug) == (422, "invalid-rating")
    pointers = [error.pointer for error in refused.problem.errors]
    assert pointers == ["/moment", "/subjects/0/level"]
    assert sender.send(payload).status == 201


def test_a_refused_signature_does_not_squat_the_id(sender: Sender) -> None:
    payload = sender.rating()
    assert put_as(sender, payload, Device.generate()).problem.slug == "unknown-device"
    assert sender.send(payload).status == 201


def test_a_body_cut_short_is_not_kept_and_the_honest_retry_is(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload).encode()
    head = (
        f"PUT /v1/submissions/{payload['id']} HTTP/1.1\r\nHost: x\r\n"
        f"Content-Type: application/jose\r\nContent-Digest: {content_digest(envelope)}\r\n"
        f"Content-Length: {len(envelope)}\r\n\r\n"
    ).encode()
    for cut in (0, 1, len(envelope) // 2, len(envelope) - 1):
        with socket.create_connection(("127.0.0.1", receiver.port)) as connection:
            connection.sendall(head + envelope[:cut])
            connection.shutdown(socket.SHUT_WR)
            assert not connection.recv(100).startswith(b"HTTP/1.1 20")
    assert rows(receiver, payload["id"]) == []
    assert sender.put(payload["id"], envelope).status == 201


def test_problems_come_in_the_language_asked_for(sender: Sender) -> None:
    vietnamese = sender.put(str(uuid4()), "x").problem
    english = sender.put(str(uuid4()), "x", accept_language="fr, en;q=0.8, vi;q=0.5").problem
    assert vietnamese.title == "Yêu cầu không đúng định dạng"
    assert english.title == "The request is malformed"


def test_a_tax_code_outside_the_enrolment_is_held_and_marked_unproven(
    receiver: RunningReceiver,
) -> None:
    sender = Sender.enrolled(receiver, tax_codes=("0200000000",))
    inside = sender.rating()
    outside = sender.rating(owner={"tax_code": "0100000000"})
    unknown = sender.rating(owner={"name": "Công ty TNHH Ví dụ"})
    for payload in (inside, outside, unknown):
        assert sender.send(payload).status == 201
    proven = {row["id"]: row["proven"] for row in receiver.stored()}
    assert [proven[each["id"]] for each in (inside, outside, unknown)] == [True, False, False]
