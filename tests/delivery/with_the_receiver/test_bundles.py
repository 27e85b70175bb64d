"""Bundles and answers with the real receiver, through a cable that loses replies."""

from __future__ import annotations

import pytest

from rating_client.base.clock import SystemClock
from rating_client.outbox.entry import EntryState
from rating_client.outbox.listing import SentList
from rating_client.receiver.answering import Said
from tests.delivery.test_answers import unread
from tests.delivery.with_the_receiver.test_submissions import assert_each_is_there_once
from tests.support.clock import FakeClock
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.office import Office
from tests.support.receivers import RunningReceiver


@pytest.fixture
def clock() -> FakeClock:
    """The receiver dates its answers by the clock of this computer."""
    return FakeClock(SystemClock().now())


def test_a_long_outbox_leaves_in_bundles(office: Office, receiver: RunningReceiver) -> None:
    entries = [office.rate() for _ in range(120)]
    office.work(60)
    assert_each_is_there_once(office, receiver, *entries)
    assert office.said() == []


@pytest.mark.parametrize("fault", [Fault.RESET_MID_REQUEST, Fault.REPLY_LOST, Fault.REPLY_CUT])
def test_whatever_happens_to_a_bundle_each_is_there_once(
    office: Office, receiver: RunningReceiver, cable: FaultProxy, fault: Fault
) -> None:
    entries = [office.rate() for _ in range(20)]
    office.clock.advance(10)
    cable.faults = [fault]
    office.work(900)
    assert cable.fired == [fault]
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert_each_is_there_once(office, receiver, *entries)


def test_an_answer_of_the_real_receiver_is_read_here(
    office: Office, receiver: RunningReceiver
) -> None:
    entry = office.rate()
    office.work(30)
    with receiver.opened() as opened:
        said = Said("DA_XEM", "Đã xem xét", "Looked at", "Cảm ơn.", final=True)
        opened.answers.answer(entry.id, said)
    office.clock.advance(1)
    office.restart()
    office.work(30)
    detail = SentList(office.ledger).detail(entry.id)
    assert detail is not None
    assert [answer["text"] for answer in detail.answers] == ["Cảm ơn."]
    assert unread(office) == 1
