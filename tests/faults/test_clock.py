"""F8: somebody sets the clock in the middle of a back-off: no storm, no stall beyond the cap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.base.clock import iso
from rating_client.base.ledger import Ledger
from rating_client.delivery.stage import Delivery
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import EntryState
from rating_client.outbox.schedule import CAP
from tests.faults.record import Figures, record, record_twin
from tests.support.clock import FakeClock
from tests.support.customs_server import CustomsServer
from tests.support.declared import routed
from tests.support.enrolling import enrol
from tests.support.issuer import Issuer
from tests.support.journeys import Broker
from tests.support.office import Office
from tests.support.ratings import satisfied
from tests.support.scripted_receiver import PROTOCOL, Reset, Say

DAY = 86_400.0
JUMPS = {
    "a year back": -365 * DAY,
    "ten years on": 3650 * DAY,
    "an hour back": -3600.0,
    "an hour on": 3600.0,
    "a minute and a half back": -90.0,
}
MOST_GREETINGS = 40  # in the hour after a jump; the back-off alone makes some ten


@pytest.fixture
def customs() -> Iterator[CustomsServer]:
    with CustomsServer() as customs:
        yield customs


@pytest.fixture
def office(ledger: Ledger, clock: FakeClock, customs: CustomsServer) -> Iterator[Office]:
    office = Office(ledger, clock)
    customs.know(office)
    yield office
    office.transport.close()


def sweep(office: Office, customs: CustomsServer, moments: int) -> tuple[Figures, int, int]:
    """Every jump at so many moments of a back-off; with the storms and the stalls there were."""
    clock, figures, storms, stalls = office.clock, Figures(), 0, 0
    for jump in JUMPS.values():
        for moment in range(moments):
            customs.server.hello = Reset()
            entry = office.rate()
            office.work(600 + moment * 2 * CAP / moments)
            customs.server.requests.clear()
            _set(clock, jump)
            office.work(3600)
            storms += len(customs.asked("HEAD", "/")) > MOST_GREETINGS
            customs.server.hello = Say(204, PROTOCOL)
            office.work(CAP + 60)
            stalls += office.state(entry) is not EntryState.RECEIPTED
            _set(clock, -jump)
            office.work(3 * CAP)
            figures.add(
                Figures(
                    points=1,
                    fired=1,
                    saved=1,
                    lost=int(entry.id not in customs.intake.order),
                    duplicated=customs.intake.order.count(entry.id) - 1,
                )
            )
    return figures, storms, stalls


@pytest.mark.parametrize("moments", [2, pytest.param(25, marks=pytest.mark.slow)])
def test_neither_storm_nor_stall(office: Office, customs: CustomsServer, moments: int) -> None:
    figures, storms, stalls = sweep(office, customs, moments)
    record("F8", "the clock is set", figures, f"storms {storms}, stalls {stalls}")
    assert (storms, stalls) == (0, 0)
    assert figures.harm == 0


def test_a_client_that_trusts_the_clock_is_caught(
    office: Office, customs: CustomsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Delivery, "_believe_clock", lambda *_: None)
    figures, storms, stalls = sweep(office, customs, 1)
    note = f"storms {storms}, stalls {stalls}"
    record_twin("F8", "jumps of the clock not heeded", figures, note, caught=storms + stalls > 0)


def test_corrections_keep_their_order_whatever_the_clock_says(
    tmp_path: Path, clock: FakeClock
) -> None:
    """One after the other, each of the one before it: else two of them would stand at customs."""
    with Broker(tmp_path, clock).profile() as profile:
        enrol(profile, Issuer().enrolment_file())
        key = profile.flow.declaration_read(routed()).key
        assert key is not None
        before = None
        for jump in (0.0, *JUMPS.values()):
            _set(clock, jump)
            entry = profile.flow.rating_given(key, satisfied(), profile.form_for(routed()))
            assert entry.supersedes == before
            receipt = ReceiptFacts("receipt", clock.now(), "epoch", 1)
            assert Dispatch(profile.ledger).receipted(entry.id, receipt)
            before = entry.id


def _set(clock: FakeClock, seconds: float) -> None:
    """The wall clock moves; the steady one does not."""
    clock.set_wall(iso(clock.now() + seconds))
