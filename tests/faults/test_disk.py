"""F4 and F5: the disk is full, or fails, from any write or flush on.

What is called saved is there, what is not is said so, and the next start works as if nothing had
been. F6, a read-only folder, and the ballast are shown in `tests/base/test_disk_full.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rating_client.base.opening import open_ledger
from tests.faults.desk import Desk, desk
from tests.faults.injection import Injection, every_point, needs_strace
from tests.faults.nursery import Nursery, complaints, history
from tests.faults.record import Figures, record, record_twin
from tests.faults.scenarios import REFUSED, profile_in
from tests.support.ledgers import TEST_KEY

pytestmark = needs_strace

SCENARIO = "rate_or_say_why_not"
THREE = {"ratings": 3}
FULL = "error=ENOSPC"
FAILS = "error=EIO"
WRITES = ("pwrite64", "ftruncate")
FLUSHES = ("fdatasync", "fsync")


@pytest.fixture(scope="module")
def at(shared_folder: Path) -> Iterator[Desk]:
    with desk(shared_folder) as made:
        yield made


def sweep(at: Desk, victims: Nursery, points: list[Injection]) -> tuple[Figures, int]:
    """Three ratings at each of these points, and a crash; also how many were refused and are back.

    SQLite writes a commit and then flushes it. Where the flush fails, the commit is taken back, but
    it lies in the log until the next one is written over it: a crash just then brings it back.
    """
    back = 0
    figures = Figures()
    for point in points:
        folder = at.fresh()
        ended = victims.run(SCENARIO, folder, point, **THREE)
        assert ended.well, complaints(folder)  # trouble is said, never thrown at the person
        found, unasked = _verdict(at, folder)
        figures.add(found)
        back += unasked
    return figures, back


def _verdict(at: Desk, folder: Path) -> tuple[Figures, int]:
    """The oracle's, and what it cannot see: ratings that are queued though they were refused."""
    told = history(folder)
    saved = [line for line in told if not line.startswith(REFUSED)]
    ledger, recovered = open_ledger(profile_in(folder), TEST_KEY)
    with closing(ledger):
        queued = int(ledger.value("SELECT count(*) FROM entry"))
    figures = at.judged(folder)
    figures.fired = int(len(saved) < len(told) or not told)
    figures.invented += recovered is not None
    return figures, max(0, queued - len(saved))


def points_of(
    at: Desk, victims: Nursery, calls: tuple[str, ...], what: str, *, step: int, onwards: bool
) -> list[Injection]:
    counts = victims.count(SCENARIO, at.fresh(), calls, **THREE)
    return list(every_point(counts, what, step=step, onwards=onwards))


SLOW = pytest.mark.slow
CASES = pytest.mark.parametrize(
    ("fault", "name", "calls", "what", "onwards"),
    [
        ("F4", "disk full from a write on", WRITES, FULL, True),
        pytest.param("F4", "disk full for one write", WRITES, FULL, False, marks=SLOW),
        ("F5", "a flush fails", FLUSHES, FAILS, False),
        pytest.param("F5", "every flush fails from one on", FLUSHES, FAILS, True, marks=SLOW),
    ],
)


@CASES
@pytest.mark.parametrize("step", [40, pytest.param(1, marks=SLOW)])
def test_saved_is_saved_and_refused_is_not(
    at: Desk, fault: str, name: str, calls: tuple[str, ...], what: str, onwards: bool, step: int
) -> None:
    with Nursery() as victims:
        few = min(step, 4) if calls is FLUSHES else step
        points = points_of(at, victims, calls, what, step=few, onwards=onwards)
        figures, back = sweep(at, victims, points)
    record(fault, name, figures, f"refused and back after a crash: {back}" if back else "")
    assert figures.harm == 0
    assert back == 0 or calls is FLUSHES


@pytest.mark.parametrize(
    ("fault", "call", "what", "points"),
    [("F4", "pwrite64", FULL, (45, 60)), ("F5", "fdatasync", FAILS, (2, 3, 4, 5))],
)
def test_a_form_that_closes_whatever_happened_is_caught(
    at: Desk, fault: str, call: str, what: str, points: tuple[int, ...]
) -> None:
    planted = "saved although it is not"
    with Nursery(planted) as victims:
        figures, _ = sweep(at, victims, [Injection(call, when, what) for when in points])
    record_twin(fault, planted, figures)
