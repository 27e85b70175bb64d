"""Answers: asked for by the device they are for, opened, verified, counted until they are read."""

from __future__ import annotations

import pytest

from rating_client.contract.keys import SealingKey, SigningKey
from rating_client.outbox.answers import AnswerBook
from rating_client.outbox.entry import EntryState
from rating_client.outbox.listing import SentFilter, SentList, ShownState
from tests.support.customs_server import CustomsServer
from tests.support.intake import problem
from tests.support.issuer import published
from tests.support.office import Office
from tests.support.scripted_receiver import PROTOCOL, Request, Reset, Say

QUARTER = 15 * 60.0


def work(office: Office, customs: CustomsServer, seconds: float) -> None:
    """Let time pass for both sides."""
    while seconds > 0:
        customs.intake.now = office.clock.now()
        office.work(min(30.0, seconds))
        seconds -= 30.0


def unread(office: Office) -> int:
    """How many ratings have an answer that nobody has read."""
    wanted = SentFilter(states=frozenset({ShownState.NEW_ANSWER}))
    return SentList(office.ledger).count(wanted)


def texts(office: Office, submission: str) -> list[str]:
    detail = SentList(office.ledger).detail(submission)
    assert detail is not None
    return [answer["text"] for answer in detail.answers]


def shown(office: Office, submission: str) -> ShownState:
    detail = SentList(office.ledger).detail(submission)
    assert detail is not None
    return detail.row.shown


def test_where_nothing_was_received_nothing_is_asked(
    office: Office, customs: CustomsServer
) -> None:
    work(office, customs, 2 * 3600)
    assert customs.asked("GET", "/v1/answers") == []
    assert customs.asked("GET", "/v1/resend") == []


def test_an_answer_arrives_is_new_and_is_read(office: Office, customs: CustomsServer) -> None:
    entry = office.rate()
    work(office, customs, 30)
    assert len(customs.asked("GET", "/v1/answers")) == 1, "after each run"
    customs.intake.answer(entry.id, 1)
    work(office, customs, QUARTER)
    assert unread(office) == 1
    assert shown(office, entry.id) is ShownState.NEW_ANSWER
    answers = AnswerBook(office.ledger)
    assert answers.mark_read(entry.id, office.clock.now())
    assert not answers.mark_read(entry.id, office.clock.now())
    assert shown(office, entry.id) is ShownState.RECEIPTED
    customs.intake.answer(entry.id, 2, text="Đã xử lý.", final=True)
    work(office, customs, QUARTER + 30)
    assert texts(office, entry.id) == ["Đã xử lý.", "Cảm ơn ý kiến đóng góp."]
    assert shown(office, entry.id) is ShownState.NEW_ANSWER
    answers.mark_read(entry.id, office.clock.now())
    assert shown(office, entry.id) is ShownState.CLOSED
    assert unread(office) == 0
    assert SentList(office.ledger).count(SentFilter(states=frozenset({ShownState.CLOSED}))) == 1


def test_a_lower_number_that_comes_late_is_not_new(office: Office, customs: CustomsServer) -> None:
    entry = office.rate()
    work(office, customs, 30)
    customs.intake.answer(entry.id, 2, text="hai")
    work(office, customs, QUARTER + 30)
    AnswerBook(office.ledger).mark_read(entry.id, office.clock.now())
    customs.intake.answer(entry.id, 1, text="một")
    work(office, customs, QUARTER + 30)
    assert texts(office, entry.id) == ["hai", "một"]
    assert unread(office) == 0


def test_pages_are_followed_to_the_end_and_never_asked_for_again(
    office: Office, customs: CustomsServer
) -> None:
    entries = [office.rate() for _ in range(25)]
    work(office, customs, 30)
    customs.intake.page_size = 10
    for entry in entries:
        customs.intake.answer(entry.id, 1)
    customs.server.requests.clear()
    work(office, customs, QUARTER + 30)
    asked = [request.path.partition("=")[2] for request in customs.asked("GET", "/v1/answers")]
    assert asked[:3] == ["0", "10", "20"]
    assert unread(office) == 25
    office.restart()
    customs.server.requests.clear()
    work(office, customs, 60)
    assert [r.path for r in customs.asked("GET", "/v1/answers")] == ["/v1/answers?after=25"]
    assert unread(office) == 25


def test_a_lost_page_is_asked_for_again(office: Office, customs: CustomsServer) -> None:
    entry = office.rate()
    work(office, customs, 30)
    customs.intake.answer(entry.id, 1)

    lost: list[Request] = []

    def loses_the_first(request: Request) -> Say | Reset:
        reply = customs.intake(request)
        if "answers" in request.path and not lost:
            lost.append(request)
            return Reset()
        return reply

    customs.server.otherwise = loses_the_first
    work(office, customs, QUARTER + 60)
    assert len(lost) == 1
    assert texts(office, entry.id) == ["Cảm ơn ý kiến đóng góp."]


def forgeries(customs: CustomsServer, submission: str) -> int:
    """Answers that are none, put before whoever asks; how many."""
    stranger = SigningKey.generate()
    intake = customs.intake
    good = customs.issuer.signing
    device = next(iter(intake.devices))
    customs.issuer.signing = stranger
    intake.answer(submission, 7, text="bịa")
    customs.issuer.signing = good
    intake.answer(submission, 8, receiver=SigningKey.generate().kid, text="bịa")
    intake.answer(submission, 9, device=SigningKey.generate().kid, text="bịa")
    keys = intake._jwks[device]
    intake._jwks[device] = (keys[0], SealingKey.generate().public)
    intake.answer(submission, 10, text="bịa")
    intake._jwks[device] = keys
    intake.answers.append("a.b.c.d.e")
    unknown = "11111111-1111-4111-8111-111111111111"
    intake.stored[device, unknown] = ""
    intake.answer(unknown, 1, text="bịa")
    return len(intake.answers)


def test_no_forged_answer_is_shown_and_the_next_good_one_is(
    office: Office, customs: CustomsServer
) -> None:
    entry = office.rate()
    work(office, customs, 30)
    fired = forgeries(customs, entry.id)
    customs.intake.answer(entry.id, 1, text="thật")
    work(office, customs, QUARTER + 30)
    kept = office.ledger.value("SELECT count(*) FROM answer")
    print(f"forged answers {fired}, kept of them {kept - 1}")
    assert texts(office, entry.id) == ["thật"]
    assert kept == 1
    assert office.said() == []


def test_an_answer_by_a_new_key_is_read_once_the_statement_names_it(
    office: Office, customs: CustomsServer
) -> None:
    entry = office.rate()
    work(office, customs, 30)
    customs.issuer.old_keys = [published(customs.issuer.signing, "sig", "retired")]
    customs.issuer.signing = SigningKey.generate()
    customs.intake.documents["keys"] = customs.issuer.statement_token(2)
    customs.intake.answer(entry.id, 1)
    work(office, customs, QUARTER)
    assert unread(office) == 1


@pytest.mark.parametrize("minutes", [-40, 40])
def test_a_wrong_clock_here_does_not_spoil_the_proof(
    office: Office, customs: CustomsServer, minutes: int
) -> None:
    from email.utils import formatdate

    def with_date(reply: Say) -> Say:
        customs.intake.now = office.clock.now() + minutes * 60
        return Say(
            reply.status,
            {**reply.headers, "Date": formatdate(customs.intake.now, usegmt=True)},
            reply.body,
        )

    hello = Say(204, {**PROTOCOL, "Rating-Max-Body": "1048576"})
    customs.server.hello = lambda _: with_date(hello)
    customs.server.otherwise = lambda request: with_date(customs.intake(request))
    office.work(60)
    entry = office.rate()
    office.work(60)
    customs.intake.answer(entry.id, 1)
    office.work(QUARTER + 60)
    assert unread(office) == 1
    assert len(set(customs.intake.tokens)) == len(customs.intake.tokens) >= 2


@pytest.mark.parametrize("slug", ["unknown-device", "auth-invalid", "malformed"])
def test_a_receiver_that_gives_no_answers_stops_no_rating(
    office: Office, customs: CustomsServer, slug: str
) -> None:
    def refuses(request: Request) -> Say:
        return problem(slug) if "answers" in request.path else customs.intake(request)

    customs.server.otherwise = refuses
    first = office.rate()
    office.work(60)
    second = office.rate()
    office.work(60)
    assert office.state(first) is office.state(second) is EntryState.RECEIPTED
    assert office.said() == []
    assert len(customs.asked("GET", "/v1/answers")) <= 3
