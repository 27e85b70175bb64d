"""After a sleep or another network: soon, once, and never against what a receiver asked for."""

from __future__ import annotations

from rating_client.base.sentences import say
from rating_client.delivery.conditions import OF_THE_NETWORK
from rating_client.delivery.notices import current_notices
from rating_client.outbox.entry import EntryState
from tests.support.customs_server import CustomsServer
from tests.support.office import Office
from tests.support.scripted_receiver import HELLO, Reset, Say


def heads(customs: CustomsServer) -> int:
    return len(customs.asked("HEAD", "/"))


def test_what_waited_for_the_network_goes_within_seconds(
    office: Office, customs: CustomsServer
) -> None:
    customs.server.hello = Reset()
    entries = [office.rate() for _ in range(30)]
    office.work(2 * 3600)
    customs.server.hello = HELLO
    customs.server.requests.clear()
    office.delivery.woke_up()
    office.work(6)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert heads(customs) == 1


def test_an_unconfirmed_rating_does_not_wait_out_its_own_back_off(
    office: Office, customs: CustomsServer
) -> None:
    entry = office.rate()
    customs.server.otherwise = Reset()
    office.work(3 * 3600)
    assert office.state(entry) is EntryState.UNCONFIRMED
    customs.server.otherwise = customs.intake
    office.delivery.woke_up()
    office.work(6)
    assert office.state(entry) is EntryState.RECEIPTED


def test_waking_again_and_again_makes_no_burst(office: Office, customs: CustomsServer) -> None:
    customs.server.hello = Reset()
    office.rate()
    office.work(3600)
    customs.server.requests.clear()
    for _ in range(50):
        office.delivery.woke_up()
    office.work(6)
    print(f"50 wakes, {heads(customs)} probes")
    assert 1 <= heads(customs) <= 2


def test_a_receiver_that_asked_to_wait_is_left_alone(
    office: Office, customs: CustomsServer
) -> None:
    customs.server.hello = Say(503, {"Retry-After": "1800"})
    office.rate()
    office.work(60)
    customs.server.requests.clear()
    office.delivery.woke_up()
    office.work(600)
    assert heads(customs) == 0


def test_every_reason_of_the_network_is_a_sentence() -> None:
    for code in OF_THE_NETWORK:
        assert say(code, n=1, time="10:00", host="h", issuer="i").line()


def test_notices_are_those_of_the_form_in_use(office: Office, customs: CustomsServer) -> None:
    assert current_notices(office.enrolments) == []
    words = {"vi": "Nghỉ lễ từ 30/4.", "en": "Closed from 30 April."}
    customs.intake.documents["form"] = customs.issuer.form_token(9, notices=[words])
    office.work(3700)
    (notice,) = current_notices(office.enrolments)
    assert (notice.text.vi, notice.text.en) == (words["vi"], words["en"])
    assert notice.receiver == customs.issuer.id
    customs.intake.documents["form"] = customs.issuer.form_token(10, notices=[])
    office.work(3700)
    assert current_notices(office.enrolments) == []
