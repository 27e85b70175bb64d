"""A correction replaces an earlier submission: only one's own, only of the same declaration."""

from __future__ import annotations

from typing import Any

import pytest

from rating_client.contract.keys import Device
from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender


def superseded_by(receiver: RunningReceiver, sender: Sender, submission: str) -> str | None:
    (found,) = [
        row["superseded_by"]
        for row in receiver.stored()
        if row["id"] == submission and row["device"] == sender.device.kid
    ]
    assert found is None or isinstance(found, str)
    return found


def another_declaration(sender: Sender, **changes: Any) -> dict[str, Any]:
    payload = sender.rating(**changes)
    payload["declaration"] |= {"number": "100000000990", "key_digits": "10000000099"}
    return payload


def test_a_correction_replaces_the_earlier_one(receiver: RunningReceiver, sender: Sender) -> None:
    earlier = sender.rating()
    later = sender.rating(supersedes=earlier["id"])
    assert sender.send(earlier).status == sender.send(later).status == 201
    assert superseded_by(receiver, sender, earlier["id"]) == later["id"]
    assert superseded_by(receiver, sender, later["id"]) is None


def test_the_order_of_arrival_does_not_matter(receiver: RunningReceiver, sender: Sender) -> None:
    earlier = sender.rating()
    later = sender.rating(supersedes=earlier["id"])
    assert sender.send(later).status == sender.send(earlier).status == 201
    assert superseded_by(receiver, sender, earlier["id"]) == later["id"]


def test_an_amended_declaration_is_still_the_same_one(
    receiver: RunningReceiver, sender: Sender
) -> None:
    earlier = sender.rating()
    later = sender.rating(supersedes=earlier["id"])
    later["declaration"]["number"] = "100000000111"
    sender.send(earlier)
    sender.send(later)
    assert superseded_by(receiver, sender, earlier["id"]) == later["id"]


def test_another_declaration_is_not_replaced(receiver: RunningReceiver, sender: Sender) -> None:
    earlier = sender.rating()
    later = another_declaration(sender, supersedes=earlier["id"])
    other_owner = sender.rating(supersedes=earlier["id"], owner={"tax_code": "0100000000"})
    for payload in (earlier, later, other_owner):
        assert sender.send(payload).status == 201
    assert superseded_by(receiver, sender, earlier["id"]) is None


@pytest.mark.parametrize(("before", "after"), [({}, None), (None, {})], ids=["learned", "lost"])
def test_an_owner_that_only_one_of_the_two_names_is_no_other_owner(
    receiver: RunningReceiver,
    sender: Sender,
    before: dict[str, str] | None,
    after: dict[str, str] | None,
) -> None:
    earlier = sender.rating(**({} if before is None else {"owner": before}))
    later = sender.rating(supersedes=earlier["id"], **({} if after is None else {"owner": after}))
    assert sender.send(earlier).status == sender.send(later).status == 201
    assert superseded_by(receiver, sender, earlier["id"]) == later["id"]


def test_a_stranger_replaces_nothing(receiver: RunningReceiver, sender: Sender) -> None:
    stranger = Sender.enrolled(receiver)
    earlier = sender.rating()
    later = stranger.rating(supersedes=earlier["id"])
    assert sender.send(earlier).status == stranger.send(later).status == 201
    assert superseded_by(receiver, sender, earlier["id"]) is None
    same_id = {**stranger.rating(), "id": earlier["id"]}
    assert stranger.send(same_id).status == 201
    assert superseded_by(receiver, stranger, earlier["id"]) == later["id"]
    assert superseded_by(receiver, sender, earlier["id"]) is None


def test_two_devices_without_an_enrolment_are_not_one(receiver: RunningReceiver) -> None:
    pending = [Sender(receiver, Device.generate()) for _ in range(2)]
    for sender in pending:
        assert sender.enrol(receiver.enrolment_file(code=None)).status == 201
    earlier = pending[0].rating()
    later = pending[1].rating(supersedes=earlier["id"])
    pending[0].send(earlier)
    pending[1].send(later)
    assert superseded_by(receiver, pending[0], earlier["id"]) is None
