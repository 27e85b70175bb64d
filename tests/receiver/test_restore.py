"""A receiver put back from yesterday's backup: what it lost comes again, and nothing twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.clock import iso, seconds_of
from rating_client.contract import jose
from rating_client.contract.messages import read_message
from rating_client.contract.receipts import stored_receipt
from tests.receiver.test_answers import SETTLED
from tests.receiver.test_command import run
from tests.support.asking import opened
from tests.support.bundling import item, post, results
from tests.support.postgres import dump, restore
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender


def back_up(receiver: RunningReceiver, to: Path) -> None:
    if receiver.database is not None:
        dump(receiver.database, to)
        return
    with (
        closing(sqlite3.connect(receiver.folder / "receiver.db")) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)


def put_back(receiver: RunningReceiver, backup: Path) -> None:
    receiver.kill()
    if receiver.database is not None:
        restore(receiver.database, backup)
    else:
        for name in ("receiver.db", "receiver.db-wal", "receiver.db-shm"):
            (receiver.folder / name).unlink(missing_ok=True)
        (receiver.folder / "receiver.db").write_bytes(backup.read_bytes())
    receiver.start()


def wish(sender: Sender) -> dict[str, Any]:
    """What the receiver asks to have again, as a client verifies it."""
    reply = sender.get("/v1/resend")
    assert reply.status == 200, reply
    token = jose.verify("rating-resend+jws", reply.text, sender.statement.signing)
    return read_message("rating-resend+jws", token)


def rate(sender: Sender, count: int) -> dict[str, tuple[str, str]]:
    """Ratings that were receipted: id -> (envelope, receipt). A client keeps both."""
    sent = {}
    for _ in range(count):
        payload = sender.rating()
        envelope = sender.sealed(payload)
        reply = sender.put(payload["id"], envelope)
        assert reply.status == 201
        sent[payload["id"]] = (envelope, reply.text)
    return sent


def test_what_was_lost_comes_again_once_and_nothing_is_doubled(
    tmp_path: Path, new_database: Callable[[], str | None]
) -> None:
    with running_receiver(tmp_path / "receiver", database=new_database()) as receiver:
        sender = Sender.enrolled(receiver)
        kept = rate(sender, 3)
        back_up(receiver, tmp_path / "backup")
        lost_from = min(stored_receipt(receipt).received_seconds for _, receipt in kept.values())
        lost = rate(sender, 4)
        put_back(receiver, tmp_path / "backup")
        assert {row["id"] for row in receiver.stored()} == set(kept)
        assert sender.get("/v1/resend").status == 404

        done = run("restored", receiver.folder, "--lost-from", iso(lost_from))
        assert done.code == 0, done.err
        asked = wish(sender)
        assert asked["epoch"] == json.loads(done.out)["epoch"]
        assert asked["lost_from"] == iso(lost_from)

        # The client obeys: every kept envelope whose receipt is not older goes out again.
        again = [
            item(submission, envelope)
            for submission, (envelope, receipt) in {**kept, **lost}.items()
            if stored_receipt(receipt).received_seconds >= seconds_of(asked["lost_from"])
        ]
        found = results(post(sender, again))
        receipts = {
            each.submission: result.receipt for each, result in zip(again, found, strict=True)
        }
        for submission, (_, receipt) in kept.items():
            assert receipts[submission] == receipt
        for submission, (_, receipt) in lost.items():
            fresh = receipts[submission]
            assert fresh is not None
            assert stored_receipt(fresh).epoch == asked["epoch"] != stored_receipt(receipt).epoch
        held = [row["id"] for row in receiver.stored()]
        created = {*kept, *lost}
        figures = {
            "lost": len(created - set(held)),
            "doubled": len(held) - len(set(held)),
            "invented": len(set(held) - created),
        }
        print(f"restored: {len(lost)} rows gone, {len(again)} resent, {figures}")
        assert figures == {"lost": 0, "doubled": 0, "invented": 0}
        assert results(post(sender, again)) == found


def test_a_device_that_enrolled_meanwhile_enrols_again_with_its_code(tmp_path: Path) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        file = receiver.enrolment_file()
        back_up(receiver, tmp_path / "backup")
        sender = Sender(receiver)
        assert sender.enrol(file).status == 201
        payload = sender.rating()
        envelope = sender.sealed(payload)
        assert sender.put(payload["id"], envelope).status == 201
        put_back(receiver, tmp_path / "backup")
        assert sender.put(payload["id"], envelope).problem.slug == "unknown-device"
        assert sender.enrol(file).status == 201
        assert sender.put(payload["id"], envelope).status == 201


def test_each_restore_is_an_epoch_of_its_own(tmp_path: Path) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        sender = Sender(receiver)
        epochs = []
        for _ in range(2):
            done = run("restored", receiver.folder, "--lost-from", "2026-11-21T08:00:00+07:00")
            assert done.code == 0
            epochs.append(wish(sender)["epoch"])
        assert len(set(epochs)) == 2
        current = sender.get("/v1/resend")
        known = sender.get("/v1/resend", if_none_match=current.headers["etag"])
        assert known.status == 304


def test_an_answer_after_a_restore_has_a_number_the_device_has_not_seen(
    tmp_path: Path, new_database: Callable[[], str | None]
) -> None:
    with running_receiver(tmp_path / "receiver", database=new_database()) as receiver:
        sender = Sender.enrolled(receiver)
        (submission,) = rate(sender, 1)
        back_up(receiver, tmp_path / "backup")
        with receiver.opened() as same:
            same.answers.answer(submission, SETTLED)
        seen = opened(sender)[-1]["number"]
        put_back(receiver, tmp_path / "backup")
        assert (
            run("restored", receiver.folder, "--lost-from", "2026-11-21T08:00:00+07:00").code == 0
        )
        with receiver.opened() as same:
            number = same.answers.answer(submission, SETTLED)
        assert number > seen
        assert [answer["number"] for answer in opened(sender, seen)] == [number]


@pytest.mark.parametrize("time", ["yesterday", "2026-11-21", "2026-11-21T08:00:00", "T"])
def test_a_time_without_an_offset_is_none(tmp_path: Path, time: str) -> None:
    done = run("restored", tmp_path, "--lost-from", time)
    assert (done.code, "Không đọc được thời điểm" in done.err) == (1, True)
