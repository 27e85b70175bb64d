"""Whether a token is the receipt for exactly an envelope of this profile."""

from __future__ import annotations

from collections.abc import Callable

from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.receipts import TYP, Receipt, check_receipt
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import NotStrictJson, parse_object
from rating_client.enrolment.device import DeviceKeys

ReceiptCheck = Callable[[str, str | None, str], Receipt]
"""From a token, the id of a submission (none for an enrolment request) and the digest of what was
sent: the receipt, or `ReceiptRefused`."""


def receipt_check(statement: KeyStatement, devices: DeviceKeys, now: float) -> ReceiptCheck:
    """The check for one receiver; the statement is read once for all receipts of a bundle."""
    current = devices.current(now).kid
    ours: dict[str, bool] = {current: True}

    def check(token: str, submission: str | None, sha256: str) -> Receipt:
        claimed = _claimed_device(token)
        if claimed not in ours:  # one that was replaced since signed what was sent
            ours[claimed] = devices.known(claimed) is not None
        return check_receipt(
            token,
            statement,
            receiver=statement.receiver,
            device=claimed if ours[claimed] else current,
            submission=submission,
            sha256=sha256,
            kind="enrolment" if submission is None else "submission",
        )

    return check


def signer_of(token: str) -> str | None:
    """The key that a receipt says it is signed with; None for what is no receipt."""
    try:
        return jose.read_unverified(TYP, token).header["kid"]
    except TokenRefused:
        return None


def _claimed_device(token: str) -> str:
    """The device a receipt names, before its signature is checked; empty for what is no receipt."""
    try:
        return str(parse_object(jose.read_unverified(TYP, token).payload).get("device"))
    except (TokenRefused, NotStrictJson):
        return ""
