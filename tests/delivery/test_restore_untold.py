"""A receiver that was put back without a word is found out before the newest receipt hides it."""

from __future__ import annotations

import pytest

from rating_client.contract.digests import content_digest
from rating_client.contract.receipts_file import receipts_file
from rating_client.delivery.carrying_home import CarryingHome
from rating_client.outbox.entry import Entry, EntryState
from rating_client.outbox.resending import NEWEST, Place, Resending
from tests.delivery.test_restore import DAY, receipted
from tests.support.customs_server import CustomsServer
from tests.support.intake import problem
from tests.support.office import Office
from tests.support.scripted_receiver import Request, Reset, Say

HOUR = 3600.0


def test_what_is_not_held_any_more_goes_again_before_anything_new(
    office: Office, customs: CustomsServer
) -> None:
    old = receipted(office, customs, 40, "2026-11-20T09:00:00+07:00")
    new = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    customs.intake.lose(set(new))
    customs.intake.order.clear()
    office.clock.advance(HOUR)
    latest = office.rate()
    office.work(60)
    assert set(new) <= set(customs.intake.order)
    assert customs.intake.order[-1] == latest.id
    assert set(ids_held(customs)) == {*old, *new, latest.id}
    assert office.said() == []
    asked = len(customs.asked("GET", "/v1/receipts/"))
    print(f"{asked} questions about 43 receipts")
    assert asked <= 4


def test_it_is_found_out_within_a_day_while_nothing_is_sent(
    office: Office, customs: CustomsServer
) -> None:
    lost = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    customs.intake.lose(set(lost))
    office.work(DAY + 60)
    assert set(ids_held(customs)) == set(lost)
    customs.server.requests.clear()
    office.work(DAY)
    assert len(customs.asked("GET", "/v1/receipts/")) == 1, "once a day where nothing is sent"


def test_a_receiver_that_lost_everything_and_this_device_learns_it_anew(
    office: Office, customs: CustomsServer
) -> None:
    lost = receipted(office, customs, 9, "2026-11-21T10:50:00+07:00")
    customs.intake.lose(set(lost))
    customs.intake.lose_devices()
    office.restart()
    office.work(60)
    assert set(ids_held(customs)) == set(lost)
    assert office.said() == []


@pytest.mark.parametrize(
    "otherwise", [Say(500), Say(404), Say(200, {}, b"<html>"), problem("rate-limited")]
)
def test_a_question_nobody_answers_holds_nothing_up_and_is_asked_again(
    office: Office, customs: CustomsServer, otherwise: Say
) -> None:
    lost = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    customs.intake.lose(set(lost))
    answered_to(customs, 0, otherwise)
    latest = sent_after_an_hour(office)
    customs.server.otherwise = customs.intake
    office.work(2 * DAY)
    assert set(ids_held(customs)) == {*lost, latest.id}, "although the newest was held"


@pytest.mark.parametrize("otherwise", [Say(500), Say(404), Reset()])
def test_a_question_nobody_answered_outlives_the_program(
    office: Office, customs: CustomsServer, otherwise: Say | Reset
) -> None:
    """Whoever starts next finds a newest receipt that is held: it is of after the loss."""
    old = receipted(office, customs, 5, "2026-11-20T09:00:00+07:00")
    lost = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    customs.intake.lose(set(lost))
    answered_to(customs, 0, otherwise)
    latest = sent_after_an_hour(office)
    customs.server.otherwise = customs.intake
    office.restart()
    office.work(60)
    assert set(ids_held(customs)) == {*old, *lost, latest.id}
    assert office.said() == []


def test_one_that_broke_off_half_way_back_goes_on_there(
    office: Office, customs: CustomsServer
) -> None:
    old = receipted(office, customs, 5, "2026-11-20T09:00:00+07:00")
    lost = receipted(office, customs, 20, "2026-11-21T09:00:00+07:00")
    customs.intake.lose(set(lost))
    answered_to(customs, 1, Say(500))
    office.restart()
    latest = sent_after_an_hour(office)
    assert not set(lost) & set(ids_held(customs)), "since when is not known yet"
    customs.server.otherwise = customs.intake
    office.restart()
    office.work(60)
    assert set(ids_held(customs)) == {*old, *lost, latest.id}


@pytest.mark.parametrize("erased", [False, True])
def test_what_came_while_nobody_answered_is_asked_for_next(
    office: Office, customs: CustomsServer, erased: bool
) -> None:
    """The one nobody answered for is held, or retention has erased it since."""
    (old,) = receipted(office, customs, 1, "2026-11-21T09:00:00+07:00")
    answered_to(customs, 0, Say(404))
    between = sent_after_an_hour(office)
    if erased:
        office.ledger.run(
            "DELETE FROM envelope WHERE entry = (SELECT serial FROM entry WHERE id = ?)", (old,)
        )
    customs.intake.lose({between.id})
    customs.server.otherwise = customs.intake
    office.restart()
    latest = sent_after_an_hour(office)
    assert set(ids_held(customs)) == {old, between.id, latest.id}


def test_a_receiver_without_this_address_is_asked_once_a_day(
    office: Office, customs: CustomsServer
) -> None:
    receipted(office, customs, 1, "2026-11-21T09:00:00+07:00")
    answered_to(customs, 0, Say(405))
    kept = office.ledger.value("SELECT count(*) FROM memory")
    for _ in range(5):
        sent_after_an_hour(office)
        office.work(DAY - HOUR - 900)
    assert len(customs.asked("GET", "/v1/receipts/")) <= 5 + 1
    assert office.ledger.value("SELECT count(*) FROM memory") == kept + 1


def test_a_receipt_brought_by_hand_hides_no_loss_of_before(
    office: Office, customs: CustomsServer
) -> None:
    """Customs was put back, and then took a stick in: the newest receipt is of after the loss."""
    old = receipted(office, customs, 5, "2026-11-20T09:00:00+07:00")
    lost = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    customs.intake.lose(set(lost))
    carried = office.rate()
    brought = CarryingHome(office.ledger, office.enrolments, office.clock).take(
        taken_from_a_stick(customs, carried)
    )
    assert brought.receipts == 1
    office.restart()
    latest = sent_after_an_hour(office)
    assert set(ids_held(customs)) == {*old, *lost, carried.id, latest.id}
    assert Resending(office.ledger).place(customs.issuer.id) == NEWEST


def test_each_receiver_has_a_place_of_its_own(office: Office) -> None:
    resending = Resending(office.ledger)
    resending.go_on_at("one", Place(1_763_690_400.123456, 3))
    assert resending.place("one") == Place(1_763_690_400.123456, 3)
    assert resending.place("another") == NEWEST
    resending.go_on_at("one", NEWEST)
    assert resending.place("one") == NEWEST


def test_a_receiver_that_holds_everything_is_sent_nothing_again(
    office: Office, customs: CustomsServer
) -> None:
    ids = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    for _ in range(3):
        office.restart()
        office.work(DAY)
    assert customs.intake.order == ids
    assert len(customs.asked("PUT", "/v1/submissions/")) + len(customs.intake.bundles) == 1


def answered_to(customs: CustomsServer, questions: int, otherwise: Say | Reset) -> None:
    """Only so many questions whether something is held are answered; the rest get that."""
    left = iter(range(questions))

    def answers(request: Request) -> Say | Reset:
        asked = request.path.startswith("/v1/receipts/")
        return otherwise if asked and next(left, None) is None else customs.intake(request)

    customs.server.otherwise = answers


def sent_after_an_hour(office: Office) -> Entry:
    """One more rating, sent with a question before it, and receipted."""
    office.clock.advance(HOUR)
    latest = office.rate()
    office.work(900)
    assert office.state(latest) is EntryState.RECEIPTED
    return latest


def taken_from_a_stick(customs: CustomsServer, entry: Entry) -> bytes:
    """The receipts file for one rating that customs was handed past the network."""
    path = f"/v1/submissions/{entry.id}"
    jwe = (entry.envelope or "").encode()
    headers = {"content-digest": content_digest(jwe)}
    reply = customs.intake(Request("PUT", path, headers, jwe))
    made_at = "2026-11-21T12:00:00+07:00"
    return receipts_file(customs.issuer.statement(), [reply.body.decode()], made_at)


def ids_held(customs: CustomsServer) -> list[str]:
    return [submission for _, submission in customs.intake.stored]
