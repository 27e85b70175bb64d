"""The deliverer against receivers that keep to a script, with a clock that a test moves."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.contract.keys import SealingKey, SigningKey
from rating_client.delivery.state import Link
from rating_client.delivery.transport import Transport
from rating_client.outbox.entry import EntryState, Hold
from tests.support.claims import claim_one
from tests.support.clock import FakeClock
from tests.support.intake import Customs, Intake, problem
from tests.support.issuer import Issuer, published
from tests.support.office import Office
from tests.support.scripted_receiver import (
    PROTOCOL,
    Line,
    Raw,
    Request,
    Reset,
    Say,
    ScriptedReceiver,
)

HTML = b"<!DOCTYPE html><title>Wi-Fi</title>"
MISSING = Say(404, {}, HTML)


class Endpoint:
    """An issuer, what it holds, and the server in front of it."""

    def __init__(self, *script: Line, **how: Line) -> None:
        self.issuer = Customs()
        self.server = ScriptedReceiver(*script, **how)  # type: ignore[arg-type]  # otherwise, hello
        self.issuer.base_urls = [self.server.url]
        self.intake = Intake(self.issuer)
        if "otherwise" not in how:
            self.server.otherwise = self.intake

    def __enter__(self) -> Endpoint:
        self.server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.__exit__(*error)

    @property
    def puts(self) -> list[Request]:
        return [request for request in self.server.requests if request.method == "PUT"]

    @property
    def heads(self) -> int:
        return sum(request.method == "HEAD" for request in self.server.requests)


@pytest.fixture
def customs() -> Iterator[Endpoint]:
    with Endpoint() as customs:
        yield customs


def known(office: Office, customs: Endpoint) -> None:
    """This device is known to customs, and the first look at its documents is over."""
    office.enrol(customs.issuer.enrolment_file())
    office.work(30)
    customs.server.requests.clear()


# The straight way --------------------------------------------------------------------------------


def test_a_rating_goes_out_once_and_its_receipt_is_kept(office: Office, customs: Endpoint) -> None:
    office.enrol(customs.issuer.enrolment_file())
    entry = office.rate()
    office.work(60)
    done = office.outbox.known(entry.id)
    assert done.state is EntryState.RECEIPTED
    assert (done.epoch, done.sequence) == ("epoch-1", 2)
    assert done.received_at == seconds_of("2026-11-21T10:43:00+07:00")
    assert done.receipt is not None
    (put,) = customs.puts
    assert put.path == f"/v1/submissions/{entry.id}"
    assert put.body.decode() == entry.envelope
    assert put.headers["content-type"] == "application/jose"
    assert put.headers["content-digest"].startswith("sha-256=:")
    methods = [(request.method, request.path) for request in customs.server.requests]
    assert methods[:2] == [("HEAD", "/v1/submissions"), ("POST", "/v1/enrolments")]
    assert office.delivery.tally.receipts == 1
    assert office.said() == []
    assert office.delivery.state().link is Link.ONLINE


def test_it_greets_once_a_run(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    for _ in range(20):
        office.rate()
    office.work(30)
    assert len(customs.puts) == 20
    assert customs.heads == 1


def test_oldest_first_and_a_correction_after_what_it_supersedes(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    first = office.rate(level=2)
    second = office.rate(level=4, supersedes=first.id)
    office.work(30)
    assert customs.intake.order == [first.id, second.id]


def test_a_held_rating_stays_until_the_goods_are_out(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    entry = office.rate(level=1, hold=Hold.until_released(office.clock.now()))
    office.work(3 * 86400)
    assert customs.puts == []
    state = office.delivery.state()
    assert (state.waiting, state.held, state.next_try) == (0, 1, None)
    office.delivery.send_now()
    office.work(60)
    assert customs.puts == [], "not even when a person presses send now"
    office.outbox.release_held(entry.declaration_key)
    office.work(1000)
    assert office.state(entry) is EntryState.RECEIPTED


def test_answered_before_any_enrolment_it_is_sealed_by_the_first_that_covers_it(
    office: Office, customs: Endpoint
) -> None:
    entry = office.rate(office="03CC")
    office.work(60)
    assert office.state(entry) is EntryState.UNADDRESSED
    assert office.said() == ["delivery.no-receiver"]
    assert office.delivery.state().link is Link.NO_RECEIVER
    office.enrol(customs.issuer.enrolment_file(offices=["02CI"]))
    office.work(60)
    assert office.state(entry) is EntryState.UNADDRESSED
    assert office.said() == ["delivery.office-not-covered"]
    with Endpoint() as right:
        office.enrol(right.issuer.enrolment_file(offices=["03CC"]))
        office.work(60)
        assert office.state(entry) is EntryState.RECEIPTED
        assert right.intake.order == [entry.id]
    assert customs.puts == []


def test_two_receivers_for_one_office_wait_for_a_persons_choice(
    office: Office, customs: Endpoint
) -> None:
    with Endpoint() as other:
        office.enrol(customs.issuer.enrolment_file())
        office.enrol(other.issuer.enrolment_file())
        entry = office.rate()
        office.work(60)
        assert office.said() == ["delivery.receiver-undecided"]
        (choice,) = office.delivery.choices()
        office.enrolments.choose(choice.office, other.issuer.id, office.clock.now())
        office.delivery.look_for_receivers()
        office.work(60)
        assert other.intake.order == [entry.id]
        assert customs.intake.order == []


# The network -------------------------------------------------------------------------------------


def test_without_a_network_nothing_is_claimed_and_it_can_still_be_taken_back(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    with ScriptedReceiver() as gone:
        pass
    office.transport.close()
    customs.server.hello = Reset()
    entry = office.rate()
    office.work(3600)
    assert (office.state(entry), office.outbox.known(entry.id).attempts) == (
        EntryState.WAITING,
        0,
    )
    assert office.said() == ["delivery.reply-lost"]
    assert office.outbox.take_back(entry.id)
    assert gone.requests == []


def test_an_outage_costs_few_attempts_and_ends_by_itself(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    customs.server.hello = Reset()
    entries = [office.rate() for _ in range(50)]
    office.work(24 * 3600)
    expected = 24 * 3600 / 450  # full jitter below 15 minutes
    print(f"a day of outage: {customs.heads} greetings, {len(customs.puts)} ratings sent")
    assert expected * 0.7 < customs.heads < expected * 1.5
    assert customs.puts == []
    customs.server.hello = Say(204, PROTOCOL)
    office.work(900 + 60)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert sorted(customs.intake.order) == sorted(entry.id for entry in entries)
    assert office.said() == []


def test_send_now_does_not_wait_for_the_back_off(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    customs.server.hello = Reset()
    entry = office.rate()
    office.work(6 * 3600)
    customs.server.hello = Say(204, PROTOCOL)
    office.delivery.send_now()
    office.work(1)
    assert office.state(entry) is EntryState.RECEIPTED


@pytest.mark.parametrize("fault", [Reset(), Raw(b""), Say(502), Say(201, PROTOCOL, b"", length=9)])
def test_a_lost_reply_sends_the_same_bytes_again_and_counts_once(
    office: Office, customs: Endpoint, fault: Line
) -> None:
    known(office, customs)
    entry = office.rate()

    def store_and_lose(request: Request) -> Say | Reset | Raw:
        assert customs.intake(request).status == 201
        assert not callable(fault)
        return fault  # type: ignore[return-value]  # one of the parameters above

    customs.server.script = [store_and_lose]
    while not customs.puts:
        office.work(1)
    lost = office.outbox.known(entry.id)
    assert lost.state is EntryState.UNCONFIRMED
    assert lost.reason is not None
    assert "{" not in lost.reason.sentence.line()
    office.work(120)
    assert office.state(entry) is EntryState.RECEIPTED
    assert {put.body for put in customs.puts} == {customs.puts[0].body}
    assert len(customs.intake.stored) == 1


def test_a_crash_while_sending_is_made_good_by_the_next_start(
    office: Office, customs: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(office, customs)
    entry = office.rate()
    office.clock.advance(11)

    class PowerCutError(Exception):
        pass

    def cut(request: Request) -> Say:
        monkeypatch.setattr(office.delivery._settling, "submission", _raises(PowerCutError))
        return customs.intake(request)

    customs.server.script = [cut]
    with pytest.raises(PowerCutError):
        office.work(30)
    assert office.state(entry) is EntryState.SENDING
    office.restart()
    office.work(1)
    assert office.state(entry) is EntryState.RECEIPTED
    assert len(customs.puts) == 2
    assert len(customs.intake.stored) == 1


def _raises(error: type[Exception]) -> object:
    def raiser(*_: object) -> None:
        raise error

    return raiser


def test_a_long_reply_to_a_dead_deliverer_expires_with_its_lease(
    office: Office, customs: Endpoint, ledger: Ledger
) -> None:
    known(office, customs)
    entry = office.rate()
    office.clock.advance(11)
    from rating_client.outbox.dispatch import Dispatch

    other = claim_one(Dispatch(ledger), customs.issuer.id, office.clock.now(), 180.0)
    assert other is not None
    office.work(100)
    assert customs.puts == []
    office.work(1000)
    assert office.state(entry) is EntryState.RECEIPTED


# Who is to blame ---------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["id-conflict", "invalid-rating", "too-large", "malformed"])
def test_one_refused_rating_blocks_nobody(office: Office, customs: Endpoint, slug: str) -> None:
    known(office, customs)
    entries = [office.rate() for _ in range(6)]
    customs.server.script = [customs.intake, customs.intake, problem(slug)]
    office.work(60)
    states = Counter(office.state(entry) for entry in entries)
    print(f"{slug}: refused 1, blocked behind it {5 - states[EntryState.RECEIPTED]}")
    assert states == {EntryState.RECEIPTED: 5, EntryState.NEEDS_ATTENTION: 1}
    (refused,) = [e for e in entries if office.state(e) is EntryState.NEEDS_ATTENTION]
    kept = office.outbox.known(refused.id)
    assert kept.content == refused.content
    assert kept.reason is not None
    assert kept.reason.words
    assert office.said() == []


def test_a_rating_that_makes_the_receiver_stumble_blocks_nobody(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    poison = office.rate()
    others = [office.rate() for _ in range(5)]

    def stumble(request: Request) -> Say:
        return Say(500) if request.path.endswith(poison.id) else customs.intake(request)

    customs.server.otherwise = stumble
    office.work(600)
    assert {office.state(entry) for entry in others} == {EntryState.RECEIPTED}
    assert office.state(poison) is EntryState.UNCONFIRMED
    assert office.outbox.known(poison.id).attempts < 20
    customs.server.otherwise = customs.intake
    office.work(900)
    assert office.state(poison) is EntryState.RECEIPTED


@pytest.mark.parametrize(
    "reply",
    [
        Say(404, {}, HTML),
        Say(200, {}, HTML),
        Say(204),
        Say(302, {"Location": "http://127.0.0.1:9/login"}, HTML),
        Say(201, PROTOCOL, b"for.gery.x"),
        Say(422, {}, b'{"type": "urn:rating:problem:invalid-rating"}'),
        Say(503),
        Say(429, {"Retry-After": "30"}),
    ],
    ids=lambda reply: f"{reply.status} {reply.body[:12]!r}",
)
def test_an_outage_of_any_kind_sets_nothing_aside(
    office: Office, customs: Endpoint, reply: Say
) -> None:
    known(office, customs)
    entries = [office.rate() for _ in range(5)]
    customs.server.otherwise = reply
    office.work(3600)
    states = {office.state(entry) for entry in entries}
    assert states <= {EntryState.WAITING, EntryState.UNCONFIRMED}
    assert office.delivery.tally.receipts == 0
    assert len(customs.puts) < 60
    (condition,) = office.delivery.conditions()
    assert "{" not in condition.line("vi") + condition.line("en")
    customs.server.otherwise = customs.intake
    office.work(1000)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert len(customs.intake.stored) == 5


def test_a_login_page_is_met_by_the_greeting_and_not_by_a_rating(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    customs.server.hello = Say(200, {}, HTML)
    office.rate()
    office.work(600)
    assert customs.puts == []
    assert office.said() == ["delivery.sign-in-needed"]
    assert office.delivery.state().link is Link.NETWORK_LOGIN


def test_the_receiver_says_when_to_come_back(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    entry = office.rate()
    customs.server.script = [problem("unavailable", **{"Retry-After": "1800"})]
    office.work(1700)
    assert len(customs.puts) == 1
    assert office.state(entry) is EntryState.WAITING
    (condition,) = office.delivery.conditions()
    assert condition.code == "delivery.busy"
    assert "11:1" in condition.advice.vi  # 10:42:40 and half an hour and some
    office.work(600)
    assert office.state(entry) is EntryState.RECEIPTED


def forged(customs: Endpoint) -> dict[str, Line]:
    """Receipts that a stranger, or a confused receiver, could give for what was just sent."""
    stranger = Issuer()

    def changed(**changes: Any) -> Line:
        def line(request: Request) -> Say:
            whole = {
                "submission": request.path.rpartition("/")[2],
                "device": next(iter(customs.intake.devices)),
                **changes,
            }
            return Say(
                201, PROTOCOL, customs.issuer.receipt(request.body.decode(), **whole).encode()
            )

        return line

    def by_a_stranger(request: Request) -> Say:
        envelope, submission = request.body.decode(), request.path.rpartition("/")[2]
        token = stranger.receipt(
            envelope,
            submission=submission,
            device=next(iter(customs.intake.devices)),
            receiver=customs.issuer.id,
        )
        return Say(201, PROTOCOL, token.encode())

    return {
        "another id": changed(submission="11111111-1111-4111-8111-111111111111"),
        "another digest": changed(envelope_sha256="0" * 64),
        "another device": changed(device=SigningKey.generate().kid),
        "another receiver": changed(receiver=stranger.id),
        "for an enrolment": changed(submission=None),
        "signed by a stranger": by_a_stranger,
    }


def test_no_false_receipt_is_ever_counted(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    entry = office.rate()
    lines = forged(customs)
    customs.server.script = list(lines.values())
    customs.server.otherwise = Say(503)
    codes = set()
    while customs.server.script:
        office.work(5)
        codes |= set(office.said())
        assert office.state(entry) is not EntryState.RECEIPTED
    assert office.state(entry) is EntryState.UNCONFIRMED
    assert "delivery.receipt-not-valid" in codes
    print(f"false receipts fired {len(lines)}, false acks {office.delivery.tally.receipts}")
    customs.server.otherwise = customs.intake
    office.work(1000)
    assert office.state(entry) is EntryState.RECEIPTED


def test_an_old_receipt_given_again_is_none_for_a_new_rating(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    first = office.rate()
    office.work(30)
    receipt = office.outbox.known(first.id).receipt
    assert receipt is not None
    second = office.rate()
    customs.server.script = [Say(200, PROTOCOL, receipt.encode())]
    while customs.server.script:
        office.work(10)
    assert office.state(second) is EntryState.UNCONFIRMED


# Enrolment, keys and documents -------------------------------------------------------------------


def test_the_request_that_makes_the_device_known_goes_first(
    office: Office, customs: Endpoint
) -> None:
    office.enrol(customs.issuer.enrolment_file())
    entry = office.rate()
    customs.server.script = [Reset()]  # the reply to the enrolment is lost
    office.work(1)
    request = office.enrolments.requests.of(customs.issuer.id)
    assert request is not None
    assert request.state == "unconfirmed"
    office.work(60)
    posts = [r for r in customs.server.requests if r.method == "POST"]
    assert len(posts) == 2
    assert posts[0].body == posts[1].body
    assert office.state(entry) is EntryState.RECEIPTED


def test_a_spent_code_never_sticks_to_a_rating(office: Office, customs: Endpoint) -> None:
    customs.server.script = [problem("code-invalid")]
    office.enrol(customs.issuer.enrolment_file())
    entry = office.rate()
    office.work(3600)
    assert office.state(entry) is EntryState.WAITING
    assert office.said() == ["delivery.activation-needed"]
    assert office.delivery.state().link is Link.SIGN_IN
    assert len([r for r in customs.server.requests if r.method == "POST"]) == 1
    office.enrol(customs.issuer.enrolment_file(code="NEW-CODE-0001"))
    office.work(900)
    assert office.state(entry) is EntryState.RECEIPTED
    assert office.said() == []


def test_an_unknown_device_pauses_that_enrolment_alone(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    with Endpoint() as other:
        office.enrol(other.issuer.enrolment_file(offices=["02CI"]))
        office.enrolments.choose("02CI", other.issuer.id, office.clock.now())
        office.work(60)
        customs.intake.devices.clear()
        mine, theirs = office.rate(), office.rate(office="02CI")
        office.work(3600)
        assert office.state(theirs) is EntryState.RECEIPTED
    assert office.state(mine) is EntryState.WAITING
    assert 3 <= len(customs.puts) <= 9  # one probe each quarter of an hour or sooner
    assert office.said() == ["delivery.activation-needed"]


def test_documents_are_asked_for_once_an_hour_by_etag(office: Office, customs: Endpoint) -> None:
    office.enrol(customs.issuer.enrolment_file())
    office.work(30)
    customs.server.requests.clear()
    office.work(5 * 3600)
    gets = Counter(r.path for r in customs.server.requests if r.method == "GET")
    assert set(gets) == {"/v1/keys", "/v1/form", "/v1/directory"}
    assert all(4 <= n <= 6 for n in gets.values())
    assert all("if-none-match" in r.headers for r in customs.server.requests if r.method == "GET")


def test_a_new_form_is_taken_and_an_older_one_is_not(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    receiver = customs.issuer.id
    customs.intake.documents["form"] = customs.issuer.form_token(5)
    office.work(3700)
    newest = office.enrolments.form(receiver)
    assert newest is not None
    assert newest["version"] == 5
    customs.intake.documents["form"] = customs.issuer.form_token(4)
    office.work(3700)
    kept = office.enrolments.form(receiver)
    assert kept is not None
    assert kept["version"] == 5
    assert office.said() == []


def test_missing_documents_stop_no_rating(office: Office, customs: Endpoint) -> None:
    office.enrol(customs.issuer.enrolment_file())
    customs.intake.documents.clear()
    customs.server.otherwise = lambda request: (
        MISSING if request.method == "GET" else customs.intake(request)
    )
    entry = office.rate()
    office.work(60)
    assert office.state(entry) is EntryState.RECEIPTED
    assert office.said() == []


def test_a_receipt_by_a_new_key_counts_once_the_statement_names_it(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    entry = office.rate()
    old = customs.issuer.signing
    customs.issuer.old_keys = [published(old, "sig", "retired")]
    customs.issuer.signing = SigningKey.generate()
    customs.intake.documents["keys"] = customs.issuer.statement_token(2)
    office.work(12)
    assert office.state(entry) is EntryState.RECEIPTED
    assert len(customs.puts) == 1
    assert office.enrolments.statement(customs.issuer.id).version == 2


def test_a_sealed_envelope_is_not_made_anew_when_keys_change(
    office: Office, customs: Endpoint
) -> None:
    known(office, customs)
    entry = office.rate(hold=Hold.until_released(office.clock.now()))
    customs.issuer.sealing = SealingKey.generate()
    customs.intake.documents["keys"] = customs.issuer.statement_token(2)
    office.work(3700)
    assert office.outbox.known(entry.id).envelope == entry.envelope


# Clocks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["2025-11-21T10:42:00+07:00", "2036-11-21T10:42:00+07:00"])
def test_a_clock_that_is_set_makes_no_storm_and_no_stall(
    office: Office, customs: Endpoint, to: str
) -> None:
    known(office, customs)
    customs.server.hello = Reset()
    entry = office.rate()
    office.work(2 * 3600)
    office.clock.set_wall(to)
    before = customs.heads
    office.work(3600)
    assert 4 <= customs.heads - before <= 20
    customs.server.hello = Say(204, PROTOCOL)
    office.clock.set_wall("2026-11-21T15:00:00+07:00")
    office.work(900)
    assert office.state(entry) is EntryState.RECEIPTED


def test_a_wrong_clock_is_said_by_the_receivers_own(office: Office, customs: Endpoint) -> None:
    customs.server.hello = Say(204, {**PROTOCOL, "Date": "Sat, 21 Nov 2026 03:02:00 GMT"})
    office.enrol(customs.issuer.enrolment_file())
    office.work(5)
    (condition,) = office.delivery.conditions()
    assert condition.code == "delivery.clock-wrong"
    assert "40 phút" in condition.advice.vi


def test_the_next_try_is_what_the_window_shows(office: Office, customs: Endpoint) -> None:
    known(office, customs)
    entry = office.rate()
    assert office.delivery.state().next_try == entry.not_before
    customs.server.hello = Say(503, {"Retry-After": "600"})
    office.work(15)
    state = office.delivery.state()
    assert state.next_try is not None
    assert 550 < state.next_try - office.clock.now() < 700
    row = office.ledger.row("SELECT * FROM receiver_state")
    assert row is not None
    assert json.loads(row["outcome"])["code"] == "delivery.busy"


def test_a_second_address_is_tried_when_the_first_is_gone(
    office: Office, customs: Endpoint
) -> None:
    with ScriptedReceiver() as gone:
        dead = gone.url
    customs.issuer.base_urls = [dead, customs.server.url]
    office.enrol(customs.issuer.enrolment_file())
    entry = office.rate()
    office.work(60)
    assert office.state(entry) is EntryState.RECEIPTED


def test_the_transport_of_a_deliverer_can_be_told_to_hang_up(
    ledger: Ledger, clock: FakeClock
) -> None:
    office = Office(ledger, clock, Transport(proxy="none"))
    office.delivery.hang_up()
    assert office.delivery.step(clock.now()) <= clock.now() + 900
