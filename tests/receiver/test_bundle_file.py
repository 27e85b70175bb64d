"""A stick at the counter of customs: `receiver bundle`, and answers beside a bundle that asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rating_client.contract.answers import open_answer
from rating_client.contract.bundle import BundleItem, bundle, read_carried_answers
from rating_client.contract.receipts_file import ReceiptsFile, read_receipts_file
from rating_client.receiver.answering import Said
from tests.receiver.test_command import Done, run
from tests.support.bundling import MADE, item, rated
from tests.support.issuer import Issuer
from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender

SETTLED = Said("DA_XU_LY", "Đã xử lý", "Settled", "Cảm ơn doanh nghiệp.", final=True)


def stick(folder: Path, sender: Sender, items: Sequence[BundleItem], **asking: Any) -> Path:
    """A bundle of these on a stick."""
    statement = sender.statement
    path = folder / "du-lieu.rating-bundle"
    path.write_bytes(bundle(statement.token, statement.receiver, items, MADE, **asking))
    return path


def take(receiver: RunningReceiver, path: Path, out: Path) -> ReceiptsFile:
    done = run("bundle", receiver.folder, path, "--receipts", out)
    assert done.code == 0, done.err
    assert json.loads(done.out)["file"] == str(out)
    return read_receipts_file(out.read_bytes())


def refused(done: Done) -> str:
    assert done.code == 1
    [line] = done.err.splitlines()
    return line


def test_what_came_on_a_stick_is_held_and_receipted(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    items = [rated(sender), rated(sender)]
    found = take(receiver, stick(tmp_path, sender, items), tmp_path / "x.rating-receipts")
    assert [each.submission for each in found.receipts] == [each.submission for each in items]
    assert found.refused == 0
    assert set(found.published or {}) >= {"form", "directory"}
    held = {row["id"] for row in receiver.stored()}
    assert {each.submission for each in items} <= held


def test_the_same_stick_again_brings_the_same_receipts(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    path = stick(tmp_path, sender, [rated(sender)])
    first = take(receiver, path, tmp_path / "1.rating-receipts")
    second = take(receiver, path, tmp_path / "2.rating-receipts")
    assert [each.token for each in second.receipts] == [each.token for each in first.receipts]


def test_one_that_is_refused_stops_no_other(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    bad, good = sender.rating(subjects=[]), rated(sender)
    items = [item(bad["id"], sender.sealed(bad)), good]
    found = take(receiver, stick(tmp_path, sender, items), tmp_path / "x.rating-receipts")
    assert [each.submission for each in found.receipts] == [good.submission]
    [advice] = found.problems
    assert (advice.sha256, advice.problem.slug) == (items[0].sha256, "invalid-rating")


def test_answers_come_with_a_bundle_that_asks_for_them(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    first = rated(sender)
    take(receiver, stick(tmp_path, sender, [first]), tmp_path / "1.rating-receipts")
    with receiver.opened() as same:
        number = same.answers.answer(str(first.submission), SETTLED)
    silent = take(receiver, stick(tmp_path, sender, [first]), tmp_path / "2.rating-receipts")
    assert silent.answers is None
    asking = stick(tmp_path, sender, [rated(sender)], answers_after=0)
    answers = take(receiver, asking, tmp_path / "3.rating-receipts").answers
    assert answers is not None
    [sealed] = answers.answers
    assert open_answer(sealed, sender.device, sender.statement)["submission"] == first.submission
    assert (answers.after, answers.next) == (0, number)
    later = stick(tmp_path, sender, [rated(sender)], answers_after=number)
    answers = take(receiver, later, tmp_path / "4.rating-receipts").answers
    assert answers is not None
    assert answers.answers == ()


def test_over_the_network_a_carrier_gets_them_too_and_cannot_read_them(
    receiver: RunningReceiver, sender: Sender
) -> None:
    carried = rated(sender)
    assert carried.submission is not None
    sender.put(carried.submission, carried.jwe)
    with receiver.opened() as same:
        same.answers.answer(carried.submission, SETTLED)
    statement = sender.statement
    data = bundle(statement.token, statement.receiver, [carried], MADE, answers_after=0)
    reply = sender.post("/v1/bundles", data, content_type="application/json")
    answers = read_carried_answers(reply.body, 0)
    assert answers is not None
    assert SETTLED.text.encode() not in reply.body
    assert len(answers.answers) == 1


def test_a_revoked_device_is_brought_no_answers(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    carried = rated(sender)
    path = stick(tmp_path, sender, [carried], answers_after=0)
    take(receiver, path, tmp_path / "1.rating-receipts")
    with receiver.opened() as same:
        same.answers.answer(str(carried.submission), SETTLED)
        same.devices.revoke(sender.device.kid)
    found = take(receiver, path, tmp_path / "2.rating-receipts")
    assert (len(found.receipts), found.answers) == (1, None)


def test_another_receivers_bundle_is_given_back(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    other = Issuer().statement()
    path = tmp_path / "other.rating-bundle"
    path.write_bytes(bundle(other.token, other.receiver, [rated(sender)], MADE))
    out = tmp_path / "x.rating-receipts"
    assert "nơi nhận khác" in refused(run("bundle", receiver.folder, path, "--receipts", out))
    assert not out.exists()


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff" * 40], ids=repr)
def test_what_is_no_bundle_is_one_sentence(
    receiver: RunningReceiver, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "x.rating-bundle"
    if content is not None:
        path.write_bytes(content)
    refused(run("bundle", receiver.folder, path, "--receipts", tmp_path / "y"))


def test_a_file_that_lies_there_is_not_written_over(
    receiver: RunningReceiver, sender: Sender, tmp_path: Path
) -> None:
    carried = rated(sender)
    path = stick(tmp_path, sender, [carried])
    refused(run("bundle", receiver.folder, path, "--receipts", path))
    assert carried.submission not in {row["id"] for row in receiver.stored()}
