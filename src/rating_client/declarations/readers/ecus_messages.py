"""The messages that an ECUS XML 1.0 export encloses: every telegram sent and received.

A message received from customs proves what its code says even where the declaration's own row
was not refreshed, and its body then has the facts that the row still lacks. `MsgBody` is base64
of four bytes of length and a gzip stream, in which the telegram lies inside S/MIME.
"""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Iterable

from rating_client.declarations.declaration import Stage
from rating_client.declarations.message_codes import stage_of_message
from rating_client.declarations.readers.ecus_tables import Row, value_of
from rating_client.declarations.readers.facts import Facts
from rating_client.declarations.readers.telegram import facts_of
from rating_client.declarations.readers.telegram_text import telegrams_in
from rating_client.declarations.refusal import Refusal

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib's word for "with a gzip header"
_MOST_BYTES = 1 << 20  # of one message, unpacked; a telegram's length has six digits


def proof_in(messages: Iterable[Row]) -> tuple[Stage, Row] | None:
    """The stage that came furthest among those the received messages prove, and its message."""
    proofs = [
        (stage, message)
        for message in messages
        if (value_of(message, "SendOrRecv") or "").upper() == "R"
        and (stage := stage_of_message(value_of(message, "MsgOutCode") or ""))
    ]
    return max(proofs, key=lambda proof: proof[0].rank, default=None)


def facts_enclosed(message: Row, number: str) -> Facts:
    """What the message's body says about this declaration; nothing where it cannot be read."""
    try:
        for telegram in telegrams_in(_unpacked(value_of(message, "MsgBody") or "")):
            facts = facts_of(telegram)
            if facts.known["number"][:11] == number[:11]:
                return facts
    except (Refusal, ValueError, zlib.error):  # binascii's error is a ValueError
        pass
    return Facts()


def _unpacked(body: str) -> bytes:
    raw = binascii.a2b_base64(body)
    start = raw.find(_GZIP, 0, 8)
    if start < 0:
        return raw
    return zlib.decompressobj(_GZIP_WINDOW).decompress(raw[start:], _MOST_BYTES)
