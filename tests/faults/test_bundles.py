"""F32: the stick is pulled at each write, is full, and the file is cut, flipped or taken twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rating_client.base.clock import SystemClock
from rating_client.base.errors import RatingClientError
from rating_client.base.opening import open_ledger
from rating_client.contract.bundle import SUFFIX, BundleRefused, read_bundle
from rating_client.delivery.forwarding import destination, forward
from rating_client.delivery.transport import Transport
from rating_client.profile import Profile
from tests.faults.desk import Desk, desk
from tests.faults.injection import WRITES, Injection, every_point, needs_strace
from tests.faults.nursery import Nursery, complaints, history
from tests.faults.oracle import false_acks, judge, rows_of
from tests.faults.record import Figures, record, record_twin
from tests.faults.scenarios import profile_in
from tests.support.ledgers import TEST_KEY
from tests.support.receivers import running_receiver
from tests.support.sender import Sender
from tests.support.vaults import MemoryVault

RATINGS = 3
FULL = "error=ENOSPC"


@pytest.fixture(scope="module")
def at(shared_folder: Path) -> Iterator[Desk]:
    with desk(shared_folder) as made:
        yield made


def rated(at: Desk) -> Path:
    folder = at.fresh()
    with Nursery() as nursery:
        assert nursery.run("rate", folder, ratings=RATINGS).well
    (folder / "stick").mkdir()
    return folder


def bundle_in(folder: Path) -> bytes | None:
    """The bundle a person would find on the stick."""
    found = list((folder / "stick").glob(f"*{SUFFIX}"))
    return found[0].read_bytes() if found else None


def whole(data: bytes) -> bool:
    try:
        return len(read_bundle(data).items) == RATINGS
    except BundleRefused:
        return False


def sweep(at: Desk, victims: Nursery, points: list[Injection]) -> Figures:
    """Export at a fresh desk with each of these faults; what the stick has goes to customs."""
    figures = Figures()
    for point in points:
        folder = at.fresh()
        assert victims.run("rate", folder, ratings=RATINGS).well
        (folder / "stick").mkdir()
        ended = victims.run("carry", folder, point)
        carried = bundle_in(folder)
        if carried is not None and whole(carried):
            Sender(at.receiver).post("/v1/bundles", carried, content_type="application/json")
        found = at.judged(folder)  # what was exported goes by the network too
        found.fired = int(not ended.well)
        found.invented += carried is not None and not whole(carried)
        figures.add(found)
    return figures


def points_of(at: Desk, victims: Nursery, what: str, *, step: int) -> list[Injection]:
    counts = victims.count("carry", rated(at), WRITES)
    return list(every_point(counts, what, step=step))


@needs_strace
@pytest.mark.parametrize(
    ("name", "what"),
    [("pulled out", "signal=KILL"), pytest.param("full", FULL, marks=pytest.mark.slow)],
    ids=["pulled", "full"],
)
@pytest.mark.parametrize("step", [30, pytest.param(1, marks=pytest.mark.slow)])
def test_the_file_is_whole_or_not_there(at: Desk, name: str, what: str, step: int) -> None:
    with Nursery() as victims:
        figures = sweep(at, victims, points_of(at, victims, what, step=step))
    record("F32", f"stick {name} while a bundle is written", figures)
    assert figures.harm == 0


@needs_strace
def test_a_file_that_grows_under_its_name_is_caught(at: Desk) -> None:
    planted = "bundle written in place"
    with Nursery(planted) as victims:
        figures = sweep(at, victims, [Injection("write", when) for when in range(1, 6)])
    record_twin("F32", planted, figures)


def spoilt(data: bytes, number: int, seed: int) -> Iterator[bytes]:
    """The file cut at that many places, and with one bit flipped at as many."""
    chance = random.Random(seed)
    for part in range(number):
        yield data[: len(data) * part // number]
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(flipped)


@pytest.mark.parametrize("number", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_spoilt_on_the_way_out_and_taken_twice(at: Desk, number: int) -> None:
    """Of a spoilt bundle customs holds what is whole, and nothing else."""
    folder = rated(at)
    with Nursery() as nursery:
        assert nursery.run("carry", folder).well, complaints(folder)
    carried = bundle_in(folder)
    assert carried is not None
    carrier, points = Sender(at.receiver), 0
    for data in (*spoilt(carried, number, 32), carried, carried):
        points += 1
        carrier.post("/v1/bundles", data, content_type="application/json")
        ledger, _ = open_ledger(profile_in(folder), TEST_KEY)
        with closing(ledger):
            figures = judge([], ledger, rows_of(at.receiver.folder, at.seen))
        assert figures.harm == 0
    figures = at.judged(folder)
    figures.points = figures.fired = points
    record("F32", "bundle cut, flipped, taken twice", figures)
    assert figures.harm == 0


@pytest.mark.parametrize("number", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_spoilt_on_the_way_home(at: Desk, number: int) -> None:
    """Receipts in a cut or flipped file count only where they prove themselves."""
    folder = rated(at)
    with Nursery() as nursery:
        assert nursery.run("carry", folder).well
    carried = bundle_in(folder)
    assert carried is not None
    receipts = forward(destination(carried), Transport(proxy="none"), SystemClock()).file
    held = {(row.id, row.sha256) for row in rows_of(at.receiver.folder, at.seen)}
    figures = Figures(saved=RATINGS)
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        for data in (*spoilt(receipts, number, 33), receipts, receipts):
            try:
                brought = profile.carrying_home.take(data)
                refused = bool(brought.refused)
            except RatingClientError:
                refused = True
            figures.add(Figures(points=1, fired=int(refused)))
            figures.false_acks += false_acks(profile.ledger, held)
        verdict = judge(history(folder), profile.ledger, rows_of(at.receiver.folder, at.seen))
        waiting = profile.ledger.value("SELECT count(*) FROM entry WHERE state <> 'receipted'")
    verdict.points = verdict.saved = 0
    figures.add(verdict)
    record("F32", "receipts cut, flipped, taken twice", figures)
    assert waiting == 0
    assert figures.harm == 0


def test_another_receivers_bundle_is_given_back(at: Desk, tmp_path: Path) -> None:
    """Customs of another place holds nothing of it, and the sender has it still."""
    folder = rated(at)
    with Nursery() as nursery:
        assert nursery.run("carry", folder).well
    carried = bundle_in(folder)
    assert carried is not None
    with running_receiver(tmp_path / "elsewhere") as other:
        Sender(other).post("/v1/bundles", carried, content_type="application/json")
        strayed = len(rows_of(other.folder))
    figures = at.judged(folder)
    figures.fired = 1
    figures.invented += strayed
    record("F32", "bundle handed to another receiver", figures)
    assert figures.harm == 0
