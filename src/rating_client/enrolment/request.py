"""The request by which this device becomes known to a receiver: sealed once, sent until answered.

It is separate from ratings, so that a spent or expired code never sticks to one.
States: `unsent -> unconfirmed -> receipted | refused`, and from any of them `revoked`, once the
receiver says that it takes nothing new from this device; a new enrolment file starts over.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rating_client.base.ledger import Ledger
from rating_client.contract import jose
from rating_client.contract.keys import Device
from rating_client.contract.padding import padded
from rating_client.contract.receipts import check_receipt, stored_receipt
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import encode
from rating_client.contract.types import ENROL_REQUEST, SEALED_RATING

RequestState = Literal["unsent", "unconfirmed", "receipted", "refused", "revoked"]


@dataclass(frozen=True)
class EnrolmentRequest:
    """One sealed request and how it stands."""

    receiver: str
    device: str  # kid of the key that asks
    envelope: str  # every transport and every retry sends exactly these bytes
    sha256: str
    state: RequestState
    outcome: dict[str, Any] | None  # {"code", "facts"} when refused or revoked


def sealed_request(
    statement: KeyStatement, device: Device, code: str | None, tax_codes: Sequence[str]
) -> str:
    """The envelope that asks `statement`'s receiver to know this device."""
    payload: dict[str, Any] = {
        "v": 1,
        "receiver": statement.receiver,
        "device_jwk": device.signing.public,
        "answers_jwk": device.answers.public,
        "tax_codes": list(tax_codes),
    }
    if code is not None:
        payload["code"] = code
    signed = jose.sign(ENROL_REQUEST, encode(payload), device.signing)
    return jose.seal(
        padded(signed), statement.sealing, statement.sealing_kid, SEALED_RATING, ENROL_REQUEST
    )


class EnrolmentRequests:
    """The requests of one profile, in the rows of its enrolments."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def to_send(self) -> list[EnrolmentRequest]:
        """Those no receiver has answered yet."""
        return self._where("request_state IN ('unsent', 'unconfirmed')", ())

    def of(self, receiver: str) -> EnrolmentRequest | None:
        return next(iter(self._where("receiver = ?", (receiver,))), None)

    def unconfirmed(self, request: EnrolmentRequest) -> None:
        """It may have left this computer."""
        self._ledger.run(
            "UPDATE enrolment SET request_state = 'unconfirmed'"
            " WHERE receiver = ? AND request_sha256 = ? AND request_state = 'unsent'",
            (request.receiver, request.sha256),
        )

    def receipted(
        self, request: EnrolmentRequest, token: str, statement: KeyStatement, device: Device
    ) -> bool:
        """Record the receipt in `token` after checking it; `ReceiptRefused` where it is none.

        False when the request has been replaced by a newer one meanwhile, or the device revoked.
        """
        check_receipt(
            token,
            statement,
            device=device.kid,
            submission=None,
            sha256=request.sha256,
        )
        changed = self._ledger.run(
            "UPDATE enrolment SET request_state = 'receipted', request_receipt = ?, outcome = NULL"
            " WHERE receiver = ? AND request_sha256 = ? AND request_state <> 'revoked'",
            (token, request.receiver, request.sha256),
        )
        return changed == 1

    def send_again(self, receiver: str, since: float) -> bool:
        """A restored receiver lost what it received from `since` on (its own clock): if this
        device's request is among that, the same bytes go out again. False if it is not."""
        receipt = self._ledger.value(
            "SELECT request_receipt FROM enrolment"
            " WHERE receiver = ? AND request_state = 'receipted' AND request IS NOT NULL",
            (receiver,),
        )
        if receipt is None or stored_receipt(receipt).received_seconds < since:
            return False
        changed = self._ledger.run(
            "UPDATE enrolment SET request_state = 'unsent'"
            " WHERE receiver = ? AND request_receipt = ? AND request_state = 'receipted'",
            (receiver, receipt),
        )
        return changed == 1

    def refused(self, request: EnrolmentRequest, code: str, **facts: object) -> bool:
        """The receiver will not take it: a new enrolment file is needed. `code` is a sentence."""
        changed = self._ledger.run(
            "UPDATE enrolment SET request_state = 'refused', outcome = ?"
            " WHERE receiver = ? AND request_sha256 = ?"
            " AND request_state NOT IN ('receipted', 'revoked')",
            (
                json.dumps({"code": code, "facts": facts}, ensure_ascii=False),
                request.receiver,
                request.sha256,
            ),
        )
        return changed == 1

    def revoked(self, receiver: str, device: str, code: str) -> bool:
        """The receiver takes nothing new from `device`: a new enrolment file is needed.

        False where it knows this computer by another key by now. `code` is a sentence.
        """
        changed = self._ledger.run(
            "UPDATE enrolment SET request_state = 'revoked', outcome = ?"
            " WHERE receiver = ? AND device = ?",
            (json.dumps({"code": code, "facts": {}}), receiver, device),
        )
        return changed == 1

    def said_to_be_revoked(self, receiver: str, device: str) -> None:
        """A note that nobody signed says that `device` is revoked. That changes nothing here, but
        that the next enrolment file brings a new device."""
        self._ledger.remember(_SAID_TO_BE_REVOKED + receiver, device)

    def held_for_revoked(self, receiver: str, device: str) -> bool:
        """Whether a note that nobody signed said so of this device."""
        return self._ledger.recall(_SAID_TO_BE_REVOKED + receiver) == device

    def _where(self, condition: str, params: tuple[str, ...]) -> list[EnrolmentRequest]:
        rows = self._ledger.rows(
            "SELECT receiver, device, request, request_sha256, request_state, outcome"  # noqa: S608 - both conditions stand in this module
            " FROM enrolment"
            f" WHERE request IS NOT NULL AND {condition} ORDER BY accepted_at, receiver",
            params,
        )
        return [
            EnrolmentRequest(
                receiver=row["receiver"],
                device=row["device"],
                envelope=row["request"],
                sha256=row["request_sha256"],
                state=row["request_state"],
                outcome=None if row["outcome"] is None else json.loads(row["outcome"]),
            )
            for row in rows
        ]


_SAID_TO_BE_REVOKED = "device said to be revoked by "
