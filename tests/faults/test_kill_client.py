"""F1: the client is killed at every write, sync, send, receive, connect and truncate."""

from __future__ import annotations

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


def test_killed_at_some_points(tmp_path: Path) -> None:
    with desk(tmp_path) as at, Nursery() as victims:
        figures = sweep(at, victims, points_of(at, victims, step=25))
    record("F1", WHAT, figures)
    assert figures.fired > 0
    assert figures.harm == 0


@pytest.mark.slow
def test_killed_at_every_point(tmp_path: Path) -> None:
    with desk(tmp_path) as at, Nursery() as victims:
        figures = sweep(at, victims, points_of(at, victims, step=1))
    record("F1", WHAT, figures)
    assert figures.fired >= figures.points * 0.9
    assert figures.harm == 0


@pytest.mark.parametrize("planted", ["id minted per attempt", "row deleted before the receipt"])
def test_a_planted_bug_is_caught(tmp_path: Path, planted: str) -> None:
    """Killed while it waits for the reply: just what neither bug survives."""
    with desk(tmp_path) as at, Nursery(planted) as victims:
        figures = sweep(at, victims, TELLING)
    record_twin("F1", planted, figures)
