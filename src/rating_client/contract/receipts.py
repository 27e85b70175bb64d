"""The receipt: the receiver's signed statement that it holds one submission with one digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.errors import Trouble
from rating_client.contract.jose import TokenRefused
from rating_client.contract.messages import MessageRefused, stored_message, verified_message
from rating_client.contract.statement import KeyStatement
from rating_client.contract.types import RECEIPT


@dataclass(frozen=True)
class Receipt:
    """A receipt whose signature was verified. It states custody, not approval."""

    token: str
    receiver: str
    submission: str | None  # None for an enrolment request, which its digest alone names
    device: str
    envelope_sha256: str
    epoch: str
    sequence: int
    received_at: str  # the receiver's own clock, RFC 3339

    @property
    def received_seconds(self) -> float:
        return seconds_of(self.received_at)


class ReceiptRefused(Trouble):
    """What came back is no receipt for what was sent. The code says why; nothing is settled."""


def check_receipt(
    token: str,
    statement: KeyStatement,
    *,
    device: str,
    submission: str | None,
    sha256: str,
) -> Receipt:
    """The receipt in `token`, if it is this receiver's for exactly this envelope.

    It counts only if device, id (None for an enrolment request) and digest are ours and a current
    or retired `sig` key of the statement signed it. `ReceiptRefused` otherwise.
    """
    receipt = read_receipt(token, statement)
    found = (receipt.device, receipt.submission, receipt.envelope_sha256)
    if found != (device, submission, sha256):
        raise ReceiptRefused("contract.receipt-for-another")
    return receipt


def read_receipt(token: str, statement: KeyStatement) -> Receipt:
    """The receipt in `token`, for whatever submission, if this receiver signed it."""
    try:
        payload = verified_message(RECEIPT, token, statement.signing)
    except (TokenRefused, MessageRefused) as error:
        raise ReceiptRefused("contract.receipt-not-signed") from error
    if payload["receiver"] != statement.receiver:
        raise ReceiptRefused("contract.receipt-for-another")
    return _receipt(token, payload)


def stored_receipt(token: str) -> Receipt:
    """A receipt that was verified before it was put in the encrypted ledger."""
    return _receipt(token, stored_message(RECEIPT, token))


def _receipt(token: str, payload: dict[str, Any]) -> Receipt:
    return Receipt(
        token=token,
        receiver=payload["receiver"],
        submission=payload.get("submission"),
        device=payload["device"],
        envelope_sha256=payload["envelope_sha256"],
        epoch=payload["epoch"],
        sequence=payload["sequence"],
        received_at=payload["received_at"],
    )
