"""Vietnamese as it was written before Unicode, and as a wrong encoding leaves it.

Fonts of the code tables TCVN3 (`.VnTime`, also called ABC) and VNI draw Vietnamese over letters
of Western Europe: `Tê khai` or `Tôø khai` is `Tờ khai` on paper. Programs that still use them
hand those letters on. The tables are those of TCVN 5712:1993 and of the VNI for Windows fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

_CODES = (
    *(*range(0xA1, 0xAF), *range(0xB5, 0xBA), *range(0xBB, 0xBF), *range(0xC6, 0xCD)),
    *(*range(0xCE, 0xD9), *range(0xDC, 0xE0), *range(0xE1, 0xF0), *range(0xF1, 0xFF)),
)
_TCVN3 = dict(
    zip(
        _CODES,
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# TCVN3 has "ư" where others have a hyphen that shows only at the end of a line: what reads a page
# makes a hyphen of it, or nothing.
_HYPHEN = re.compile(
    r"(?<=[^\W\d_])-(?=[¬ëêíîì]|\s|$)|(?<=\bNg)-?(?=êi (?:nhËp|xuÊt|ñy))|(?<=\bb)-?(?=u chÝnh)"
)
_ALONE = str.maketrans("ôÔöÖñÑæÆóÓòÒîÎ", "ơƠưƯđĐỉỈĩĨịỊỵỴ")  # VNI's letters; others are a vowel
_TONES = "\u0301\u0300\u0309\u0303\u0323"  # and a sign behind it, for each mark above or below
_SIGNS = (
    dict(zip("ùøûõï", _TONES, strict=True))
    | {sign: f"\u0302{tone}" for sign, tone in zip("âáàåãä", ("", *_TONES), strict=True)}
    | {sign: f"\u0306{tone}" for sign, tone in zip("êéèúüë", ("", *_TONES), strict=True)}
)
_VNI = re.compile(rf"([aeouyôö])([{''.join(_SIGNS)}])|[ôöñæóòî]", re.IGNORECASE)
_UNICODE = re.compile(r"[\u0100-\u0151\u0180-\u0191\u01a0-\u01b0\u0300-\u036f\u1e00-\u1eff]")
_TWICE = re.compile(r"[Ã-Æ][^A-Za-z ]|á[º»]")  # what begins Vietnamese letters of UTF-8

Letters = Callable[[str], str]


class Writing(NamedTuple):
    """A way to write Vietnamese, and its words for "tờ khai" and "số tờ khai", in small letters."""

    words: tuple[str, ...]
    unicode: Letters


def tcvn3(text: str) -> str:
    """Unicode from the letters of TCVN3; a text that is Unicode already is left alone."""
    return text if _UNICODE.search(text) else _HYPHEN.sub("\xad", text).translate(_TCVN3)


def vni(text: str) -> str:
    """Unicode from the letters of VNI; a text that is Unicode already is left alone."""
    return text if _UNICODE.search(text) else _VNI.sub(_vni_letter, text)


def from_windows_1252(text: str) -> str:
    """Unicode from UTF-8 that was read as Windows-1252; any other text is left alone."""
    if not _TWICE.search(text):
        return text
    try:
        return b"".join(map(_windows_1252, text)).decode("utf-8")
    except UnicodeError:
        return text


def writings_in(texts: Iterable[str]) -> list[Writing]:
    """The writings whose own words for a declaration are among these texts."""
    found = {
        writing
        for text in texts
        if not text.isascii()
        for writing in _WRITINGS
        if any(word in text.casefold() for word in writing.words)
    }
    return [writing for writing in _WRITINGS if writing in found]


def _vni_letter(found: re.Match[str]) -> str:
    vowel, sign = found.groups()
    if vowel is None:
        return found.group().translate(_ALONE)
    return unicodedata.normalize("NFC", vowel.translate(_ALONE) + _SIGNS[sign.lower()])


def _windows_1252(letter: str) -> bytes:
    # Where it has no letter for a byte, Windows keeps the byte.
    return letter.encode("latin-1" if letter < "\u0100" else "cp1252")


_WRITINGS = (
    Writing(("tê khai", "sè tk"), tcvn3),
    Writing(("tôø khai", "soá tk"), vni),
    Writing(("tá»\x9d khai", "sá»‘ t"), from_windows_1252),
)
