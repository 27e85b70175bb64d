"""POST /v1/bundles: what this receiver does beside what is asked of every one (contract_suite)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from rating_client.contract.bundle import MAX_BUNDLE, MAX_ITEMS
from rating_client.contract.strict_json import encode
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import sealed_request
from tests.support.bundling import item, post, rated, results, slugs
from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender


def test_the_problem_of_an_item_is_in_the_language_that_was_asked_for(sender: Sender) -> None:
    (found,) = results(post(sender, [item(str(uuid4()), "a.b.c.d.e")], accept_language="en"))
    assert found.problem is not None
    assert found.problem.title == "The request is malformed"


def test_ratings_that_come_with_their_device_are_proven(receiver: RunningReceiver) -> None:
    sender = Sender(receiver)
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, sender.device, offer.code, offer.tax_codes)
    rating = rated(sender)
    assert slugs(results(post(sender, [item(None, request), rating]))) == [None, None]
    (row,) = [row for row in receiver.stored() if row["id"] == rating.submission]
    assert row["proven"] is True


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b" " * (MAX_BUNDLE + 1), 413, "too-large"),
        (encode({"bundle": 1, "items": [{}] * (MAX_ITEMS + 1)}), 400, "malformed"),
    ],
)
def test_too_much_for_one_bundle_is_refused_whole(
    sender: Sender, body: bytes, status: int, slug: str
) -> None:
    reply = sender.post("/v1/bundles", body, content_type="application/json")
    assert (reply.status, reply.problem.slug) == (status, slug)


def test_the_handshake_says_how_long_a_bundle_may_be(sender: Sender) -> None:
    assert sender.head("/v1/submissions").headers["rating-max-body"] == str(MAX_BUNDLE)
