"""The file `*.rating-receipts`: receipts that travel without a network, and prove themselves.

It carries the receiver's signed key statement, so anybody can check each receipt offline; whether
the receiver is customs is told by its fingerprint. A client saves one for its own records, and a
receiver answers a bundle with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.contract.receipts import Receipt, ReceiptRefused, read_receipt
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import NotStrictJson, encode, parse_object

SUFFIX = ".rating-receipts"
VERSION = 1


@dataclass(frozen=True)
class ReceiptsFile:
    """What a receipts file proves: these receipts, by the keys of this statement."""

    statement: KeyStatement
    receipts: tuple[Receipt, ...]
    refused: int  # receipts in it that this receiver did not sign


def receipts_file(statement: KeyStatement, receipts: Sequence[str], made_at: str) -> bytes:
    """The bytes of a file with these receipts, each a compact JWS. `made_at` is RFC 3339."""
    return encode(
        {
            "v": VERSION,
            "receiver": statement.receiver,
            "made_at": made_at,
            "statement": statement.token,
            "receipts": list(receipts),
        }
    )


def read_receipts_file(data: bytes) -> ReceiptsFile:
    """The file in `data`, its statement verified and each receipt by itself.

    `Trouble("contract.receipts-file-unreadable")` for anything that is not such a file.
    """
    try:
        content = parse_object(data)
        if content["v"] != VERSION:
            raise Trouble("contract.receipts-file-unreadable")
        statement = KeyStatement.verified(content["statement"], content["receiver"])
        tokens = [str(token) for token in content["receipts"]]
    except (NotStrictJson, KeyError, TypeError, AttributeError, RatingClientError) as error:
        raise Trouble("contract.receipts-file-unreadable") from error
    receipts, refused = [], 0
    for token in tokens:
        try:
            receipts.append(read_receipt(token, statement))
        except ReceiptRefused:
            refused += 1
    return ReceiptsFile(statement, tuple(receipts), refused)
