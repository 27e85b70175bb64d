"""Receipts as the receiver writes them: numbered, signed once, stored with what they state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, union_all

from rating_client.base.clock import iso
from rating_client.contract import jose
from rating_client.contract.strict_json import encode
from rating_client.contract.types import RECEIPT
from rating_client.receiver import tables
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.store import next_in_sequence


@dataclass(frozen=True)
class Held:
    """What the receiver holds: the stored receipt, and whether this request brought it."""

    receipt: str
    new: bool


@dataclass(frozen=True)
class Numbered:
    """A receipt and its place."""

    token: str
    epoch: str
    sequence: int


def write_receipt(
    connection: Connection,
    keys: ReceiverKeys,
    *,
    device: str,
    sha256: str,
    submission: str | None,
    now: float,
) -> Numbered:
    """The next receipt; `submission` is None for an enrolment request."""
    epoch, sequence = next_in_sequence(connection)
    payload: dict[str, Any] = {
        "v": 1,
        "receiver": keys.receiver,
        "kind": "enrolment" if submission is None else "submission",
        "device": device,
        "envelope_sha256": sha256,
        "epoch": epoch,
        "sequence": sequence,
        "received_at": iso(now),
    }
    if submission is not None:
        payload["submission"] = submission
    return Numbered(jose.sign(RECEIPT, encode(payload), keys.signer), epoch, sequence)


def kept_receipt(connection: Connection, sha256: str) -> str | None:
    """The receipt for the envelope with this digest, whatever kind it is."""
    found = union_all(
        *(
            select(table.c.receipt).where(table.c.envelope_sha256 == sha256)
            for table in (tables.submission, tables.enrolment_request)
        )
    )
    return connection.execute(found).scalar()
