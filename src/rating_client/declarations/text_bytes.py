"""Text as Unicode, whatever encoding an export was saved in.

A byte order mark or the pattern of NULs is believed first, then UTF-8 where most accented letters
are UTF-8, then what the file says of itself. What is left was saved by an old Vietnamese Windows:
CP1258, whose tone marks are characters of their own.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PATTERN = 512  # bytes in which a text without a mark shows its NULs
# Python knows codecs that are no encodings, and some that unpack: only what a file may mean.
_PLAIN = re.compile(r"cp125\d|iso8859-\d+")


def text_of_bytes(data: bytes, declared: str = "") -> str | None:
    """NFC text; None for bytes that are no text. An odd last byte of UTF-16 is left out."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    head = data[:_PATTERN]
    if zeros := head.count(0):
        if zeros < len(head) // 4:
            return None
        return _decoded(
            data, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        )
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if wrong and wrong * 2 > len(text) - len(text.encode("ascii", "ignore")):
        return _decoded(data, _known(declared) or "cp1258")
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes, encoding: str) -> str | None:
    if encoding.startswith("utf-16"):
        data = data[: len(data) // 2 * 2]
    # CP1258 leaves a dozen bytes without a meaning: one of them must not lose a whole list.
    text = data.decode(encoding, "replace")
    return unicodedata.normalize("NFC", text) if "\0" not in text else None


def _known(declared: str) -> str | None:
    try:
        codec = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    return codec if _PLAIN.fullmatch(codec) else None
