"""XML as UTF-8 bytes, whatever the file says about its own encoding.

A byte order mark or the pattern of NULs is believed before the XML declaration: UTF-16 that says
UTF-8, and the reverse, are both seen. Raises `Refusal` where the bytes are no text at all.
"""

from __future__ import annotations

import codecs
import re

from rating_client.declarations.refusal import Refusal

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_AS_IT_IS = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii"}
_PADDING = 4  # bytes at the end in which padding with NULs shows
# Python knows codecs that are no encodings, and some that unpack: only what a file may mean.
_PLAIN = re.compile(r"cp125\d|iso8859-\d+")


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
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if data[:1].isspace():
        data = data.lstrip()
    if b"\0" in data[-_PADDING:]:
        data = data.rstrip(b"\0 \t\r\n")
    declared = _DECLARED.match(data)
    if declared is None or wide:
        return data
    return _from_declared(data, declared.group(1).decode("ascii"))


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


def _from_declared(data: bytes, name: str) -> bytes:
    try:
        codec = codecs.lookup(name).name
        if codec in _AS_IT_IS:
            return data
        if _PLAIN.fullmatch(codec):
            return data.decode(codec).encode("utf-8")
    except (LookupError, UnicodeError) as error:
        raise Refusal("declarations.damaged") from error
    raise Refusal("declarations.damaged")
