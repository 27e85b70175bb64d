"""One receipt as a text for a QR code: everything it takes to check it, without a network.

`RR1:` + base32 + `.`, where the base32 holds, deflated, header, payload and signature of the
receiver's key statement and then of the receipt, each behind its length in two bytes. Capitals
and digits alone, so that a code stays small, and blanks or line breaks anywhere do no harm: the
text can be copied from a page. It stands as it is in the printed page's PDF file too.
"""

from __future__ import annotations

import re
import zlib
from base64 import b32decode, b32encode

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.contract.keys import base64url, from_base64url
from rating_client.contract.receipts import read_receipt
from rating_client.contract.receipts_file import ReceiptsFile
from rating_client.contract.statement import KeyStatement

_TEXT = re.compile(rb"RR1:([A-Z2-7\s]+)\.")
_PARTS = 3  # of a compact token
_MOST = 64 * 1024  # bytes unpacked; a statement with a hundred keys is below that


def receipt_text(statement: KeyStatement, receipt: str) -> str:
    """The text of one receipt, a compact JWS that this statement's receiver signed."""
    parts = [
        from_base64url(part) for token in (statement.token, receipt) for part in token.split(".")
    ]
    packed = zlib.compress(b"".join(len(part).to_bytes(2) + part for part in parts), 9)
    return f"RR1:{b32encode(packed).decode().rstrip('=')}."


def holds_receipt_text(data: bytes) -> bool:
    """Whether such a text stands in `data`: a text file, or a receipt's page as PDF."""
    return _TEXT.search(data) is not None


def read_receipt_text(data: bytes) -> ReceiptsFile:
    """The receipt whose text stands in `data`; the first where there are several.

    `Trouble("contract.receipts-file-unreadable")` for anything else. A receipt its receiver did
    not sign is counted as refused.
    """
    try:
        found = _TEXT.search(data)
        if found is None:
            raise Trouble("contract.receipts-file-unreadable")
        tokens = _tokens(b"".join(found[1].split()))
        statement = KeyStatement.verified(tokens[0])
    except (ValueError, zlib.error, RatingClientError) as error:
        raise Trouble("contract.receipts-file-unreadable") from error
    try:
        return ReceiptsFile(statement, (read_receipt(tokens[1], statement),), refused=0)
    except RatingClientError:
        return ReceiptsFile(statement, (), refused=1)


def _tokens(base32: bytes) -> list[str]:
    unpacking = zlib.decompressobj()
    packed = unpacking.decompress(b32decode(base32 + b"=" * (-len(base32) % 8)), _MOST)
    if not unpacking.eof:
        raise ValueError("cut off, or too long")
    parts: list[str] = []
    while packed:
        end = 2 + int.from_bytes(packed[:2])
        parts.append(base64url(packed[2:end]))
        packed = packed[end:]
    if len(parts) != 2 * _PARTS:
        raise ValueError("not two tokens")
    return [".".join(parts[:_PARTS]), ".".join(parts[_PARTS:])]
