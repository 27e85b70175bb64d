"""A long outbox leaves by bundles: each rating judged by itself, none sent for nothing."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from rating_client.contract.bundle import BundleResult, bundle_reply, read_bundle
from rating_client.contract.keys import SealingKey, SigningKey
from rating_client.contract.problems import read_problem
from rating_client.outbox.entry import EntryState
from tests.support.customs_server import CustomsServer
from tests.support.intake import problem
from tests.support.issuer import published
from tests.support.office import Office
from tests.support.scripted_receiver import (
    PROTOCOL,
    Cut,
    Line,
    Raw,
    Request,
    Reset,
    Say,
)


def test_a_long_outbox_leaves_in_few_requests(office: Office, customs: CustomsServer) -> None:
    entries = [office.rate() for _ in range(250)]
    office.work(30)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    posts, puts = customs.asked("POST", "/v1/bundles"), customs.asked("PUT", "/")
    print(f"{len(entries)} ratings in {len(posts)} bundles and {len(puts)} single requests")
    assert sorted(customs.intake.order) == sorted(entry.id for entry in entries)
    assert len(posts) + len(puts) <= 4
    assert office.delivery.tally.attempts == office.delivery.tally.receipts == 250
    assert all(len(post.body) <= 1 << 20 for post in posts)
    for post in posts:
        for item in read_bundle(post.body).items:
            entry = office.outbox.known(item.submission or "")
            assert (item.jwe, item.sha256) == (entry.envelope, entry.envelope_sha256)


def test_one_due_rating_is_put_alone(office: Office, customs: CustomsServer) -> None:
    office.rate()
    office.work(30)
    assert len(customs.asked("PUT", "/")) == 1
    assert customs.intake.bundles == []


def test_a_receiver_that_takes_less_gets_less(office: Office, customs: CustomsServer) -> None:
    customs.server.hello = Say(204, {**PROTOCOL, "Rating-Max-Body": "65536"})
    office.work(60)  # until it greets again
    entries = [office.rate() for _ in range(20)]
    office.work(30)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert max(len(post.body) for post in customs.asked("POST", "/v1/bundles")) <= 65536


@pytest.mark.parametrize(
    "refusal",
    [Say(404, PROTOCOL), Say(405, PROTOCOL), problem("malformed"), problem("unsupported-media")],
    ids=lambda reply: str(reply.status),
)
def test_a_receiver_without_bundles_gets_them_one_by_one(
    office: Office, customs: CustomsServer, refusal: Say
) -> None:
    def without_bundles(request: Request) -> Say:
        return refusal if request.path == "/v1/bundles" else customs.intake(request)

    customs.server.otherwise = without_bundles
    entries = [office.rate() for _ in range(20)]
    office.work(30)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert len(customs.asked("POST", "/v1/bundles")) == 1
    assert len(customs.asked("PUT", "/")) == 20
    assert office.said() == []


@pytest.mark.parametrize("slug", ["id-conflict", "invalid-rating", "unsupported-version"])
def test_a_refused_rating_in_a_bundle_blocks_nobody(
    office: Office, customs: CustomsServer, slug: str
) -> None:
    entries = [office.rate() for _ in range(10)]
    customs.intake.replacements[entries[4].id] = problem(slug)
    office.work(30)
    states = Counter(office.state(entry) for entry in entries)
    print(f"{slug}: refused 1, blocked with it {9 - states[EntryState.RECEIPTED]}")
    assert states == {EntryState.RECEIPTED: 9, EntryState.NEEDS_ATTENTION: 1}
    refused = office.outbox.known(entries[4].id)
    assert refused.reason is not None
    assert refused.reason.words
    assert office.said() == []


def test_one_that_is_put_off_is_sent_again_and_the_others_are_not(
    office: Office, customs: CustomsServer
) -> None:
    entries = [office.rate() for _ in range(10)]
    customs.intake.replacements[entries[4].id] = problem("unavailable")
    office.work(60)
    assert customs.intake.bundles == [10]
    assert office.state(entries[4]) is EntryState.RECEIPTED
    assert [put.path for put in customs.asked("PUT", "/")] == [f"/v1/submissions/{entries[4].id}"]


def losses(customs: CustomsServer) -> dict[str, Line]:
    """Ways to lose what a receiver said to a bundle it has stored."""

    def after_storing(fault: Line | None) -> Line:
        def line(request: Request) -> object:
            reply = customs.intake(request)
            return fault or Cut(reply)

        return line  # type: ignore[return-value]  # a line of a script

    return {
        "reset": after_storing(Reset()),
        "nothing": after_storing(Raw(b"")),
        "cut": after_storing(None),
        "502": after_storing(Say(502)),
        "login page": after_storing(Say(200, {}, b"<!DOCTYPE html>")),
        "not a reply to a bundle": after_storing(Say(200, PROTOCOL, b'{"results": 1}')),
        "no results": after_storing(Say(200, PROTOCOL, b'{"results": []}')),
    }


@pytest.mark.parametrize("how", losses(CustomsServer.__new__(CustomsServer)))
def test_a_lost_reply_leaves_all_unconfirmed_and_sends_the_same_bytes(
    office: Office, customs: CustomsServer, how: str
) -> None:
    entries = [office.rate() for _ in range(30)]
    customs.server.script = [losses(customs)[how]]
    while customs.server.script:
        office.work(1)
    assert {office.state(entry) for entry in entries} == {EntryState.UNCONFIRMED}
    office.work(900)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    seen: dict[str, set[str]] = {}
    for post in customs.asked("POST", "/v1/bundles"):
        for item in read_bundle(post.body).items:
            seen.setdefault(item.submission or "", set()).add(item.jwe)
    for put in customs.asked("PUT", "/"):
        seen.setdefault(put.path.rpartition("/")[2], set()).add(put.body.decode())
    lost = len(entries) - len(customs.intake.stored)
    print(f"{how}: saved 30, lost {lost}, other bytes {sum(len(s) > 1 for s in seen.values())}")
    assert lost == 0
    assert all(len(bytes_seen) == 1 for bytes_seen in seen.values())
    assert len(customs.intake.order) == len(set(customs.intake.order)) == 30


def test_receipts_given_to_the_wrong_ratings_are_none(
    office: Office, customs: CustomsServer
) -> None:
    entries = [office.rate() for _ in range(6)]

    def shuffled(request: Request) -> Say:
        results = json.loads(customs.intake(request).body)["results"]
        receipts = [result["receipt"] for result in results]
        mixed = [
            BundleResult(result["sha256"], receipt=receipt)
            for result, receipt in zip(results, receipts[1:] + receipts[:1], strict=True)
        ]
        return Say(200, PROTOCOL, bundle_reply(mixed))

    customs.server.script = [shuffled]
    while customs.server.script:
        office.work(1)
    assert office.delivery.tally.receipts == 0
    assert {office.state(entry) for entry in entries} == {EntryState.UNCONFIRMED}
    assert "delivery.receipt-not-valid" in office.said()
    office.work(900)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}


def test_a_rating_that_makes_the_receiver_stumble_keeps_no_bundle_back(
    office: Office, customs: CustomsServer
) -> None:
    poison = office.rate()
    others = [office.rate() for _ in range(40)]

    def stumble(request: Request) -> Say:
        return (
            Say(500)
            if poison.id.encode() in request.body + request.path.encode()
            else (customs.intake(request))
        )

    customs.server.otherwise = stumble
    office.work(600)
    assert {office.state(entry) for entry in others} == {EntryState.RECEIPTED}
    assert office.state(poison) is EntryState.UNCONFIRMED


def test_an_unknown_device_pauses_and_blames_no_rating(
    office: Office, customs: CustomsServer
) -> None:
    customs.intake.devices.clear()
    entries = [office.rate() for _ in range(20)]
    office.work(600)
    assert {office.state(entry) for entry in entries} == {EntryState.WAITING}
    assert office.said() == ["delivery.activation-needed"]
    assert len(customs.intake.bundles) <= 2


def test_receipts_by_a_new_key_count_once_the_statement_names_it(
    office: Office, customs: CustomsServer
) -> None:
    entries = [office.rate() for _ in range(12)]
    customs.issuer.old_keys = [published(customs.issuer.signing, "sig", "retired")]
    customs.issuer.signing = SigningKey.generate()
    customs.intake.documents["keys"] = customs.issuer.statement_token(2)
    office.work(12)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert customs.intake.bundles == [12]


def test_what_was_sealed_to_a_retired_key_is_sent_as_it_is(
    office: Office, customs: CustomsServer
) -> None:
    entries = [office.rate() for _ in range(3)]
    old = customs.issuer.sealing
    customs.issuer.old_keys = [published(old, "enc", "retired")]
    customs.issuer.sealing = SealingKey.generate()
    customs.intake.documents["keys"] = customs.issuer.statement_token(2)
    office.enrolments.set_document(
        customs.issuer.id, "keys", customs.intake.documents["keys"], office.clock.now()
    )
    after = office.rate()
    customs.intake.retired = {old.kid: old}
    office.work(30)
    for entry in (*entries, after):
        sent = office.outbox.known(entry.id)
        assert sent.state is EntryState.RECEIPTED
        assert sent.envelope == entry.envelope


def test_a_problem_of_a_kind_nobody_knows_loses_nothing(
    office: Office, customs: CustomsServer
) -> None:
    entries = [office.rate() for _ in range(4)]

    def odd(request: Request) -> Say:
        results = json.loads(customs.intake(request).body)["results"]
        del results[2]["receipt"]
        results[2]["problem"] = {"type": "urn:rating:problem:moon-phase", "title": "?"}
        return Say(200, PROTOCOL, json.dumps({"results": results}).encode())

    assert read_problem(b'{"type": "urn:rating:problem:moon-phase"}') is None
    customs.server.script = [odd]
    office.work(60)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
