"""A receiver revokes this device. Nothing is lost, and a new enrolment file lets all of it go."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.keys import Device
from rating_client.outbox.entry import Entry, EntryState, Hold
from tests.receiver.test_command import run
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.office import Office
from tests.support.receivers import RunningReceiver, running_receiver

WEEK = 8 * 86400.0


@pytest.fixture
def keys(receiver: RunningReceiver) -> list[str]:
    """Declarations of which the receiver holds nothing yet."""
    begin = 10_000_000_020 + 10 * len(receiver.stored())
    return [f"0200000000/{begin + number}" for number in range(8)]


def test_what_was_rated_before_and_after_a_revocation_is_there_once(
    office: Office, receiver: RunningReceiver, keys: list[str]
) -> None:
    before = office.rate(keys[0], level=5)
    office.work(30)
    old = revoke(office, receiver)
    turned_away = [office.rate(key, level=4) for key in keys[1:4]]
    office.work(30)
    unsealed = office.rate(keys[4], level=3)
    office.work(900)
    assert said(office) == ["delivery.device-revoked"]
    assert states(office) == {"receipted": 1, "withdrawn": 3, "unaddressed": 4}
    assert_held_once(receiver, [before])

    office.enrol(receiver.enrolment_file())
    office.work(60)
    assert said(office) == []
    assert states(office) == {"receipted": 5, "withdrawn": 3}
    assert device(office).kid != old.kid
    assert_held_once(receiver, [before, *turned_away, unsealed])


def test_it_is_noticed_while_nothing_is_sent(
    office: Office, receiver: RunningReceiver, keys: list[str]
) -> None:
    office.rate(keys[0])
    office.work(30)
    revoke(office, receiver)
    office.work(1800)  # answers are asked for every quarter of an hour
    assert said(office) == ["delivery.device-revoked"]
    office.enrol(receiver.enrolment_file())
    office.work(1800)
    assert said(office) == []


def test_held_ratings_and_corrections_go_once_too(
    office: Office, receiver: RunningReceiver, keys: list[str]
) -> None:
    held = office.rate(keys[0], hold=Hold.until_end_of_week(office.clock.now()), level=4)
    revoke(office, receiver)
    first = office.rate(keys[1], level=3)
    corrected = office.rate(keys[1], level=5, supersedes=first.id)
    office.work(60)
    office.enrol(receiver.enrolment_file())
    office.work(900)
    office.clock.advance(WEEK)
    office.work(900)
    assert_held_once(receiver, [held, corrected])


def test_what_arrived_before_the_revocation_is_not_sent_anew(
    office: Office, receiver: RunningReceiver, cable: FaultProxy, keys: list[str]
) -> None:
    """The reply was lost. The same bytes ask again, and the receiver says that it holds them."""
    entry = office.rate(keys[0])
    interrupt(office, cable, entry, Fault.REPLY_LOST)
    revoke(office, receiver)
    office.enrol(receiver.enrolment_file())
    office.work(900)
    assert office.state(entry) is EntryState.RECEIPTED
    assert_held_once(receiver, [entry])


def test_what_was_lost_on_its_way_goes_under_the_new_key(
    office: Office, receiver: RunningReceiver, cable: FaultProxy, keys: list[str]
) -> None:
    """It may have arrived, for all this computer knows; the refusal says that it did not."""
    entry = office.rate(keys[0])
    interrupt(office, cable, entry, Fault.RESET_MID_REQUEST)
    revoke(office, receiver)
    office.work(900)
    office.enrol(receiver.enrolment_file())
    office.work(900)
    assert office.state(entry) is EntryState.WITHDRAWN
    assert_held_once(receiver, [entry])


def test_a_new_file_before_the_refusal_came_home_is_not_taken_for_the_old_key(
    office: Office, receiver: RunningReceiver, cable: FaultProxy, keys: list[str]
) -> None:
    """Sealed with the old key, sent after the new one was accepted: no second file is asked for."""
    entry = office.rate(keys[0])
    old = revoke(office, receiver)
    office.enrolments.requests.revoked(customs_id(office), old.kid, "delivery.device-revoked")
    office.enrol(receiver.enrolment_file())
    office.work(60)
    assert said(office) == []
    assert_held_once(receiver, [entry])


def test_the_file_of_before_is_not_taken_for_a_new_one(
    office: Office, receiver: RunningReceiver, keys: list[str]
) -> None:
    file = receiver.enrolment_file()
    office.enrol(file)
    office.rate(keys[0])
    revoke(office, receiver)
    office.work(60)
    with pytest.raises(Trouble, match=r"delivery\.device-revoked"):
        office.enrol(file)
    assert said(office) == ["delivery.device-revoked"]


def test_another_receiver_goes_on_with_the_key_it_knows(
    office: Office,
    receiver: RunningReceiver,
    tmp_path_factory: pytest.TempPathFactory,
    keys: list[str],
) -> None:
    with running_receiver(tmp_path_factory.mktemp("other")) as other:
        theirs = other_office(office, other)
        old = revoke(theirs, receiver)
        theirs.rate(keys[0], office="03CC")
        theirs.work(60)
        theirs.enrol(receiver.enrolment_file(offices=["03CC"]))
        elsewhere = theirs.rate(keys[1], office="03TG")
        here = theirs.rate(keys[2], office="03CC")
        theirs.work(60)
        assert_held_once(other, [elsewhere], only=old)
        assert_held_once(receiver, [here])


def other_office(office: Office, other: RunningReceiver) -> Office:
    """The same desk, over the network without a cable, and enrolled with `other` too."""
    office.transport.close()
    desk = Office(office.ledger, office.clock)
    desk.enrol(other.enrolment_file(offices=["03TG"]))
    _first, second = desk.enrolments.receivers()
    desk.enrolments.choose("03TG", second, office.clock.now())
    desk.work(30)
    return desk


def revoke(office: Office, receiver: RunningReceiver) -> Device:
    """A person at customs revokes the device this office is known by."""
    known = device(office)
    done = run("revoke", receiver.folder, known.kid)
    assert done.code == 0, done.err
    return known


def interrupt(office: Office, cable: FaultProxy, entry: Entry, fault: Fault) -> None:
    """Send it once over a cable that fails; nobody here knows whether it arrived."""
    office.clock.advance(11)
    cable.faults = [fault]
    while office.state(entry) is not EntryState.UNCONFIRMED:
        office.delivery.step(office.clock.now())


def device(office: Office) -> Device:
    return office.enrolments.device(customs_id(office), office.clock.now())


def customs_id(office: Office) -> str:
    return office.enrolments.receivers()[0]


def said(office: Office) -> list[str]:
    """The test's clock stands still, and that is said too."""
    return [code for code in office.said() if code != "delivery.clock-wrong"]


def states(office: Office) -> dict[str, int]:
    return {str(state): n for state, n in office.outbox.counts().items() if n}


def assert_held_once(
    receiver: RunningReceiver, given: Sequence[Entry], only: Device | None = None
) -> None:
    """Of each declaration one rating, with the answers of the last one given."""
    held = [
        (row["rating"]["declaration"]["key_digits"], row["rating"]["subjects"][0]["level"])
        for row in receiver.stored()
        if only is None or row["device"] == only.kid
    ]
    assert all(entry.content for entry in given)
    wanted = [
        (entry.content["declaration"]["key_digits"], entry.content["subjects"][0]["level"])
        for entry in given
        if entry.content
    ]
    mine = [each for each in held if each[0] in {digits for digits, _ in wanted}]
    print(f"rated {len(wanted)}, held {len(mine)}")
    assert sorted(mine) == sorted(wanted)
