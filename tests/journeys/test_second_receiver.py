"""The client against a receiver that somebody else built from docs/contract.md."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.contract.receipts import check_receipt
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.outbox.entry import Entry, EntryState
from rating_client.profile import Profile
from rating_client.ratings.rating import Rating, Subject
from tests.support.clock import FakeClock
from tests.support.journeys import Broker
from tests.support.second_receiver import SecondReceiver, second_receiver

HOUR_AGO = datetime.now(VIETNAM) - timedelta(hours=1)
RATING = Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=5),))


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[SecondReceiver]:
    with second_receiver(tmp_path / "second") as receiver:
        yield receiver


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(time.time())


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, receiver: SecondReceiver) -> Broker:
    broker = Broker(tmp_path, clock)
    broker.enrol(receiver)
    return broker


def test_an_export_ends_with_a_verified_receipt(
    desk: Broker, clock: FakeClock, receiver: SecondReceiver
) -> None:
    with desk.profile() as profile:
        entry = rated(desk, profile, 1)
        clock.advance(11)  # the time to undo is over
        deliver(desk, profile)
        assert_received(profile, entry, receiver)


def test_a_long_outbox_drains_by_bundles(
    desk: Broker, clock: FakeClock, receiver: SecondReceiver
) -> None:
    with desk.profile() as profile:
        receiver.stop()
        entries = [rated(desk, profile, number) for number in range(12)]
        clock.advance(11)
        deliver(desk, profile)
        assert receiver.stored() == []
        receiver.start()
        clock.advance(3600)
        profile.delivery.send_now()
        deliver(desk, profile)
        for entry in entries:
            assert_received(profile, entry, receiver)
    assert "POST /v1/bundles" in receiver.asked
    assert sorted(row["id"] for row in receiver.stored()) == sorted(each.id for each in entries)


def test_its_answer_is_fetched_and_opened(
    desk: Broker, clock: FakeClock, receiver: SecondReceiver
) -> None:
    with desk.profile() as profile:
        entry = rated(desk, profile, 1)
        clock.advance(11)
        deliver(desk, profile)
        [row] = receiver.stored()
        receiver.answer(row["device"], entry.id, "Cảm ơn ý kiến.")
        clock.advance(3600)  # the client's clock is now wrong by an hour; the receiver's decides
        deliver(desk, profile)
        detail = profile.sent.detail(entry.id)
        assert detail is not None
        assert [answer["text"] for answer in detail.answers] == ["Cảm ơn ý kiến."]


def rated(desk: Broker, profile: Profile, place: int) -> Entry:
    """A declaration appears in the export folder and is rated."""
    declaration = SampleDeclaration(f"1000000{place:04}0", HOUR_AGO, "P", 3, None, "A12")
    [read] = desk.export(profile, file_name(declaration, ".xlsx"), excel_print(declaration))
    key = read.noted[0].key
    assert key is not None
    [prompt] = profile.prompts.prompts([key])
    return profile.flow.rating_given(key, RATING, profile.form_for(prompt.declaration))


def deliver(desk: Broker, profile: Profile) -> None:
    """Step until nothing is due."""
    profile.delivery.look_for_receivers()
    while profile.delivery.step(desk.clock.now()) <= desk.clock.now():
        pass


def assert_received(profile: Profile, entry: Entry, receiver: SecondReceiver) -> None:
    kept = profile.outbox.known(entry.id)
    assert kept.state is EntryState.RECEIPTED
    assert kept.receipt is not None
    assert kept.envelope_sha256 is not None
    check_receipt(
        kept.receipt,
        profile.enrolments.statement(receiver.id),
        device=profile.enrolments.devices.current(profile.clock.now()).kid,
        submission=entry.id,
        sha256=kept.envelope_sha256,
    )
    assert [row["envelope_sha256"] for row in receiver.stored() if row["id"] == entry.id] == [
        kept.envelope_sha256
    ]
