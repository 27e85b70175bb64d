"""What the values printed and stored by declaration software mean, in every format."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from rating_client.declarations.declaration import normal_tax_code
from rating_client.declarations.letters import from_windows_1252

# What a spreadsheet cell may hold; an empty cell is the empty text.
Cell = str | int | float | bool | datetime | date | time | timedelta | None

_AS_TEXT = re.compile(r"'(.*)|=\"(.*)\"", re.DOTALL)  # what keeps Excel from taking it for a number
_PLACEHOLDER = re.compile(r"[\s/:~.\-]*")  # '/  /', ' - ', '  ': a form's way to say nothing
_NUMBER_DIGITS = 12
_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)", re.ASCII)
_NUMBERS = re.compile(r"[\d\s,;/+&-]+", re.ASCII)
_GROUPED = re.compile(r"\d{3}(?:[.,]\d{3}){3}", re.ASCII)
# A number that kept its twelve digits: with eleven decimals, or as Java writes one that ends in 0.
_EXACT = re.compile(r"(\d)[.,](?:(\d{11,})E\+?0?11|(\d{10})E11)", re.ASCII | re.IGNORECASE)
_CHANNELS = {
    word: channel
    for channel, words in (
        (1, ("1", "01", "xanh", "x", "green")),
        (2, ("2", "02", "vang", "v", "yellow")),
        (3, ("3", "03", "do", "d", "red")),
    )
    for word in words
}
_WORD = re.compile(r"\d+|[a-z]+", re.ASCII)
_BESIDE_CHANNELS = {"phan", "luong", "l", "lane", "mau", "la", "cay"}
_CHANNEL = re.compile(r"[\da-z(\[][\da-z\s:/()\[\].-]*", re.ASCII)
_OFFICE = re.compile(
    r"(?=[0-9A-Z]{0,3}[A-Z])([0-9A]\d[0-9A-Z]{2})(?:\d\d)?(?: ?[-–:(] ?(.*?)\)?)?", re.ASCII
)
_OFFICE_LAST = re.compile(
    r"(.+?) ?[-–:(] ?((?=[0-9A-Z]{0,3}[A-Z])[0-9A]\d[0-9A-Z]{2})\)?", re.ASCII
)
_TYPE = re.compile(r"([A-Z]\d{2})(?!\d)", re.ASCII)
_TEAM = re.compile(r"[0-9A-Z]{1,2}", re.ASCII)
_SMALL = re.compile(r"[a-z]")
_TAX_LABEL = re.compile(r"[^\d_]+:\s*(?=\d)")
# Where oa, oe and uy carry their tone is a matter of taste: hóa is hoá, and hủy is huỷ.
_TONE_MOVED = dict(
    pair.split(":")
    for pair in (
        *("óa:oá", "òa:oà", "ỏa:oả", "õa:oã", "ọa:oạ"),
        *("óe:oé", "òe:oè", "ỏe:oẻ", "õe:oẽ", "ọe:oẹ"),
        *("úy:uý", "ùy:uỳ", "ủy:uỷ", "ũy:uỹ", "ụy:uỵ"),
    )
)
_REMEMBERED = 100  # characters of a text that is worth it
_TONE_FIRST = re.compile("|".join(_TONE_MOVED))
# Marks without a width, which come along when text is copied; and letters as wide as Chinese ones.
_STRAY = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\uff01-\uff5e]")
_PLAIN = {
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF), None),
    **dict.fromkeys(range(0x2060, 0x2065), None),
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
}


def text_of(cell: Cell) -> str:
    """The cell as NFC text with single spaces; a placeholder is empty, a whole float an integer.

    Marks without a width are left out, and full-width letters are plain ones; and so is what
    tells Excel that this is text: `'0012`, `="0012"`.
    """
    if isinstance(cell, str):
        if cell.isascii() and cell.isalnum():  # most codes and numbers
            return cell
        if cell.startswith(("'", '="')) and (kept := _AS_TEXT.fullmatch(cell)):
            cell = kept[kept.lastindex or 0]
    elif cell is None or isinstance(cell, bool):
        return ""
    elif isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _plain(str(cell))
    return "" if _PLACEHOLDER.fullmatch(text) else text


def folded(text: str) -> str:
    """For comparing labels and titles: plain text without case and closing colon, and tone marks
    where modern spelling has them."""
    return _folded(text) if len(text) <= _REMEMBERED else _folded.__wrapped__(text)


def unaccented(text: str) -> str:
    """`folded` without tone and vowel marks, for words that are typed carelessly."""
    return _unaccented(text) if len(text) <= _REMEMBERED else _unaccented.__wrapped__(text)


@lru_cache(maxsize=4096)  # the same labels and words stand in every file
def _folded(text: str) -> str:
    plain = _plain(text.casefold()).rstrip(" :")
    return _TONE_FIRST.sub(lambda old: _TONE_MOVED[old.group()], plain)


@lru_cache(maxsize=1024)
def _unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFD", folded(text))
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _STRAY.search(text):
            text = text.translate(_PLAIN)
    if "\0" in text:  # pads the fields of some writers
        text = text.replace("\0", " ")
    return " ".join(text.split())


def number_of(cell: Cell) -> str | None:
    """A declaration number: twelve digits in a row, or in groups of three as Excel prints them.

    Numeric cells lose no digit on the way; `1.08E+11` as text has lost them.
    """
    text = text_of(cell).removesuffix(".0")
    if len(text) == _NUMBER_DIGITS and text.isascii() and text.isdecimal():
        return text
    if _GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text)
    if exact := _EXACT.fullmatch(text):
        digits = f"{exact[1]}{exact[2] or exact[3]}0"
        return digits[:12] if not digits[12:].strip("0") else None
    found = _NUMBER.search(text) or _NUMBER.search(re.sub(r"\s", "", text))
    return found.group() if found else None


def further_numbers(cell: Cell, first: str) -> list[str]:
    """The numbers behind the first one in a cell that holds several and nothing else: a shipment
    may have been declared in parts."""
    if not isinstance(cell, str) or len(cell) <= 2 * _NUMBER_DIGITS:
        return []
    found = _NUMBER.findall(cell) if _NUMBERS.fullmatch(cell) else []
    return [number for number in dict.fromkeys(found) if number != first]


def channel_of(cell: Cell) -> int | None:
    """1 green, 2 yellow, 3 red, from `2`, `3D`, `V`, `Vang`, `Luồng vàng`, `2 - Luồng vàng`.

    Not from the `2` of `2 kiện` or of page `2/3`.
    """
    text = unaccented(text_of(cell)).removesuffix(".0")
    if text in _CHANNELS:
        return _CHANNELS[text]
    if not _CHANNEL.fullmatch(text):
        return None
    words = [word for word in _WORD.findall(text) if word not in _BESIDE_CHANNELS]
    if len(words) == 2 and len(words[1]) == 1 and words[0] in "123" and words[1].isalpha():
        words.pop()  # `3D`
    told = {_CHANNELS.get(word) for word in words}
    return told.pop() if len(told) == 1 and len(set(words)) == len(words) else None


def type_code_of(cell: Cell) -> str | None:
    """`A12` out of `A12  4 [ 4 ]`: the digits behind it are cargo, transport and person class."""
    found = _TYPE.match(text_of(cell).upper())
    return found[1] if found else None


def team_code_of(cell: Cell) -> str | None:
    """The processing section, two characters; a numeric cell has lost its zero."""
    text = text_of(cell).upper()
    return text.zfill(2) if _TEAM.fullmatch(text) else None


def tax_code_of(cell: Cell) -> str | None:
    """A tax code in its normal form; a numeric cell has lost the zeros before it.

    A company has ten digits and its branch thirteen. A person's twelve begin with a zero, so
    that eleven are one of those, and twelve in a numeric cell are a branch. Text has lost them
    where its length is nobody's: Excel saves a list that it opened as .csv so. Words are none.
    """
    text = _TAX_LABEL.sub("", text_of(cell), count=1)
    if not text.isdecimal() and sum(map(str.isdigit, text)) <= sum(map(str.isalpha, text)):
        return None
    is_short = len(text) in (9, 11, 12) and not text.startswith("0")
    if re.fullmatch(r"\d+", text, re.ASCII) and (is_short or isinstance(cell, int | float)):
        whole = {11: 12, 12: 13}.get(len(text), 10)
        text = text.zfill(whole)
    return normal_tax_code(text)


def office_of(cell: Cell) -> tuple[str | None, str | None]:
    """Code and name of an office, of which a cell may hold either or both: `28NJ - HQHANAM`,
    `Chi cục Hải quan Hà Nam (28NJ)`.

    Six characters are the code and a team.
    """
    text = text_of(cell)
    if found := _OFFICE.fullmatch(text.upper()):
        return found[1], text[found.start(2) : found.end(2)] or None
    if found := _OFFICE_LAST.fullmatch(text):
        return found[2], found[1]
    return None, text if any(map(str.isalpha, text)) else None


def agent_code_of(cell: Cell) -> str | None:
    """The agent's five-character code, or its tax code, which may stand before its name."""
    first = text_of(cell).split(" ")[0]
    is_code = re.fullmatch(r"(?=.*\d)[A-Z0-9]{5}|\d{10}(-?\d{3})?", first, re.ASCII)
    return first if is_code else None


def company_name_of(cell: Cell) -> str | None:
    """A company's name. ECUS puts only ASCII in capitals: `CôNG TY` was meant as `CÔNG TY`."""
    name = text_of(from_windows_1252(cell) if isinstance(cell, str) else cell)
    if not _SMALL.search(name):
        name = name.upper()
    return name if any(map(str.isalpha, name)) else None


def other_number(cell: Cell, own: str) -> str | None:
    """The first declaration's number, where a merged cell may have drawn in our own as well."""
    for candidate in _NUMBER.findall(text_of(cell)):
        if candidate != own:
            return str(candidate)
    return None
