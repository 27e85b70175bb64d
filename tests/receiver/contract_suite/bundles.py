"""POST /v1/bundles: every item is judged as if it had come alone, in order."""

from __future__ import annotations

import http.client
import json
from collections.abc import Sequence
from uuid import uuid4

import pytest

from rating_client.contract.bundle import MAX_BUNDLE, BundleItem, bundle
from rating_client.contract.digests import content_digest
from rating_client.contract.keys import Device
from rating_client.contract.problems import read_problem
from rating_client.contract.receipts import check_receipt
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import sealed_request
from tests.support.any_receiver import AnyReceiver
from tests.support.bundling import MADE, item, post, rated, results, slugs
from tests.support.issuer import Issuer
from tests.support.rating_payloads import sealed
from tests.support.sender import Sender


def held(receiver: AnyReceiver, items: Sequence[BundleItem]) -> list[str]:
    wanted = {each.submission for each in items}
    return [row["id"] for row in receiver.stored() if row["id"] in wanted]


def test_every_item_of_a_bundle_is_held_and_receipted_in_order(
    receiver: AnyReceiver, sender: Sender
) -> None:
    items = [rated(sender) for _ in range(12)]
    found = results(post(sender, items))
    assert [result.sha256 for result in found] == [each.sha256 for each in items]
    sequences = []
    for each, result in zip(items, found, strict=True):
        assert result.receipt is not None
        receipt = check_receipt(
            result.receipt,
            sender.statement,
            device=sender.device.kid,
            submission=each.submission,
            sha256=each.sha256,
        )
        sequences.append(receipt.sequence)
    assert sequences == sorted(set(sequences))
    assert held(receiver, items) == [each.submission for each in items]


def test_an_item_gets_the_receipt_it_got_alone_and_the_other_way_round(sender: Sender) -> None:
    alone, bundled = rated(sender), rated(sender)
    assert alone.submission is not None
    assert bundled.submission is not None
    first = sender.put(alone.submission, alone.jwe)
    found = results(post(sender, [alone, bundled, alone]))
    assert [result.receipt for result in found] == [first.text, found[1].receipt, first.text]
    again = sender.put(bundled.submission, bundled.jwe)
    assert (again.status, again.text) == (200, found[1].receipt)


def test_what_is_wrong_with_one_item_spoils_no_other(receiver: AnyReceiver, sender: Sender) -> None:
    good, taken, last = rated(sender), rated(sender), rated(sender)
    stranger = Device.generate()
    unknown = sender.rating()
    other = sender.rating(receiver=Issuer().id)
    wrong = sender.rating(moment="later")
    later = sender.rating(v=2)
    items = [
        good,
        item(str(uuid4()), "a.b.c.d.e"),
        item(taken.submission, taken.jwe, sha256="0" * 64),
        item(unknown["id"], sealed(unknown, stranger, sender.statement)),
        item(other["id"], sender.sealed(other)),
        item(wrong["id"], sender.sealed(wrong)),
        item(later["id"], sender.sealed(later)),
        item(str(uuid4()), taken.jwe),
        taken,
        item(taken.submission, sender.sealed(sender.rating(id=taken.submission))),
        item(str(uuid4()), sealed(sender.rating(), sender.device, Issuer().statement())),
        last,
    ]
    found = results(post(sender, items))
    assert slugs(found) == [
        None,
        "malformed",
        "digest-mismatch",
        "unknown-device",
        "wrong-receiver",
        "invalid-rating",
        "unsupported-version",
        "invalid-rating",
        None,
        "id-conflict",
        "unopenable",
        None,
    ]
    assert found[5].problem is not None
    assert [error.pointer for error in found[5].problem.errors] == ["/moment"]
    assert held(receiver, items) == [good.submission, taken.submission, last.submission]


def test_what_an_item_says_alone_it_says_in_a_bundle(sender: Sender) -> None:
    wrong = sender.rating(subjects=[])
    alone = sender.put(wrong["id"], sender.sealed(wrong))
    (bundled,) = results(post(sender, [item(wrong["id"], sender.sealed(wrong))]))
    assert bundled.problem == alone.problem


def test_a_device_and_its_ratings_may_come_in_one_bundle(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, sender.device, offer.code, offer.tax_codes)
    too_early, rating = rated(sender), rated(sender)
    found = results(post(sender, [too_early, item(None, request), rating]))
    assert slugs(found) == ["unknown-device", None, None]
    (row,) = [row for row in receiver.stored() if row["id"] == rating.submission]
    assert row["device_state"] == "approved"
    again = results(post(sender, [item(None, request), too_early]))
    assert again[0].receipt == found[1].receipt
    assert slugs(again) == [None, None]


def test_a_code_refused_in_a_bundle_is_not_spent(receiver: AnyReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file(days=-1))
    request = sealed_request(offer.statement, sender.device, offer.code, ())
    assert slugs(results(post(sender, [item(None, request)]))) == ["code-invalid"]
    assert slugs(results(post(sender, [item(str(uuid4()), request)]))) == ["malformed"]
    assert sender.send(sender.rating()).problem.slug == "unknown-device"


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b"{}", 400, "malformed"),
        (b"{", 400, "malformed"),
        (b"", 400, "malformed"),
        (b'{"bundle":1,"bundle":1}', 400, "malformed"),
        (b'{"bundle":2}', 422, "unsupported-version"),
    ],
)
def test_what_is_no_bundle_is_refused_whole(
    receiver: AnyReceiver, sender: Sender, body: bytes, status: int, slug: str
) -> None:
    before = receiver.stored()
    reply = sender.post("/v1/bundles", body, content_type="application/json")
    assert (reply.status, reply.problem.slug) == (status, slug)
    assert receiver.stored() == before


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"receiver": Issuer().id}, "wrong-receiver"),
        ({"bundle": 2}, "unsupported-version"),
        ({"items": []}, "malformed"),
    ],
)
def test_a_bundle_that_is_not_for_this_receiver_is_refused_whole(
    receiver: AnyReceiver, sender: Sender, changed: dict[str, object], slug: str
) -> None:
    items = [rated(sender)]
    statement = sender.statement
    content = json.loads(bundle(statement.token, statement.receiver, items, MADE))
    body = json.dumps({**content, **changed}).encode()
    reply = sender.post("/v1/bundles", body, content_type="application/json")
    assert reply.problem.slug == slug
    assert held(receiver, items) == []


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


def test_a_bundle_is_json_and_its_digest_is_checked_where_it_is_sent(sender: Sender) -> None:
    items = [rated(sender)]
    statement = sender.statement
    data = bundle(statement.token, statement.receiver, items, MADE)
    assert sender.post("/v1/bundles", data).problem.slug == "unsupported-media"
    wrong = post(sender, items, content_digest=content_digest(b"other"))
    assert wrong.problem.slug == "digest-mismatch"
    assert slugs(results(post(sender, items, content_digest=None))) == [None]


def test_a_full_bundle_is_taken(receiver: AnyReceiver, sender: Sender) -> None:
    items = [rated(sender) for _ in range(85)]
    assert slugs(results(post(sender, items))) == [None] * 85
    assert held(receiver, items) == [each.submission for each in items]
