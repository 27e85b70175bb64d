"""The deliverer against the real receiver, with a cable between them that can be pulled."""

from __future__ import annotations

import pytest

from rating_client.contract.receipts import check_receipt
from rating_client.outbox.entry import Entry, EntryState
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.office import Office
from tests.support.receivers import RunningReceiver


def held_by(receiver: RunningReceiver, entries: list[Entry]) -> dict[str, list[str]]:
    """The digests the receiver holds under each of these ids."""
    held = receiver.stored()
    return {
        entry.id: [row["envelope_sha256"] for row in held if row["id"] == entry.id]
        for entry in entries
    }


def assert_each_is_there_once(office: Office, receiver: RunningReceiver, *given: Entry) -> None:
    """Lost 0, duplicated 0, the same bytes, and a receipt that verifies."""
    entries = list(given)
    held = held_by(receiver, entries)
    lost = sum(not digests for digests in held.values())
    duplicated = sum(len(digests) > 1 for digests in held.values())
    print(f"saved {len(entries)}, lost {lost}, duplicated {duplicated}")
    assert (lost, duplicated) == (0, 0)
    (enrolment,) = office.enrolments.enrolments()
    statement = office.enrolments.statement(enrolment.receiver)
    for entry in entries:
        now = office.outbox.known(entry.id)
        assert now.state is EntryState.RECEIPTED
        assert now.receipt is not None
        assert now.envelope_sha256 is not None
        assert held[entry.id] == [now.envelope_sha256]
        check_receipt(
            now.receipt,
            statement,
            device=office.enrolments.devices.current(office.clock.now()).kid,
            submission=entry.id,
            sha256=now.envelope_sha256,
        )


def test_rated_offline_sent_once_when_the_network_is_back(
    office: Office, receiver: RunningReceiver, cable: FaultProxy
) -> None:
    cable.away = True
    office.transport.close()
    office.clock.advance(60)
    entries = [office.rate(level=level) for level in (5, 4, 2)]
    office.work(8 * 3600)
    assert {office.state(entry) for entry in entries} == {EntryState.WAITING}
    office.restart()
    cable.away = False
    office.work(900)
    assert_each_is_there_once(office, receiver, *entries)
    assert office.said() in ([], ["delivery.clock-wrong"])  # the test's clock stands still


@pytest.mark.parametrize("fault", [each for each in Fault if each is not Fault.RESET_ON_ACCEPT])
def test_whatever_happens_to_a_reply_it_is_there_once(
    office: Office, receiver: RunningReceiver, cable: FaultProxy, fault: Fault
) -> None:
    entry = office.rate()
    office.clock.advance(10)
    cable.faults = [fault, fault]
    office.work(900)
    assert cable.fired == [fault, fault]
    assert_each_is_there_once(office, receiver, entry)


def test_connections_reset_on_accept_lose_nothing(
    office: Office, receiver: RunningReceiver, cable: FaultProxy
) -> None:
    office.transport.close()
    entry = office.rate()
    cable.faults = [Fault.RESET_ON_ACCEPT] * 5
    office.work(900)
    assert len(cable.fired) == 5
    assert_each_is_there_once(office, receiver, entry)


def test_a_receiver_killed_between_commit_and_reply_has_it_once(
    office: Office, receiver: RunningReceiver, cable: FaultProxy
) -> None:
    entry = office.rate()
    office.clock.advance(10)
    cable.faults = [Fault.REPLY_LOST]
    while not cable.fired:
        office.work(1)
    receiver.kill()
    assert office.state(entry) is EntryState.UNCONFIRMED
    office.work(600)
    assert office.state(entry) is EntryState.UNCONFIRMED
    receiver.start()
    office.work(900)
    assert_each_is_there_once(office, receiver, entry)


def test_a_correction_names_what_it_supersedes(office: Office, receiver: RunningReceiver) -> None:
    first = office.rate(level=2)
    office.work(30)
    second = office.rate(level=4, supersedes=first.id)
    office.work(30)
    assert_each_is_there_once(office, receiver, first, second)


def test_documents_of_the_real_receiver_are_unchanged_by_etag(office: Office) -> None:
    (enrolment,) = office.enrolments.enrolments()
    from rating_client.delivery.endpoint import Endpoint
    from rating_client.delivery.judge import Verdict
    from rating_client.enrolment.documents import KINDS

    endpoint = Endpoint(office.transport, office.enrolments, office.clock)
    for kind in KINDS:
        verdict = endpoint.document(enrolment.receiver, kind).outcome.verdict
        assert verdict in (Verdict.UNCHANGED, Verdict.DOCUMENT)
        assert endpoint.document(enrolment.receiver, kind).outcome.verdict is Verdict.UNCHANGED
