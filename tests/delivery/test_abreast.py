"""Bundles that are on their way at the same time: faster, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rating_client.delivery.abreast import AT_ONCE, abreast
from rating_client.delivery.reply import Reply
from rating_client.delivery.transport import Request as Outgoing
from rating_client.delivery.transport import Transport
from rating_client.outbox.entry import EntryState
from tests.support.customs_server import CustomsServer
from tests.support.intake import problem
from tests.support.office import Office
from tests.support.scripted_receiver import PROTOCOL, Action, Cut, Request, Reset, Say

SMALL = Say(204, {**PROTOCOL, "Rating-Max-Body": "65536"})  # five ratings a bundle

DELIVERER = """
import sys
from pathlib import Path
from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.delivery.stage import Delivery
from rating_client.delivery.transport import Transport
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from tests.support.ledgers import TEST_KEY

ledger, clock = Ledger.open(Path(sys.argv[1]), TEST_KEY), SystemClock()
enrolments = EnrolmentBook(ledger)
addressing = Addressing(ledger, enrolments)
delivery = Delivery(ledger, enrolments, addressing, Transport(proxy="none"), clock)
while True:
    delivery.step(clock.now())
"""


class Desk:
    """What customs does with each bundle, the first being number one."""

    def __init__(self, customs: CustomsServer) -> None:
        self.bundles = 0
        self.at_once_with: list[int] = []  # how many were here when each came
        self._here = 0
        self._customs = customs
        self._guard = threading.Lock()
        customs.server.hello = SMALL
        customs.server.otherwise = self

    def __call__(self, request: Request) -> Say:
        if request.path != "/v1/bundles":
            return self._customs.intake(request)
        with self._guard:
            self.bundles += 1
            number = self.bundles
            self._here += 1
            self.at_once_with.append(self._here)
        try:
            return self.take(number, request)
        finally:
            with self._guard:
                self._here -= 1

    def take(self, number: int, request: Request) -> Say:
        time.sleep(0.05)
        return self.store(request)

    def store(self, request: Request) -> Say:
        with self._guard:
            return self._customs.intake(request)


class Killer(Desk):
    """Has the deliverer killed while bundle `at` is here, stored or not."""

    def __init__(self, customs: CustomsServer, at: int, *, stored: bool) -> None:
        super().__init__(customs)
        self._at = at
        self._stored = stored
        self.victim: subprocess.Popen[bytes] | None = None

    def take(self, number: int, request: Request) -> Say:
        if number < self._at:
            return super().take(number, request)
        if self._stored or number > self._at:
            self.store(request)
        self._until_all_are_here()
        assert self.victim is not None
        self.victim.kill()
        self.victim.wait()
        return Say(500)

    def _until_all_are_here(self) -> None:
        """What goes beside the fatal bundle, however slow this computer is."""
        latest = time.monotonic() + 20
        while self._here < (1 if self._at == 1 else AT_ONCE) and time.monotonic() < latest:
            time.sleep(0.01)


class Refusing(Desk):
    """Busy from the second bundle on; the later one came, the longer it asks to wait."""

    def take(self, number: int, request: Request) -> Say:
        if number == 1:
            return super().take(number, request)
        time.sleep(0.05)
        return problem("unavailable", **{"Retry-After": str(100 * number)})


@pytest.fixture
def customs(customs: CustomsServer, office: Office) -> CustomsServer:
    office.work(60)  # until it greets again
    return customs


def test_the_first_goes_alone_and_the_others_beside_one_another(
    office: Office, customs: CustomsServer
) -> None:
    desk = Desk(customs)
    entries = [office.rate() for _ in range(60)]
    office.work(30)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    print(f"at once with each: {desk.at_once_with}")
    assert desk.at_once_with[0] == 1
    assert max(desk.at_once_with) == AT_ONCE
    assert office.delivery.tally.attempts == office.delivery.tally.receipts == 60
    assert len(customs.intake.order) == len(set(customs.intake.order)) == 60


@pytest.mark.parametrize("stored", [False, True], ids=["not stored", "stored"])
@pytest.mark.parametrize("at", [1, 2, 3, 6])
def test_a_death_with_bundles_under_way_loses_and_doubles_nothing(
    office: Office, customs: CustomsServer, tmp_path: Path, at: int, stored: bool
) -> None:
    entries = [office.rate() for _ in range(60)]
    sealed = {entry.id: entry.envelope_sha256 for entry in entries}
    desk = Killer(customs, at, stored=stored)
    desk.victim = subprocess.Popen(
        [sys.executable, "-c", DELIVERER, str(tmp_path / "ledger.db")], stderr=subprocess.PIPE
    )
    _, complaint = desk.victim.communicate(timeout=60)
    states = office.outbox.counts()
    under_way, held = states[EntryState.SENDING], len(customs.intake.order)
    print(f"under way {under_way}, receipted {states[EntryState.RECEIPTED]}, customs held {held}")
    assert complaint == b""
    assert under_way >= 5 * (AT_ONCE if at > 2 else 1)
    customs.server.otherwise = desk.store  # it may still be taking in what came before the death
    office.restart()
    office.work(300)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    stored_as = {submission: sha256 for (_, submission), sha256 in customs.intake.stored.items()}
    assert stored_as == sealed
    assert len(customs.intake.order) == len(set(customs.intake.order)) == 60


def test_one_trouble_of_all_that_is_under_way_counts_once(
    office: Office, customs: CustomsServer
) -> None:
    desk = Refusing(customs)
    entries = [office.rate() for _ in range(60)]
    office.clock.advance(11)
    begun = office.clock.now()
    while desk.bundles < 2:
        office.delivery.step(office.clock.now())
    standing = office.ledger.row("SELECT failures, paused_until FROM receiver_state")
    assert standing is not None
    assert desk.bundles == 1 + AT_ONCE, "nothing more left once there was trouble"
    assert standing["failures"] == 1
    assert standing["paused_until"] >= begun + 100 * desk.bundles, "the longest wait asked for"
    counted = office.outbox.counts()
    assert counted[EntryState.RECEIPTED] == 5
    assert counted[EntryState.SENDING] == 0
    customs.server.otherwise = customs.intake
    office.work(3600)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}


@pytest.mark.parametrize("troubled", [2, 3, 4])
def test_what_succeeds_beside_a_trouble_does_not_take_back_the_wait_it_asked_for(
    office: Office, customs: CustomsServer, troubled: int
) -> None:
    class BusyOnce(Desk):
        def take(self, number: int, request: Request) -> Say:
            if number == troubled:
                return problem("unavailable", **{"Retry-After": "1000"})
            return super().take(number, request)

    desk = BusyOnce(customs)
    entries = [office.rate() for _ in range(60)]
    office.clock.advance(11)
    while desk.bundles < troubled:
        office.delivery.step(office.clock.now())
    begun, there = office.clock.now(), desk.bundles
    requests = len(customs.server.requests)
    office.work(990)
    assert desk.bundles == there
    assert len(customs.server.requests) == requests, "asked again before the time it named"
    standing = office.ledger.row("SELECT failures, paused_until FROM receiver_state")
    assert standing is not None
    assert (standing["failures"], standing["paused_until"] >= begun + 1000) == (1, True)
    office.clock.advance(1200)
    office.work(3600)
    assert customs.asked("PUT", "/v1/submissions"), "the first after any trouble goes alone"
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert len(customs.intake.order) == len(set(customs.intake.order)) == 60


def test_on_a_slow_line_one_bundle_has_it_for_itself(
    office: Office, customs: CustomsServer
) -> None:
    """Three at once would each take three times as long, and none would come in time."""

    class Slow(Desk):
        seconds = 40.0

        def take(self, number: int, request: Request) -> Say:
            office.clock.advance(self.seconds)
            return super().take(number, request)

    desk = Slow(customs)
    entries = [office.rate() for _ in range(60)]
    office.work(1200)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    assert max(desk.at_once_with) == 1
    desk.seconds = 0.0
    more = [office.rate() for _ in range(60)]
    office.work(60)
    assert {office.state(entry) for entry in more} == {EntryState.RECEIPTED}
    assert max(desk.at_once_with) == AT_ONCE, "as soon as one was quick again"


@pytest.mark.parametrize(
    "lane",
    [pytest.param(2, marks=pytest.mark.slow), 3, pytest.param(4, marks=pytest.mark.slow)],
)
@pytest.mark.parametrize(
    "trouble",
    [
        Say(407),
        Say(401, PROTOCOL),
        Say(511),
        Say(413, PROTOCOL),
        Say(404, PROTOCOL),
        Say(500),
        Say(200, PROTOCOL, b"{}"),
        Say(200, {}, b"<html>sign in</html>"),
        Reset(),
        Cut(Say(200, PROTOCOL, b"{" + b" " * 50)),
    ],
    ids=["407", "401", "511", "413", "404", "500", "empty", "portal", "reset", "cut"],
)
@pytest.mark.parametrize("stored", [False, True], ids=["not stored", "stored"])
def test_trouble_of_one_among_three_loses_and_doubles_nothing(
    office: Office, customs: CustomsServer, trouble: Action, lane: int, stored: bool
) -> None:
    class Troubled(Desk):
        def reply(self, number: int, request: Request) -> Action:
            said = self.store(request) if stored or number != lane else None
            time.sleep(0.02)
            return trouble if said is None or number == lane else said

        def __call__(self, request: Request) -> Action:  # type: ignore[override]  # also no reply
            if request.path != "/v1/bundles":
                return self.store(request)
            with self._guard:
                self.bundles += 1
                number = self.bundles
            return self.reply(number, request)

    desk = Troubled(customs)
    entries = [office.rate() for _ in range(40)]
    office.work(3 * 3600)
    assert desk.bundles >= lane
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    sealed = {entry.id: entry.envelope_sha256 for entry in entries}
    assert {each: sha256 for (_, each), sha256 in customs.intake.stored.items()} == sealed
    assert len(customs.intake.order) == len(set(customs.intake.order)) == 40


def test_a_correction_goes_in_no_lane_beside_what_it_corrects(
    office: Office, customs: CustomsServer
) -> None:
    desk = Desk(customs)
    first = [office.rate() for _ in range(20)]
    second = [office.rate(supersedes=entry.id) for entry in first]
    third = [office.rate(supersedes=entry.id) for entry in second]
    office.work(60)
    assert max(desk.at_once_with) > 1
    assert {office.state(entry) for entry in first + second + third} == {EntryState.RECEIPTED}
    place = {each: number for number, each in enumerate(customs.intake.order)}
    for chain in zip(first, second, third, strict=True):
        places = [place[entry.id] for entry in chain]
        assert places == sorted(places)


def test_a_thousand_runs_leave_no_thread_and_no_connection_behind(customs: CustomsServer) -> None:
    transport = Transport(proxy="none")
    there = threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(1000):
        with abreast(transport) as launch:
            assert launch is not None
    request = Outgoing("HEAD", customs.server.url + "/v1/submissions")
    for _ in range(50):
        with abreast(transport) as launch:
            replies = [launch(request) for _ in range(AT_ONCE)]
        assert all(isinstance(each.result(), Reply) for each in replies)
    transport.close()
    latest = time.monotonic() + 10
    while threading.active_count() > there[0] and time.monotonic() < latest:
        time.sleep(0.05)  # the server's own end of what was closed
    assert threading.active_count() <= there[0]
    assert len(list(Path("/proc/self/fd").iterdir())) <= there[1] + 2


def test_hanging_up_ends_everything_that_is_under_way(
    office: Office, customs: CustomsServer
) -> None:
    class Silent(Desk):
        def take(self, number: int, request: Request) -> Say:
            if number > 1:
                threading.Event().wait(20)
            return super().take(number, request)

    def hang_up_once_all_are_here() -> None:
        while desk.bundles < 1 + AT_ONCE:
            time.sleep(0.01)
        office.delivery.hang_up()

    desk = Silent(customs)
    entries = [office.rate() for _ in range(60)]
    office.clock.advance(11)
    threading.Thread(target=hang_up_once_all_are_here).start()
    begun = time.monotonic()
    while desk.bundles < 2:
        office.delivery.step(office.clock.now())
    assert time.monotonic() - begun < 15
    assert desk.at_once_with[-1] == AT_ONCE
    states = {office.state(entry) for entry in entries}
    assert states == {EntryState.RECEIPTED, EntryState.UNCONFIRMED, EntryState.WAITING}
