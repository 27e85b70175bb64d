"""What a person at the receiver decides about devices: listed, approved, revoked."""

from __future__ import annotations

import json
from typing import Any

from rating_client.contract.keys import Device, SealingKey
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import sealed_request
from tests.receiver.test_command import run
from tests.support.asking import ask
from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender


def listed(receiver: RunningReceiver, sender: Sender) -> dict[str, Any]:
    done = run("devices", receiver.folder)
    assert done.code == 0, done.err
    (found,) = [
        row for row in json.loads(done.out)["devices"] if row["device"] == sender.device.kid
    ]
    return dict(found)


def pending(receiver: RunningReceiver) -> Sender:
    sender = Sender(receiver)
    assert sender.enrol(receiver.enrolment_file(code=None)).status == 201
    return sender


def proven(receiver: RunningReceiver, submission: str) -> bool:
    (row,) = [row for row in receiver.stored() if row["id"] == submission]
    return bool(row["proven"])


def test_a_pending_device_is_listed_and_approved_for_the_firms_it_claims(
    receiver: RunningReceiver,
) -> None:
    sender = pending(receiver)
    before = sender.rating()
    assert sender.send(before).status == 201
    found = listed(receiver, sender)
    assert (found["state"], found["claimed_tax_codes"]) == ("pending", ["0200000000"])
    assert (found["tax_codes"], found["submissions"]) == ([], 1)
    assert not proven(receiver, before["id"])
    assert run("approve", receiver.folder, sender.device.kid).code == 0
    found = listed(receiver, sender)
    assert (found["state"], found["tax_codes"]) == ("approved", ["0200000000"])
    after = sender.rating()
    assert sender.send(after).status == 201
    assert proven(receiver, before["id"])
    assert proven(receiver, after["id"])


def test_a_device_is_approved_for_the_firms_that_were_named(receiver: RunningReceiver) -> None:
    sender = pending(receiver)
    approved = run("approve", receiver.folder, sender.device.kid, "--tax-code", "0100000000")
    assert approved.code == 0
    mine, other = sender.rating(), sender.rating(owner={"tax_code": "0100000000"})
    for payload in (mine, other):
        assert sender.send(payload).status == 201
    assert (proven(receiver, mine["id"]), proven(receiver, other["id"])) == (False, True)


def test_a_code_that_comes_later_proves_what_came_before(receiver: RunningReceiver) -> None:
    sender = pending(receiver)
    payload = sender.rating()
    assert sender.send(payload).status == 201
    assert sender.enrol(receiver.enrolment_file()).status == 201
    assert proven(receiver, payload["id"])


def test_a_revoked_device_is_refused_at_once_and_keeps_its_receipts(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    receipt = sender.put(payload["id"], envelope)
    for _ in range(2):
        assert run("revoke", receiver.folder, sender.device.kid).code == 0
    assert listed(receiver, sender)["state"] == "revoked"
    assert sender.send(sender.rating()).problem.slug == "device-revoked"
    assert ask(sender).problem.slug == "device-revoked"
    assert sender.put(payload["id"], envelope).body == receipt.body
    refused = run("approve", receiver.folder, sender.device.kid)
    assert (refused.code, "Thiết bị đã bị thu hồi" in refused.err) == (1, True)


def test_a_device_nobody_knows_is_told_as_trouble(receiver: RunningReceiver) -> None:
    for command in ("approve", "revoke"):
        done = run("--language", "en", command, receiver.folder, "nobody")
        assert (done.code, done.err.startswith("There is no such device")) == (1, True)
    done = run("approve", receiver.folder, "nobody", "--tax-code", "một")
    assert done.code == 1


def test_a_key_to_which_nothing_can_be_sealed_is_no_answers_key(receiver: RunningReceiver) -> None:
    # Without this, whoever answers such a device would meet an error instead.
    sender = Sender(receiver)
    hollow = Device(sender.device.signing, SealingKey("A" * 43, "A" * 43))
    offer = read_offer(receiver.enrolment_file())
    request = sealed_request(offer.statement, hollow, offer.code, ())
    assert sender.post("/v1/enrolments", request).problem.slug == "malformed"
    assert sender.send(sender.rating()).problem.slug == "unknown-device"


def test_a_device_id_that_begins_with_a_dash_is_no_option(receiver: RunningReceiver) -> None:
    """One in sixty-four does. Nobody knows this one, which is a sentence and not bad usage."""
    assert run("revoke", receiver.folder, "-" + "h" * 42).code == 1
