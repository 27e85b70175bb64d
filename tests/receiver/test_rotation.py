"""New keys for a receiver that is serving: old receipts stay good, old envelopes are opened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.receipts import check_receipt
from rating_client.contract.statement import KeyStatement
from rating_client.receiver import identity
from tests.receiver.test_command import run
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender


def rotate(receiver: RunningReceiver, use: str) -> int:
    done = run("rotate", receiver.folder, use)
    assert done.code == 0, done.err
    return int(json.loads(done.out)["keys"])


def statement_of(sender: Sender) -> KeyStatement:
    return KeyStatement.verified(sender.get("/v1/keys").text, sender.statement.receiver)


def checked(sender: Sender, statement: KeyStatement, submission: str, envelope: str) -> str:
    """The kid that signed a good receipt for this envelope."""
    token = sender.put(submission, envelope).text
    check_receipt(
        token,
        statement,
        device=sender.device.kid,
        submission=submission,
        sha256=token_sha256(envelope),
    )
    return jose.read_unverified("rating-receipt+jws", token).header["kid"]


@pytest.mark.parametrize(("use", "sig", "enc"), [("sig", 2, 1), ("enc", 1, 2), ("both", 2, 2)])
def test_new_keys_are_used_at_once_and_the_old_ones_stay_listed(
    tmp_path: Path, use: str, sig: int, enc: int
) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        sender = Sender.enrolled(receiver)
        before = sender.statement
        early, late = sender.rating(), sender.rating()
        sealed_before = {each["id"]: sender.sealed(each) for each in (early, late)}
        signer = checked(sender, before, early["id"], sealed_before[early["id"]])
        assert rotate(receiver, use) == before.version + 1
        after = statement_of(sender)
        assert after.version == before.version + 1
        assert after.base_urls == before.base_urls
        assert len(after.signing) == sig
        assert before.signing.items() <= after.signing.items()
        assert (after.sealing_kid != before.sealing_kid) == (enc == 2)
        # Sealed to the key before, arriving now; and an old receipt under the new statement.
        new_signer = checked(sender, after, late["id"], sealed_before[late["id"]])
        assert (new_signer != signer) == (sig == 2)
        assert checked(sender, after, early["id"], sealed_before[early["id"]]) == signer
        sender.statement = after
        assert sender.send(sender.rating()).status == 201
        receiver.restart()
        assert statement_of(sender).token == after.token


def test_keys_can_be_changed_again_and_again(tmp_path: Path) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        sender = Sender.enrolled(receiver)
        waiting = []
        for _ in range(4):
            payload = sender.rating()
            waiting.append((payload["id"], sender.sealed(payload)))
            rotate(receiver, "both")
            sender.statement = statement_of(sender)
        assert len(sender.statement.signing) == 5
        signers = {checked(sender, sender.statement, *each) for each in waiting}
        assert len(signers) == 1
        listed = json.loads(jose.read_unverified("rating-keys+jws", sender.statement.token).payload)
        statuses = sorted((key["use"], key["status"]) for key in listed["keys"])
        assert statuses == [
            ("enc", "current"),
            *[("enc", "retired")] * 4,
            ("sig", "current"),
            *[("sig", "retired")] * 4,
        ]


def test_a_rotation_cut_short_is_finished_by_the_next_start(tmp_path: Path) -> None:
    receiver = RunningReceiver(tmp_path / "receiver")
    before = 0
    with receiver.opened() as same:
        before = same.publications.statement().version
    identity.ReceiverKeys(receiver.folder / "keys").rotate("sig")  # and no statement
    with receiver.opened() as same:
        statement = same.publications.statement()
        assert statement.version == before + 1
        assert same.keys.signer.kid in statement.signing
