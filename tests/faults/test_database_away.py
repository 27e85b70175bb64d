"""F2: the PostgreSQL server goes away under the receiver: the cable is pulled, the server crashes.

Nothing is acknowledged before its commit, trouble is 503 with a time to come again, and the
receiver goes on without a restart.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.faults.oracle import rows_of
from tests.faults.record import Figures, record, record_twin
from tests.faults.test_kill_receiver import TWIN
from tests.faults.twins import PLANTED
from tests.support.database_cable import DatabaseCable
from tests.support.postgres import PostgresServer
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender

AT_ONCE = 4


def pulled(
    receiver: RunningReceiver, cable: DatabaseCable, message: int, *, delivered: bool
) -> Figures:
    """One rating is sent, and the cable pulled at that message; then it is whole again."""
    sender = Sender(receiver)
    cable.mend()
    assert sender.enrol(receiver.enrolment_file()).status == 201
    payload = sender.rating()
    envelope = sender.sealed(payload)
    cable.pull(message, delivered=delivered)
    reply = sender.put(payload["id"], envelope)
    cable.mend()
    held = [row.id for row in rows_of(receiver.folder)]
    figures = Figures(points=1, fired=int(cable.fired), saved=int(reply.status == 201))
    figures.lost = int(reply.status == 201 and payload["id"] not in held)
    if reply.status != 201:
        assert (reply.status, reply.problem.slug) == (503, "unavailable")
        assert int(reply.headers["retry-after"]) > 0
    again = sender.put(payload["id"], envelope)
    assert again.status in (200, 201)
    rows = [row.id for row in rows_of(receiver.folder)].count(payload["id"])
    figures.duplicated = max(0, rows - 1)
    figures.false_acks = int(reply.status == 201 and reply.text != again.text)
    figures.lost += rows == 0
    return figures


@pytest.mark.parametrize("delivered", [False, True], ids=["before", "reply lost"])
@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_pulled_at_any_message(
    tmp_path: Path, postgres: PostgresServer, step: int, delivered: bool
) -> None:
    figures = Figures()
    with (
        DatabaseCable(postgres.create()) as cable,
        running_receiver(tmp_path / "receiver", database=cable.url) as receiver,
    ):
        message, fired = 1, 1
        while fired:
            found = pulled(receiver, cable, message, delivered=delivered)
            fired = found.fired
            figures.add(found)
            message += step
    how = "its reply lost" if delivered else "before it arrives"
    record("F2", f"cable to PostgreSQL pulled at each message, {how}", figures)
    assert figures.fired == figures.points - 1  # the last was after the end
    assert figures.harm == 0


def crashed(folder: Path, ratings: int, program: str = "rating_client.receiver") -> Figures:
    """Ratings go in from several threads while the server loses its power."""
    acknowledged: set[str] = set()
    enough = threading.Event()
    with (
        PostgresServer() as server,
        running_receiver(folder, program, database=server.create()) as receiver,
    ):
        sender = Sender.enrolled(receiver)
        payloads = [sender.rating() for _ in range(ratings)]
        envelopes = {each["id"]: sender.sealed(each) for each in payloads}
        ids = list(envelopes)
        while sender.put(ids[0], envelopes[ids[0]]).status not in (200, 201):
            time.sleep(0.05)  # a twin knows the device a moment after it has said so

        def deliver(part: int) -> None:
            for each in ids[part::AT_ONCE]:
                while (status := sender.put(each, envelopes[each]).status) == 503:
                    time.sleep(0.05)  # as a client does: it comes again
                if status == 201:
                    acknowledged.add(each)
                    enough.set()

        threads = [threading.Thread(target=deliver, args=(part,)) for part in range(AT_ONCE)]
        for each in threads:
            each.start()
        assert enough.wait(30)
        server.stop(crash=True)
        assert sender.put(ids[0], envelopes[ids[0]]).status == 503
        server.start()
        for each in threads:
            each.join()
        held = {row.id for row in rows_of(folder)}
        lost = len(acknowledged - held)
        assert all(sender.put(each, envelopes[each]).status in (200, 201) for each in ids)
        rows = [row.id for row in rows_of(folder)]
        if program != TWIN:
            assert "Traceback" not in receiver.log(), "a server that is away is a line, no bug"
    return Figures(
        points=1,
        fired=1,
        saved=len(acknowledged),
        lost=lost,
        duplicated=len(rows) - len(set(rows)),
        invented=len(set(rows) - set(ids)),
    )


def test_a_server_that_crashes_takes_nothing_with_it(tmp_path: Path) -> None:
    figures = crashed(tmp_path / "receiver", 60)
    record("F2", "PostgreSQL server crashes while ratings come in", figures)
    assert figures.harm == 0


def test_an_answer_before_the_commit_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLANTED, "answer before commit")
    figures = crashed(tmp_path / "receiver", 8, TWIN)
    record_twin("F2", "answer before commit, PostgreSQL server crashes", figures)
