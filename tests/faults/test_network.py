"""F10, F12, F13: connections that break at every place, a storm after an outage, false receipts.

The cable breaks in front of the real receiver. What one odd reply means is shown row by row in
`tests/delivery`; `tests/faults/elsewhere.py` names those tests.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.contract.jose import TokenRefused
from rating_client.contract.receipts import Receipt, ReceiptRefused, stored_receipt
from rating_client.delivery import endpoint
from rating_client.outbox.entry import EntryState
from rating_client.outbox.schedule import CAP, backoff
from tests.delivery.test_stage import Endpoint, forged, known
from tests.faults.oracle import judge, rows_of
from tests.faults.record import Figures, record, record_twin
from tests.faults.test_kill_receiver import TWIN
from tests.faults.twins import PLANTED
from tests.support.clock import FakeClock
from tests.support.fault_proxy import Cable, Fault, FaultProxy
from tests.support.ledgers import open_ledger
from tests.support.office import Office
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.scripted_receiver import PROTOCOL, Line, Say

# The proxy waits for as long as the client does, so a black hole costs two seconds each time.
QUICK: list[Fault] = [fault for fault in Fault if fault is not Fault.BLACK_HOLE]
CLIENTS = 1_000
BIN = 30.0  # seconds, in which a thousand clients make some thirty requests


@pytest.fixture(scope="module")
def receiver(shared_folder: Path) -> Iterator[RunningReceiver]:
    with running_receiver(shared_folder) as receiver:
        yield receiver


def broken(
    folder: Path, receiver: RunningReceiver, storms: list[tuple[int, list[Fault]]]
) -> Figures:
    """For each storm, so many ratings are sent through those faults; then the cable is whole."""
    seen = max((row.number for row in rows_of(receiver.folder)), default=0)
    figures, saved = Figures(), []
    ledger = open_ledger(folder)
    with FaultProxy(("127.0.0.1", receiver.port)) as proxy:
        office = Office(ledger, FakeClock(SystemClock().now()), Cable(proxy))
        office.enrol(receiver.enrolment_file())
        office.work(60)
        for ratings, faults in storms:
            before = len(proxy.fired)
            saved += [office.rate().id for _ in range(ratings)]
            office.clock.advance(10)
            proxy.faults = list(faults)
            office.transport.close()
            office.work(4 * CAP)
            figures.add(Figures(points=1, fired=int(len(proxy.fired) > before)))
            proxy.faults = []
        office.work(2 * CAP)
        office.transport.close()
    verdict = judge(saved, ledger, rows_of(receiver.folder, seen))
    ledger.close()
    verdict.points = 0
    figures.add(verdict)
    return figures


@pytest.mark.parametrize("rounds", [1, pytest.param(100, marks=pytest.mark.slow)])
def test_a_cable_that_breaks_anywhere(
    tmp_path: Path, receiver: RunningReceiver, rounds: int
) -> None:
    chance = random.Random(10)
    each = [(ratings, [fault] * 2) for fault in QUICK for ratings in (1, 3)]
    mixed = [
        (chance.randint(1, 4), chance.choices(QUICK, k=chance.randint(1, 5)))
        for _ in range(2 * rounds)
    ]
    figures = broken(tmp_path, receiver, each + mixed)
    record("F10", "reset, half sent, reply lost, reply cut", figures)
    assert figures.fired == figures.points
    assert figures.harm == 0


@pytest.mark.parametrize(
    ("planted", "fault"),
    [("no length check", Fault.RESET_MID_REQUEST), ("no de-duplication", Fault.REPLY_LOST)],
)
def test_a_receiver_that_believes_the_cable_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: str, fault: Fault
) -> None:
    """Half an envelope sticks under its id; a reply that is lost makes a second row."""
    monkeypatch.setenv(PLANTED, planted)
    with running_receiver(tmp_path / "receiver", TWIN) as receiver:
        figures = broken(tmp_path, receiver, [(1, [fault])])
    record_twin("F10", planted, figures)


# F12 ----------------------------------------------------------------------------------------------


def peak_over_mean(jitter: random.Random | None, asked: float | None) -> float:
    """A thousand offices meet an outage of two hours: how they come back when it is over.

    Requests in the fullest half minute, over the mean of the time in which all come once.
    """
    over, arrivals = 7200.0, Counter[int]()
    uneven = jitter.random if jitter else (lambda: 1.0)
    for client in range(CLIENTS):
        now, tries = client * 0.001, 0  # the outage strikes all of them in the same second
        while now < over:
            tries += 1
            now += backoff(tries, asked, uneven)
        arrivals[int((now - over) / BIN)] += 1
    span = CAP + (asked or 0.0)
    return max(arrivals.values()) / (CLIENTS * BIN / span)


@pytest.mark.parametrize("asked", [None, 120.0], ids=["503", "Retry-After"])
def test_a_thousand_offices_do_not_come_back_at_once(asked: float | None) -> None:
    worst = max(peak_over_mean(random.Random(seed), asked) for seed in range(5))
    figures = Figures(points=5 * CLIENTS, fired=5 * CLIENTS)
    what = "without a word" if asked is None else f"after Retry-After: {asked:.0f}"
    record("F12", f"1,000 clients after an outage, {what}", figures, f"peak/mean {worst:.2f}")
    assert worst < 3


def test_clients_without_jitter_are_caught() -> None:
    worst = peak_over_mean(None, None)
    note = f"peak/mean {worst:.0f}"
    record_twin("F12", "no jitter", Figures(points=CLIENTS), note, caught=worst >= 3)


# F13 ----------------------------------------------------------------------------------------------


def lies(customs: Endpoint) -> dict[str, Line]:
    """What a rating may meet that is no receipt for it."""
    html = {"Content-Type": "text/html"}
    return {
        **forged(customs),
        "login page": Say(200, html, b"<!DOCTYPE html><title>Wi-Fi</title>"),
        "login page that speaks": Say(200, {**PROTOCOL, **html}, b"<html>"),
        "nothing": Say(204, PROTOCOL),
        "created, and no receipt": Say(201, PROTOCOL),
        "half a receipt": Say(201, PROTOCOL, b"eyJhbGciOiJFZERTQSIsInR5cCI6InJlY2VpcHQ"),
        "somewhere else": Say(302, {"Location": "http://127.0.0.1/"}),
    }


def believed(folder: Path) -> Figures:
    """How many of those lies the client takes for receipts, each told of a new rating."""
    figures = Figures()
    folder.mkdir()
    ledger: Ledger = open_ledger(folder)
    with Endpoint() as customs:
        office = Office(ledger, FakeClock())
        known(office, customs)
        for name in lies(customs):
            entry = office.rate()
            customs.server.otherwise = lies(customs)[name]
            met = len(customs.puts)
            office.work(25)
            figures.add(
                Figures(
                    points=1,
                    fired=int(len(customs.puts) > met),
                    saved=1,
                    false_acks=int(office.state(entry) is EntryState.RECEIPTED),
                )
            )
            customs.server.otherwise = customs.intake
            office.work(2 * CAP)
            figures.lost += entry.id not in customs.intake.order
        office.transport.close()
    ledger.close()
    return figures


def test_nothing_but_its_receipt_ends_a_rating(tmp_path: Path) -> None:
    figures = believed(tmp_path / "desk")
    record("F13", "replies that are no receipt", figures)
    assert figures.fired == figures.points
    assert figures.harm == 0


def test_a_client_that_believes_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin reads a receipt and does not check it."""

    def read(token: str, *_: object) -> Receipt:
        try:
            return stored_receipt(token)
        except TokenRefused as refused:
            raise ReceiptRefused(refused.code) from refused

    monkeypatch.setattr(endpoint, "receipt_check", lambda *_: read)
    record_twin("F13", "receipt not verified", believed(tmp_path / "desk"))
