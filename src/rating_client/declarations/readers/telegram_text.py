"""Finding VNACCS telegrams in a text: bare, one after the other, or inside S/MIME.

A telegram is a header of 400 bytes, line end included, and a body of one field a line. Mail
software turns CRLF into LF and may cut blanks at line ends, so that lines, not places, are what
is counted. The header may hold a password: only what is named here is ever taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from rating_client.declarations.mime_parts import LOOK, text_parts
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.xml_bytes import wide_encoding

HEADER_BYTES = 400
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
    return next(text_parts(data), data)


def _utf8(data: bytes) -> bytes:
    """A text that was saved in another form of Unicode, with other line ends, be it only inside
    its S/MIME, or without its first two blanks."""
    if wide := wide_encoding(data):
        data = data[: len(data) // 2 * 2].decode(wide, "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.count(b"\r") > 2 * data.count(b"\n"):
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
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
