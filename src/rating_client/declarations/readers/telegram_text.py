"""Finding VNACCS telegrams in a text: bare, one after the other, or inside S/MIME.

A telegram is a header of 400 bytes, line end included, and a body of one field a line. Mail
software turns CRLF into LF and may cut blanks at line ends, so that lines, not places, are what
is counted. The header may hold a password: only what is named here is ever taken out of it.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.xml_bytes import wide_encoding

HEADER_BYTES = 400
LOOK = 1 << 16  # bytes in which the first telegram must begin
_MOST = 3_000  # telegrams in one file
_MOST_BYTES = 1_000_000  # of one: the header has six digits for it
_FIELDS = 1_000

_LINE_END = rb"\r{0,2}\n"  # two CR where text mode was applied twice
_HEADER = re.compile(
    rb"^[^\r\n]{3}(?P<procedure>[A-Z0-9 ]{5})(?P<code>[A-Z0-9*# ]{7})"
    rb"[0-9 ]{14}[^\r\n]{86}(?P<subject>[^\r\n]{64})[^\r\n]{70}"
    rb"(?P<data_type>[^\r\n])[^\r\n]{142}(?P<length>[0-9]{6})" + _LINE_END,
    re.MULTILINE,
)
_BEGIN = re.compile(rb"[\w ]{3}[A-Z0-9 ]{5}V[A-Z]{2}[A-Z0-9]{4}20[0-9]{10}", re.ASCII)
_TRIMMED = re.compile(rb"P[A-Z0-9 ]{5}[A-Z0-9*# ]{7}20[0-9]{10}")
_PREAMBLE = b"This is an S/MIME signed message"
_BOUNDARY = re.compile(rb"^(--\S{1,100})[ \t]*" + _LINE_END, re.MULTILINE)
_BOUNDARIES = 8  # looked at
_BLANK_LINE = re.compile(rb"^\r{0,2}\n", re.MULTILINE)
_PART_HEADERS = 4_096
_TEXT = re.compile(rb"^content-type:[ \t]*text/", re.IGNORECASE | re.MULTILINE)
_ENCODED = re.compile(
    rb"^content-transfer-encoding:[ \t]*(base64|quoted-printable)", re.IGNORECASE | re.MULTILINE
)


class Telegram(NamedTuple):
    """One message, without what is secret in its header."""

    code: str  # such as VAD1AC0; blank on what was sent
    procedure: str  # such as IDC; blank on what was received
    data_type: str  # R result, P print, C, M
    subject: str
    fields: tuple[bytes, ...]  # without line ends
    whole: bool  # as long as the header says


def looks_like_telegrams(data: bytes) -> bool:
    """Whether `data` holds a telegram, or begins as one and was cut short."""
    head = _utf8(data[:LOOK])
    if _BEGIN.match(head) or head.lstrip().startswith(_PREAMBLE):
        return True
    return any(_HEADER.search(text) for text in (head, unwrapped(head)))


def telegrams_in(data: bytes) -> Iterator[Telegram]:
    """Every telegram in order, none where there is none; `Refusal` where there are too many."""
    text = unwrapped(_utf8(data))
    headers = list(islice(_HEADER.finditer(text), _MOST + 1))
    if len(headers) > _MOST:
        raise Refusal("declarations.too-large")
    for number, header in enumerate(headers, 1):
        end = headers[number].start() if number < len(headers) else len(text)
        body = text[header.end() : min(end, header.end() + _MOST_BYTES)]
        fields, whole = _fields(body, int(header["length"]))
        code, procedure, data_type, subject = (
            header[name].decode("ascii", "replace").strip()
            for name in ("code", "procedure", "data_type", "subject")
        )
        yield Telegram(code, procedure, data_type, subject, fields, whole)


def unwrapped(data: bytes) -> bytes:
    """The first text part of an S/MIME message, decoded; other bytes as they are."""
    for boundary in islice(_BOUNDARY.finditer(data[:LOOK]), _BOUNDARIES):
        begin = boundary.end()
        blank = _BLANK_LINE.search(data, begin, begin + _PART_HEADERS)
        if blank and _TEXT.search(data, begin, blank.start()):
            end = data.find(b"\n" + boundary[1], blank.end() - 1)
            part = data[blank.end() : end + 1 or None]
            encoding = _ENCODED.search(data, begin, blank.start())
            return _decoded(part, encoding[1].lower()) if encoding else part
    return data


def _decoded(part: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(part)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", part)
    letters = letters[: -1 if len(letters) % 4 == 1 else None]  # a file cut short
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _utf8(data: bytes) -> bytes:
    """A text that an editor saved in another form of Unicode, or without its first two blanks."""
    if wide := wide_encoding(data):
        data = data[: len(data) // 2 * 2].decode(wide, "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    return b"  " + data if _TRIMMED.match(data) else data


def _fields(body: bytes, length: int) -> tuple[tuple[bytes, ...], bool]:
    """The lines that belong to a telegram of `length` bytes, and whether all of them are there.

    What follows a short body, such as a signature, is not the telegram's.
    """
    lines = re.split(_LINE_END, body, maxsplit=_FIELDS)
    unfinished = lines.pop()  # nothing, where the last line has its end
    counted, taken = HEADER_BYTES, 0
    for line in lines:
        if HEADER_BYTES < length <= counted:
            break
        counted += len(line) + 2
        taken += 1
    if unfinished and counted < length <= counted + len(unfinished) + 2:
        return (*lines, unfinished), True
    return tuple(lines[:taken]), counted >= length
