"""F1: the client is killed at every write, sync, send, receive, connect and truncate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.desk import Desk, desk
from tests.faults.injection import NETWORK, WRITES, Injection, every_point, needs_strace
from tests.faults.nursery import Nursery
from tests.faults.record import Figures, record, record_twin

pytestmark = needs_strace

WHAT = "client killed at each of its calls"
TWO = {"ratings": 2}
TELLING = [Injection(call, when) for call in ("sendto", "recvfrom") for when in (2, 3)]


@pytest.fixture(scope="module")
def at(shared_folder: Path) -> Iterator[Desk]:
    with desk(shared_folder) as made:
        yield made


def sweep(at: Desk, victims: Nursery, points: list[Injection]) -> Figures:
    """Two ratings are submitted and sent, and the client dies at each of `points`."""
    figures = Figures()
    for point in points:
        folder = at.fresh()
        ended = victims.run("submit_and_send", folder, point, **TWO)
        found = at.judged(folder)
        found.fired = ended.killed
        figures.add(found)
    return figures


def points_of(at: Desk, victims: Nursery, *, step: int) -> list[Injection]:
    counts = victims.count("submit_and_send", at.fresh(), (*WRITES, *NETWORK), **TWO)
    return list(every_point(counts, step=step))


@pytest.mark.parametrize("step", [50, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_anywhere_it_arrives_once(at: Desk, step: int) -> None:
    with Nursery() as victims:
        figures = sweep(at, victims, points_of(at, victims, step=step))
    record("F1", WHAT, figures)
    assert figures.fired >= figures.points * 0.9
    assert figures.harm == 0


@pytest.mark.parametrize("planted", ["id minted per attempt", "row deleted before the receipt"])
def test_a_planted_bug_is_caught(at: Desk, planted: str) -> None:
    """Killed around its request and while it waits for the reply: neither bug survives that."""
    with Nursery(planted) as victims:
        figures = sweep(at, victims, TELLING)
    record_twin("F1", planted, figures)
