"""Whether a token is the receipt for exactly an envelope of this profile."""

from __future__ import annotations

from collections.abc import Callable

from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.receipts import Receipt, ReceiptRefused, read_receipt
from rating_client.contract.statement import KeyStatement
from rating_client.contract.types import RECEIPT
from rating_client.enrolment.device import DeviceKeys

ReceiptCheck = Callable[[str, str | None, str], Receipt]
"""From a token, the id of a submission (none for an enrolment request) and the digest of what was
sent: the receipt, or `ReceiptRefused`."""


def receipt_check(statement: KeyStatement, devices: DeviceKeys, now: float) -> ReceiptCheck:
    """The check for one receiver; the statement is read once for all receipts of a bundle."""
    ours = {devices.current(now).kid: True}

    def check(token: str, submission: str | None, sha256: str) -> Receipt:
        receipt = read_receipt(token, statement)
        device = receipt.device
        if device not in ours:  # one that was replaced since signed what was sent
            ours[device] = devices.known(device) is not None
        found = (receipt.submission, receipt.envelope_sha256)
        if not ours[device] or found != (submission, sha256):
            raise ReceiptRefused("contract.receipt-for-another")
        return receipt

    return check


def signer_of(token: str) -> str | None:
    """The key that a receipt says it is signed with; None for what is no receipt."""
    try:
        return jose.read_unverified(RECEIPT, token).header["kid"]
    except TokenRefused:
        return None
