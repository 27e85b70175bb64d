"""The text parts of mail, and of pages that Excel saved as one file (MHTML), decoded."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import islice

LOOK = 1 << 16  # bytes in which the first part must begin
_PARTS = 200
_BOUNDARIES = 8  # looked at
_BOUNDARY = re.compile(rb"^(--\S{1,100})[ \t]*\r{0,2}\n", re.MULTILINE)
_BLANK_LINE = re.compile(rb"^\r{0,2}\n", re.MULTILINE)
_PART_HEADERS = 4_096
_TEXT = re.compile(rb"^content-type:[ \t]*text/", re.IGNORECASE | re.MULTILINE)
_ENCODED = re.compile(
    rb"^content-transfer-encoding:[ \t]*(base64|quoted-printable)", re.IGNORECASE | re.MULTILINE
)


def text_parts(data: bytes) -> Iterator[bytes]:
    """One after the other, none where there is none; of each kind of boundary its own."""
    seen: set[bytes] = set()
    for boundary in islice(_BOUNDARY.finditer(data[:LOOK]), _BOUNDARIES):
        if boundary[1] not in seen:
            seen.add(boundary[1])
            yield from _parts_between(data, b"\n" + boundary[1], boundary.end())


def _parts_between(data: bytes, boundary: bytes, begin: int) -> Iterator[bytes]:
    for _ in range(_PARTS):
        end = data.find(boundary, begin - 1)
        blank = _BLANK_LINE.search(data, begin, begin + _PART_HEADERS)
        if blank and _TEXT.search(data, begin, blank.start()):
            part = data[blank.end() : end + 1 or None]
            encoding = _ENCODED.search(data, begin, blank.start())
            yield _decoded(part, encoding[1].lower()) if encoding else part
        begin = data.find(b"\n", end + 1) + 1
        if end < 0 or not begin:
            return


def _decoded(part: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(part)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", part)
    letters = letters[: -1 if len(letters) % 4 == 1 else None]  # a file cut short
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
