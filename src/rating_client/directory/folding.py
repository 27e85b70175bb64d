"""Vietnamese text made comparable: no diacritics, no case, no double spaces.

For searching and completing only. Two names are the same name when their `exact` forms are
equal; folded forms meet too often ("Hai" is a name, and also the word for "two").
"""

from __future__ import annotations

import unicodedata
from functools import cache

_D_WITH_STROKE = str.maketrans("đĐ", "dD")  # a letter of its own, so no decomposition takes it off


def fold(text: str) -> str:
    """Letters and digits only a keyboard without an input method could have typed.

    `fold("Cảng  Đình Vũ") == "cang dinh vu"`. NFC and NFD fold alike, and folding twice changes
    nothing. Signs become spaces, so that "Hải Phòng-KV1" is found by "kv1".
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_D_WITH_STROKE)).casefold()
    # casefold may compose anew (a Greek final sigma, a German sharp s), so decompose once more.
    letters = unicodedata.normalize("NFKD", decomposed)
    return " ".join("".join(map(_plain, letters)).split())


@cache  # a directory's thousand names have but a hundred letters
def _plain(letter: str) -> str:
    """A letter or digit as it is, nothing for a diacritic, a space for any sign."""
    if unicodedata.category(letter).startswith("M"):
        return ""
    return letter if letter.isalnum() else " "


def exact(text: str) -> str:
    """The form in which two writings of one name are equal: NFC, case and spaces aside."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def words(text: str) -> tuple[str, ...]:
    """What a person typed into a search field, as folded words.

    A number typed in groups is one word: "100 000 000 110" means 100000000110.
    """
    folded = fold(text)
    joined = folded.replace(" ", "")
    if joined.isdecimal():
        return (joined,)
    return tuple(folded.split())
