"""Handing over somebody else's bundle: only where it is sealed to, and only what is proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.bundle import bundle, read_bundle
from rating_client.contract.receipts_file import read_receipts_file
from rating_client.contract.strict_json import encode, parse_object
from rating_client.delivery.carrying_home import CarryingHome
from rating_client.delivery.carrying_out import CarryingOut
from rating_client.delivery.forwarding import Forwarded, destination, forward
from rating_client.delivery.transport import Transport
from rating_client.outbox.entry import EntryState
from tests.support.clock import FakeClock
from tests.support.customs_server import CustomsServer
from tests.support.intake import problem
from tests.support.issuer import Issuer
from tests.support.office import Office
from tests.support.scripted_receiver import PROTOCOL, Request, Reset, Say


def exported(office: Office, folder: Path, ratings: int = 3) -> bytes:
    for _ in range(ratings):
        office.rate()
    out = CarryingOut(office.ledger, office.enrolments, office.addressing, office.clock)
    [file] = out.write(folder)
    return file.path.read_bytes()


def forwarded(data: bytes) -> Forwarded:
    """By somebody with nothing but a network."""
    return forward(destination(data), Transport(proxy="none"), FakeClock())


def states(office: Office) -> dict[EntryState, int]:
    return {state: n for state, n in office.outbox.counts().items() if n}


def test_where_it_goes_is_shown_before_anything_is_sent(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    where = destination(exported(office, tmp_path))
    assert where.hosts == ("127.0.0.1",)
    assert where.fingerprint == customs.issuer.fingerprint
    assert customs.server.requests == []


def test_a_statement_that_somebody_else_wrote_is_not_followed(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    """The carrier cannot be led to another host by whoever changes the file on the way."""
    data = exported(office, tmp_path)
    other = Issuer(base_urls=["https://elsewhere.example"])
    changed = {**parse_object(data), "statement": other.statement_token()}
    with pytest.raises(Trouble, match=r"contract\.bundle-unreadable"):
        destination(encode(changed))


def test_every_receipt_comes_back_with_what_is_published(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    done = forwarded(exported(office, tmp_path))
    assert (len(done.receipts), done.unanswered) == (3, 0)
    file = read_receipts_file(done.file)
    assert (len(file.receipts), file.refused) == (3, 0)
    assert set(file.published or {}) == {"form", "directory"}
    home = CarryingHome(office.ledger, office.enrolments, office.clock).take(done.file)
    assert home.receipts == 3
    assert states(office) == {EntryState.RECEIPTED: 3}


def test_nobody_is_asked_for_answers_or_a_token_in_the_devices_name(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    forwarded(exported(office, tmp_path))
    asked = {(request.method, request.path) for request in customs.server.requests}
    assert ("GET", "/v1/answers") not in asked
    assert all("authorization" not in request.headers for request in customs.server.requests)


def test_a_receiver_without_bundles_gets_them_one_by_one(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    data = exported(office, tmp_path)
    whole = customs.intake

    def without_bundles(request: Request) -> Say:
        return Say(405, PROTOCOL) if request.path == "/v1/bundles" else whole(request)

    customs.server.otherwise = without_bundles
    assert len(forwarded(data).receipts) == 3
    assert len(customs.asked("PUT", "/v1/submissions")) == 3


def test_what_is_refused_is_carried_back_as_advice(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    data = exported(office, tmp_path)
    bad = read_bundle(data).items[1].submission
    assert bad is not None
    customs.intake.replacements[bad] = problem("invalid-rating")
    done = forwarded(data)
    assert (len(done.receipts), len(done.problems), done.unanswered) == (2, 1, 0)
    home = CarryingHome(office.ledger, office.enrolments, office.clock).take(done.file)
    assert [each.submission for each in home.advice] == [bad]
    assert states(office) == {EntryState.RECEIPTED: 2, EntryState.WAITING: 1}


def test_a_busy_receiver_leaves_them_for_the_next_time(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    data = exported(office, tmp_path)
    busy = read_bundle(data).items[0].submission
    assert busy is not None
    customs.intake.replacements[busy] = problem("rate-limited")
    assert (forwarded(data).unanswered, len(forwarded(data).receipts)) == (1, 2)
    customs.intake.replacements.clear()
    assert len(forwarded(data).receipts) == 3
    assert len(customs.intake.stored) == 3  # three times forwarded, held once


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Reset(), "delivery.not-forwarded"),
        (Say(200, {}, b"<html>sign in</html>"), "delivery.not-the-receiver"),
        (Say(503, PROTOCOL), "delivery.not-forwarded"),
        (Say(407), "delivery.proxy-sign-in"),
    ],
    ids=["reset", "portal", "down", "proxy"],
)
def test_whoever_answers_instead_gets_no_receipt_out_of_it(
    office: Office, customs: CustomsServer, tmp_path: Path, said: Say, code: str
) -> None:
    data = exported(office, tmp_path)
    customs.server.hello = said
    with pytest.raises(Trouble) as trouble:
        forwarded(data)
    assert trouble.value.code == code
    sentence = trouble.value.sentence
    assert "{" not in sentence.line("vi") + sentence.line("en")


def test_a_receipt_for_something_else_is_not_carried_home(
    office: Office, customs: CustomsServer, tmp_path: Path
) -> None:
    first, second = exported(office, tmp_path, 1), exported(office, tmp_path, 1)
    receipt = forwarded(first).receipts[0]
    [_, item] = read_bundle(second).items
    reply = encode({"results": [{"sha256": item.sha256, "receipt": receipt}]})
    alone = bundle(
        read_bundle(second).statement, customs.issuer.id, [item], "2026-11-21T12:00:00+07:00"
    )
    customs.server.script = [Say(404), Say(200, PROTOCOL, reply)]
    done = forwarded(alone)
    assert (done.receipts, done.unanswered) == ([], 1)
