"""XML as UTF-8 bytes, whatever the file says about its own encoding.

A byte order mark or the pattern of NULs is believed before the XML declaration: UTF-16 that says
UTF-8, and the reverse, are both seen, and so is UTF-8 that says Windows-1258 and the reverse.
Raises `Refusal` where the bytes are no text at all.
"""

from __future__ import annotations

import codecs
import re

from rating_client.declarations.refusal import Refusal

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_PADDING = 4  # bytes at the end in which padding with NULs shows
# Python knows codecs that are no encodings, and some that unpack: only what a file may mean.
_PLAIN = re.compile(r"cp125\d|iso8859-\d+")
_CUSTOMARY = "cp1258"  # Vietnamese Windows
_HEAD = 1 << 13  # bytes in which a wrong encoding shows
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#0{0,8}(?:[0-8]|1[124-9]|2\d|3[01]);"
    rb"|&#[xX]0{0,8}(?:[0-8bcefBCEF]|1[0-9a-fA-F]);"
)
_SLIPS = 10_000  # of one kind; more of them are no slips
_LONE_AMPERSAND = re.compile(rb"&(?!#?\w{1,10};)")


def utf8(data: bytes) -> bytes:
    """`data` as UTF-8 without byte order mark, leading white space or trailing NULs.

    White space at the end is left alone, for it would cost a copy of every file.
    """
    if wide := wide_encoding(data):
        try:
            # An odd last byte is a file cut short, or the padding of a fixed-size writer.
            data = data[: len(data) // 2 * 2].decode(wide).encode("utf-8")
        except UnicodeError as error:
            raise Refusal("declarations.damaged") from error
    if marked := data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    if data[:1].isspace():
        data = data.lstrip()
    if b"\0" in data[-_PADDING:]:
        data = data.rstrip(b"\0 \t\r\n")
    if wide or marked:
        return data
    declared = _DECLARED.match(data)
    return _from_declared(data, declared.group(1).decode("ascii") if declared else "utf-8")


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 in one of its forms, by byte order mark or pattern of NULs; else None."""
    head = data[:4]
    if head[:2] == codecs.BOM_UTF16_LE:
        return "utf-16"
    if head[:2] == codecs.BOM_UTF16_BE:
        return "utf-16"
    if len(head) == 4 and head[0] and not head[1] and head[2] and not head[3]:
        return "utf-16-le"
    if len(head) == 4 and not head[0] and head[1] and not head[2] and head[3]:
        return "utf-16-be"
    return None


def repaired(data: bytes) -> bytes:
    """UTF-8 `data` without the slips of careless writers: control characters, plain or as
    references, and an ampersand that stands for itself."""
    data = _FORBIDDEN.sub(b"", data, count=_SLIPS)
    return _LONE_AMPERSAND.sub(b"&amp;", data, count=_SLIPS)


def _from_declared(data: bytes, name: str) -> bytes:
    """What was declared is believed only of bytes that are no UTF-8."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if not _PLAIN.fullmatch(codec):
        codec = _CUSTOMARY
        if _is_utf8(data[:_HEAD]):
            return data
    elif _is_utf8(data):
        return data
    return data.decode(codec, "replace").encode("utf-8")


def _is_utf8(data: bytes) -> bool:
    try:
        codecs.utf_8_decode(data, "strict", False)  # the last letter may be cut
    except UnicodeDecodeError:
        return False
    return True
