"""F17 and F28: fifty deliveries of one id at the same moment, two deliverers on one outbox."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.nursery import Nursery, complaints, history
from tests.faults.oracle import rows_of
from tests.faults.record import Figures, record, record_twin
from tests.faults.scenarios import profile_in
from tests.faults.test_kill_receiver import TWIN
from tests.faults.twins import PLANTED
from tests.support.bundling import item, post, results
from tests.support.damage import filled
from tests.support.receivers import running_receiver
from tests.support.sender import Sender

DELIVERIES = 50
QUEUED = 150


def fifty(folder: Path, program: str = "rating_client.receiver") -> Figures:
    """One id is delivered by HTTP and in bundles, all at the same moment."""
    with running_receiver(folder, program) as receiver:
        sender = Sender.enrolled(receiver)
        payload = sender.rating()
        envelope = sender.sealed(payload)
        said: list[str | None] = []

        def put() -> None:
            said.append(sender.put(payload["id"], envelope).text)

        def carry() -> None:
            said.append(results(post(sender, [item(payload["id"], envelope)]))[0].receipt)

        _together([put, carry] * (DELIVERIES // 2))
        rows = rows_of(receiver.folder)
    return Figures(
        points=DELIVERIES,
        fired=len(said),
        saved=1,
        lost=int(not rows),
        duplicated=len(rows) - 1,
        invented=len(set(said)) - 1,
    )


def test_one_id_by_http_and_bundle_at_once(tmp_path: Path) -> None:
    figures = fifty(tmp_path / "receiver")
    record("F17", "50 deliveries of one id at once, HTTP and bundles", figures)
    assert figures.fired == DELIVERIES
    assert figures.harm == 0


def test_a_receiver_without_a_key_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = "no de-duplication"
    monkeypatch.setenv(PLANTED, planted)
    record_twin("F17", planted, fifty(tmp_path / "receiver", TWIN))


def two_deliverers(folder: Path, planted: str = "") -> Figures:
    """Two processes take what waits until nothing does; what either took, counted."""
    folders = [folder / "one", folder / "two"]
    ids = filled(profile_in(folders[0]), QUEUED)
    folders[1].mkdir()
    (folders[1] / "profile").symlink_to(folders[0] / "profile")
    with Nursery(planted) as one, Nursery(planted) as two:
        _together(
            [
                lambda nursery=nursery, at=at: nursery.run("claim", at)  # type: ignore[misc]  # mypy wants no defaults
                for nursery, at in zip((one, two), folders, strict=True)
            ]
        )
    taken = Counter(line for each in folders for line in history(each))
    assert taken, complaints(folders[0])
    return Figures(
        points=QUEUED,
        fired=sum(taken.values()),
        saved=QUEUED,
        lost=len(set(ids) - set(taken)),
        duplicated=sum(taken.values()) - len(taken),
        invented=len(set(taken) - set(ids)),
    )


def test_two_deliverers_never_take_the_same(tmp_path: Path) -> None:
    figures = two_deliverers(tmp_path)
    record("F28", "two processes claim one outbox", figures)
    assert figures.harm == 0


def test_a_claim_in_two_statements_is_caught(tmp_path: Path) -> None:
    planted = "select, then update"
    record_twin("F28", planted, two_deliverers(tmp_path, planted))


def _together(jobs: list[Callable[[], object]]) -> None:
    gate = threading.Barrier(len(jobs))

    def begin(job: Callable[[], object]) -> None:
        gate.wait()
        job()

    threads = [threading.Thread(target=begin, args=(job,)) for job in jobs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
