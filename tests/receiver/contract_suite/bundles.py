"""POST /v1/bundles: every item is judged as if it had come alone."""

from __future__ import annotations

import http.client
import json
from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract.bundle import (
    MAX_BUNDLE,
    BundleItem,
    BundleResult,
    bundle,
    read_bundle_reply,
)
from rating_client.contract.digests import content_digest, token_sha256
from rating_client.contract.problems import read_problem
from rating_client.contract.receipts import check_receipt
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import sealed_request
from tests.support.any_receiver import AnyReceiver
from tests.support.issuer import Issuer
from tests.support.sender import Reply, Sender

MADE = "2026-11-21T10:42:00+07:00"


def item(sender: Sender, **changes: Any) -> BundleItem:
    payload = sender.rating(**changes)
    envelope = sender.sealed(payload)
    return BundleItem("submission", payload["id"], token_sha256(envelope), envelope)


def post(sender: Sender, *items: BundleItem, **changes: Any) -> Reply:
    statement = sender.statement
    content = json.loads(bundle(statement.token, statement.receiver, items, MADE))
    return post_bytes(sender, json.dumps({**content, **changes}).encode())


def post_bytes(sender: Sender, data: bytes, **headers: str | None) -> Reply:
    return sender.post("/v1/bundles", data, **{"content_type": "application/json", **headers})


def results(reply: Reply) -> list[BundleResult]:
    assert reply.status == 200, reply
    return read_bundle_reply(reply.body)


def slugs(reply: Reply) -> list[str | None]:
    return [result.problem.slug if result.problem else None for result in results(reply)]


def test_every_item_of_a_bundle_has_its_receipt(receiver: AnyReceiver, sender: Sender) -> None:
    items = [item(sender) for _ in range(12)]
    found = results(post(sender, *items))
    assert [result.sha256 for result in found] == [each.sha256 for each in items]
    for each, result in zip(items, found, strict=True):
        assert result.receipt is not None
        check_receipt(
            result.receipt,
            sender.statement,
            receiver=sender.statement.receiver,
            device=sender.device.kid,
            submission=each.submission,
            sha256=each.sha256,
        )
    assert {each.submission for each in items} <= {row["id"] for row in receiver.stored()}


def test_sent_again_or_alone_an_item_gets_the_same_receipt(sender: Sender) -> None:
    one, other = item(sender), item(sender)
    assert one.submission is not None
    alone = sender.put(one.submission, one.jwe)
    first = results(post(sender, one, other, one))
    assert [result.receipt for result in first] == [alone.text, first[1].receipt, alone.text]
    assert results(post(sender, one, other)) == first[:2]


def test_what_is_wrong_with_one_item_spoils_no_other(receiver: AnyReceiver, sender: Sender) -> None:
    stranger = Sender(receiver)
    good, taken, last = item(sender), item(sender), item(sender)
    conflict = item(sender, id=taken.submission)
    assert taken.submission is not None
    assert sender.put(taken.submission, taken.jwe).status == 201
    reply = post(
        sender,
        good,
        BundleItem("submission", str(uuid4()), "0" * 64, good.jwe),
        item(stranger),
        conflict,
        item(sender, moment="later"),
        BundleItem("submission", str(uuid4()), token_sha256("a.b"), "a.b"),
        BundleItem("submission", str(uuid4()), last.sha256, last.jwe),
        last,
    )
    assert slugs(reply) == [
        None,
        "digest-mismatch",
        "unknown-device",
        "id-conflict",
        "invalid-rating",
        "malformed",
        "invalid-rating",
        None,
    ]


def test_a_device_enrols_and_sends_in_one_bundle(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, sender.device, offer.code, offer.tax_codes)
    enrolment = BundleItem("enrolment", None, token_sha256(request), request)
    rating = item(sender)
    found = results(post(sender, enrolment, rating))
    assert all(result.receipt for result in found)
    [row] = [row for row in receiver.stored() if row["id"] == rating.submission]
    assert row["device_state"] == "approved"


def test_what_is_no_bundle_for_this_receiver_is_refused_whole(
    receiver: AnyReceiver, sender: Sender
) -> None:
    before = receiver.stored()
    good = item(sender)
    assert post(sender, good, receiver=Issuer().id).problem.slug == "wrong-receiver"
    assert post(sender, good, bundle=2).problem.slug == "unsupported-version"
    assert post(sender, good, items=[]).problem.slug == "malformed"
    assert post_bytes(sender, b'{"bundle":1,"bundle":1}').problem.slug == "malformed"
    assert post_bytes(sender, b"{").problem.slug == "malformed"
    assert receiver.stored() == before


def test_a_bundle_that_is_too_long_is_refused_before_it_is_sent(receiver: AnyReceiver) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", receiver.port, timeout=10)
    try:
        connection.putrequest("POST", "/v1/bundles")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(MAX_BUNDLE + 1))
        connection.endheaders()
        reply = connection.getresponse()
        problem = read_problem(reply.read())
    finally:
        connection.close()
    assert problem is not None
    assert (reply.status, problem.slug) == (413, "too-large")


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        ({"content_type": "application/jose"}, "unsupported-media"),
        ({"content_digest": content_digest(b"other")}, "digest-mismatch"),
    ],
)
def test_a_bundle_changed_on_its_way_is_refused(
    sender: Sender, header: dict[str, str | None], slug: str
) -> None:
    assert post_bytes(sender, b"{}", **header).problem.slug == slug
