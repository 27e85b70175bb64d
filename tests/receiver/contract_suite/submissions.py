"""PUT /v1/submissions: what is held, what is replayed, what is a conflict."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rating_client.contract.digests import content_digest, token_sha256
from rating_client.contract.receipts import Receipt, check_receipt
from tests.support.any_receiver import AnyReceiver
from tests.support.sender import Reply, Sender


def receipt_of(reply: Reply, sender: Sender, submission: str, envelope: str) -> Receipt:
    return check_receipt(
        reply.text,
        sender.statement,
        device=sender.device.kid,
        submission=submission,
        sha256=token_sha256(envelope),
    )


def rows(receiver: AnyReceiver, submission: str) -> list[dict[str, Any]]:
    return [row for row in receiver.stored() if row["id"] == submission]


def test_a_new_submission_is_held_and_receipted(receiver: AnyReceiver, sender: Sender) -> None:
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


def test_a_replay_gets_the_same_receipt(receiver: AnyReceiver, sender: Sender) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    first = sender.put(payload["id"], envelope)
    again = sender.put(payload["id"], envelope)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert len(rows(receiver, payload["id"])) == 1


def test_other_bytes_under_the_same_id_are_a_conflict(
    receiver: AnyReceiver, sender: Sender
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


def test_an_id_of_one_device_is_free_for_another(receiver: AnyReceiver, sender: Sender) -> None:
    payload = sender.rating()
    other = Sender.enrolled(receiver)
    assert sender.send(payload).status == 201
    assert other.send(payload).status == 201
    assert len(rows(receiver, payload["id"])) == 2


def test_fifty_deliveries_at_once_make_one_row_and_one_receipt(
    receiver: AnyReceiver, sender: Sender
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
    receiver: AnyReceiver, sender: Sender
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


def test_an_invalid_rating_is_told_where_and_its_id_stays_free(sender: Sender) -> None:
    payload = sender.rating()
    wrong = {**payload, "moment": "later", "subjects": [{**payload["subjects"][0], "level": 6}]}
    refused = sender.send(wrong)
    assert (refused.status, refused.problem.slug) == (422, "invalid-rating")
    pointers = {error.pointer for error in refused.problem.errors}
    assert pointers == {"/moment", "/subjects/0/level"}
    assert sender.send(payload).status == 201


def test_digests_of_several_kinds_may_stand_on_lines_of_their_own(
    receiver: AnyReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload).encode()
    head = _head(payload, envelope, "Content-Digest: sha-512=:AAAA:\r\n")
    with socket.create_connection(("127.0.0.1", receiver.port), timeout=60) as connection:
        connection.sendall(head + envelope)
        assert connection.recv(100).split()[1] == b"201"


def test_a_body_cut_short_is_not_kept_and_the_honest_retry_is(
    receiver: AnyReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload).encode()
    head = _head(payload, envelope)
    for cut in (0, 1, len(envelope) // 2, len(envelope) - 1):
        with socket.create_connection(("127.0.0.1", receiver.port)) as connection:
            connection.sendall(head + envelope[:cut])
            connection.shutdown(socket.SHUT_WR)
            assert not connection.recv(100).startswith(b"HTTP/1.1 20")
    assert rows(receiver, payload["id"]) == []
    assert sender.put(payload["id"], envelope).status == 201


def _head(payload: dict[str, Any], envelope: bytes, more: str = "") -> bytes:
    """What goes before `envelope` on a bare connection; `more` lines stand before its digest."""
    return (
        f"PUT /v1/submissions/{payload['id']} HTTP/1.1\r\nHost: x\r\n"
        f"Content-Type: application/jose\r\nContent-Length: {len(envelope)}\r\n"
        f"{more}Content-Digest: {content_digest(envelope)}\r\n\r\n"
    ).encode()
