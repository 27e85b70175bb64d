from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract.digests import token_sha256
from rating_client.contract.keys import Device, SigningKey
from rating_client.contract.receipts import (
    Receipt,
    ReceiptRefused,
    check_receipt,
    read_receipt,
    stored_receipt,
)
from rating_client.contract.statement import KeyStatement
from tests.support.issuer import Issuer, published
from tests.support.rating_payloads import rating_payload, sealed

ISSUER = Issuer()
STATEMENT = ISSUER.statement()
DEVICE = Device.generate()
PAYLOAD = rating_payload(ISSUER.id)
ID = PAYLOAD["id"]
ENVELOPE = sealed(PAYLOAD, DEVICE, STATEMENT)


def checked(token: str, statement: KeyStatement = STATEMENT) -> Receipt:
    return check_receipt(
        token,
        statement,
        device=DEVICE.kid,
        submission=ID,
        sha256=token_sha256(ENVELOPE),
    )


def receipt(**changes: object) -> str:
    good: dict[str, Any] = {"submission": ID, "device": DEVICE.kid}
    return ISSUER.receipt(ENVELOPE, **{**good, **changes})


def test_the_receipt_for_exactly_this_envelope_counts() -> None:
    good = checked(receipt())
    assert (good.submission, good.epoch, good.received_seconds) == (ID, "epoch-1", 1795232580.0)
    assert stored_receipt(good.token) == good
    assert read_receipt(good.token, STATEMENT) == good


@pytest.mark.parametrize(
    "forge",
    [
        lambda: receipt(submission=str(uuid4())),
        lambda: receipt(device=Device.generate().kid),
        lambda: receipt(receiver=Issuer().id),
        lambda: receipt(envelope_sha256="0" * 64),
        lambda: receipt(kind="enrolment"),
        lambda: receipt(sequence=0),
        lambda: receipt(v=2),
        lambda: ISSUER.receipt(ENVELOPE, submission=None, device=DEVICE.kid),
        lambda: Issuer().receipt(ENVELOPE, submission=ID, device=DEVICE.kid),
        lambda: Issuer().receipt(ENVELOPE, submission=ID, device=DEVICE.kid, receiver=ISSUER.id),
        lambda: Issuer(signing=DEVICE.signing).receipt(
            ENVELOPE, submission=ID, device=DEVICE.kid, receiver=ISSUER.id
        ),
        lambda: Issuer(signing=ISSUER.identity).receipt(
            ENVELOPE, submission=ID, device=DEVICE.kid, receiver=ISSUER.id
        ),
        lambda: receipt()[:-8] + "AAAAAAAA",
        lambda: ENVELOPE,
        lambda: ISSUER.form_token(),
        lambda: "<html>Sign in</html>",
        lambda: "",
    ],
)
def test_whatever_else_comes_back_is_no_receipt(forge: Callable[[], str]) -> None:
    with pytest.raises(ReceiptRefused):
        checked(forge())


def test_a_retired_key_still_vouches_and_a_revoked_one_does_not() -> None:
    old = SigningKey.generate()
    token = Issuer(signing=old).receipt(
        ENVELOPE, submission=ID, device=DEVICE.kid, receiver=ISSUER.id
    )
    rotated = Issuer(identity=ISSUER.identity)
    rotated.old_keys = [published(old, "sig", "retired")]
    assert checked(token, rotated.statement(2)).submission == ID
    rotated.old_keys = [published(old, "sig", "revoked")]
    with pytest.raises(ReceiptRefused):
        checked(token, rotated.statement(3))


def test_an_enrolment_request_is_named_by_its_digest_alone() -> None:
    token = ISSUER.receipt(ENVELOPE, submission=None, device=DEVICE.kid)
    good = check_receipt(
        token,
        STATEMENT,
        device=DEVICE.kid,
        submission=None,
        sha256=token_sha256(ENVELOPE),
    )
    assert good.submission is None
