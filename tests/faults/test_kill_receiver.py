"""F2: the receiver is killed at every write, sync, send and receive of a delivery.

With its rows on a PostgreSQL server it writes nothing itself: what it does to the world is what it
sends, to the server and to the client. The server lives on.

The clients take receipts at their word. Ours would ask again, and heal what a receiver forgot.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.desk import Desk, desk
from tests.faults.injection import Injection, counted, every_point, needs_strace, traced
from tests.faults.nursery import Nursery
from tests.faults.record import Figures, record, record_twin
from tests.faults.twins import PLANTED
from tests.support.postgres import PostgresServer

pytestmark = needs_strace

CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "sendto", "recvfrom", "write")
ELSEWHERE = ("sendto",)
TWIN = "tests.faults.twin_receivers"
TRUSTING = "receipts taken at their word"


def deliver(at: Desk, victims: Nursery, ratings: int, arguments: list[str]) -> tuple[Figures, Path]:
    """That many ratings are sent at once while the receiver is traced; the verdict, and the log.

    One goes by itself, several as a bundle.
    """
    folder, log = at.fresh(), at.receiver.folder / "trace"
    assert victims.run("rate", folder, ratings=ratings).well
    with traced(at.receiver.pid, arguments, log):
        victims.run("send_while_it_lasts", folder)
    fired = at.receiver.ended
    if fired:
        at.receiver.kill()
        at.receiver.start()
    figures = at.judged(folder)
    figures.fired = int(fired)
    return figures, log


def sweep(at: Desk, victims: Nursery, ratings: int, *, step: int = 1) -> Figures:
    calls = CALLS if at.receiver.database is None else ELSEWHERE
    _, log = deliver(at, victims, ratings, ["-e", f"trace={','.join(calls)}"])
    figures = Figures()
    for point in every_point(counted(log), step=step):
        figures.add(deliver(at, victims, ratings, point.arguments())[0])
    return figures


def test_killed_at_its_flushes(tmp_path: Path) -> None:
    figures = Figures()
    with desk(tmp_path, planted=TRUSTING) as at, Nursery(TRUSTING) as victims:
        for point in (Injection("fdatasync", 1), Injection("pwrite64", 2)):
            figures.add(deliver(at, victims, 2, point.arguments())[0])
    record("F2", "receiver on SQLite killed at each of its calls, a bundle", figures)
    assert figures.fired >= 2
    assert figures.harm == 0


def test_killed_as_it_speaks_to_its_server(tmp_path: Path, postgres: PostgresServer) -> None:
    with (
        desk(tmp_path, database=postgres.create(), planted=TRUSTING) as at,
        Nursery(TRUSTING) as victims,
    ):
        figures = sweep(at, victims, 2, step=40)
    record("F2", "receiver on PostgreSQL killed at each of its calls, a bundle", figures)
    assert figures.fired >= 2
    assert figures.harm == 0


@pytest.mark.slow
@pytest.mark.parametrize("ratings", [1, 3], ids=["alone", "bundle"])
def test_killed_at_every_point(
    tmp_path: Path, new_database: Callable[[], str | None], ratings: int
) -> None:
    database = new_database()
    with desk(tmp_path, database=database, planted=TRUSTING) as at, Nursery(TRUSTING) as victims:
        figures = sweep(at, victims, ratings)
    how = "one rating" if ratings == 1 else "a bundle"
    where = "SQLite" if database is None else "PostgreSQL"
    record("F2", f"receiver on {where} killed at each of its calls, {how}", figures)
    assert figures.fired >= figures.points * 0.8
    assert figures.harm == 0


def test_a_receiver_that_answers_before_its_commit_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLANTED, "answer before commit")
    with desk(tmp_path, TWIN, planted=TRUSTING) as at, Nursery(TRUSTING) as victims:
        figures, _ = deliver(at, victims, 2, Injection("pwrite64", 1).arguments())
    record_twin("F2", "answer before commit", figures)


def test_a_receiver_that_answers_before_the_commit_of_its_server_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: PostgresServer
) -> None:
    """Killed at turns of its loop: in some of them the reply has left, and the commit has not."""
    monkeypatch.setenv(PLANTED, "answer before commit")
    figures = Figures()
    with (
        desk(tmp_path, TWIN, postgres.create(), planted=TRUSTING) as at,
        Nursery(TRUSTING) as victims,
    ):
        for when in (30, 24, 36, 18, 42):
            figures.add(deliver(at, victims, 2, Injection("epoll_wait", when).arguments())[0])
            if figures.harm:
                break
    record_twin("F2", "answer before commit, on PostgreSQL", figures)


def test_a_receiver_that_keeps_what_comes_twice_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client dies before its receipts are written, and sends again: it cannot know better."""
    monkeypatch.setenv(PLANTED, "no de-duplication")
    figures = Figures()
    with desk(tmp_path, TWIN, planted=TRUSTING) as at, Nursery(TRUSTING) as victims:
        wrote = victims.count("submit_and_send", at.fresh(), ("pwrite64",), ratings=2)["pwrite64"]
        for when in range(wrote - 40, wrote, 5):  # receipts are written near the end
            folder = at.fresh()
            ended = victims.run("submit_and_send", folder, Injection("pwrite64", when), ratings=2)
            found = at.judged(folder)
            found.fired = int(ended.killed)
            figures.add(found)
            if figures.harm:
                break
    record_twin("F2", "no de-duplication", figures)
