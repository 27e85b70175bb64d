"""What the values printed and stored by declaration software mean, in every format."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import normal_tax_code

# What a spreadsheet cell may hold; an empty cell is the empty text.
Cell = str | int | float | bool | datetime | date | time | timedelta | None

_PLACEHOLDER = re.compile(r"[\s/:~.\-]*")  # '/  /', ' - ', '  ': a form's way to say nothing
_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)", re.ASCII)
_GROUPED = re.compile(r"\d{3}(?:[.,]\d{3}){3}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)", re.ASCII | re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(.*)", re.ASCII | re.DOTALL)
# SA and CH, sáng and chiều, are what a Vietnamese Windows prints for AM and PM.
_TIME = re.compile(
    r"[T ]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?(?:\s*(AM|PM|SA|CH)\b)?",
    re.ASCII | re.IGNORECASE,
)
_EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=VIETNAM)
# `2`, `02`, `3D`, `2 - Luồng vàng`; but not the `2` of `2 kiện` or of page `2/3`
_CHANNEL_DIGIT = re.compile(r"0?([123])\s*(?:[a-z]|[^\w/]*(?:luong\s*)?(?:xanh|vang|do)?\W*)")
_CHANNEL_WORD = re.compile(r"(?:luong\s*)?(xanh|vang|do)(?:\s+la(?:\s+cay)?)?\W*")
_CHANNELS = {"xanh": 1, "vang": 2, "do": 3}
# Where oa, oe and uy carry their tone is a matter of taste: hóa is hoá, and hủy is huỷ.
_TONE_MOVED = dict(
    pair.split(":")
    for pair in (
        *("óa:oá", "òa:oà", "ỏa:oả", "õa:oã", "ọa:oạ"),
        *("óe:oé", "òe:oè", "ỏe:oẻ", "õe:oẽ", "ọe:oẹ"),
        *("úy:uý", "ùy:uỳ", "ủy:uỷ", "ũy:uỹ", "ụy:uỵ"),
    )
)
_TONE_FIRST = re.compile("|".join(_TONE_MOVED))


def text_of(cell: Cell) -> str:
    """The cell as NFC text with single spaces; a placeholder is empty, a whole float an integer.

    NULs, which pad the fields of some writers, are spaces.
    """
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(unicodedata.normalize("NFC", str(cell)).replace("\0", " ").split())
    return "" if _PLACEHOLDER.fullmatch(text) else text


def folded(text: str) -> str:
    """For comparing labels and titles: NFC, no case, single spaces, no closing colon, and tone
    marks where modern spelling has them."""
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(" :")
    return _TONE_FIRST.sub(lambda old: _TONE_MOVED[old.group()], plain)


def unaccented(text: str) -> str:
    """`folded` without tone and vowel marks, for words that are typed carelessly."""
    parts = unicodedata.normalize("NFD", folded(text))
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")


def number_of(cell: Cell) -> str | None:
    """A declaration number: twelve digits in a row, or in groups of three as Excel prints them.

    Numeric cells lose no digit on the way; `1.08E+11` as text has lost them.
    """
    text = text_of(cell).removesuffix(".0")
    if _GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text)
    found = _NUMBER.search(text) or _NUMBER.search(re.sub(r"\s", "", text))
    return found.group() if found else None


def moment_of(cell: Cell) -> datetime | None:
    """A time printed as dd/MM/yyyy or yyyy-MM-dd, with or without a time, or a date cell.

    Years before 2000 are a database's way to say nothing.
    """
    if isinstance(cell, datetime):
        return _sane(cell.replace(tzinfo=VIETNAM, microsecond=0))
    if isinstance(cell, date):
        return _sane(datetime.combine(cell, time(), VIETNAM))
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if not 36_000 < cell < 80_000:  # Excel's day count from 1998 to 2119
            return None
        return _sane(_EXCEL_EPOCH + timedelta(seconds=round(cell * 86_400)))
    text = text_of(cell)
    if found := _DAY_FIRST.match(text):
        day, month, year, rest = found.groups()
    elif found := _YEAR_FIRST.match(text):
        year, month, day, rest = found.groups()
    else:
        return None
    clock = _TIME.match(rest)
    try:
        at = _time_of(clock) if clock else time()
        moment = datetime.combine(date(int(year), int(month), int(day)), at, VIETNAM)
    except ValueError:
        return None
    return _sane(moment)


def is_month_first(cell: Cell) -> bool:
    """Whether a printed day is one only if its month stands first: `12/31/2025`."""
    found = _DAY_FIRST.match(text_of(cell))
    return found is not None and int(found.group(1)) <= 12 < int(found.group(2)) <= 31


def moment_joined(day: str | None, clock: str | None) -> datetime | None:
    """A day column and a time column such as `95443`, which lost its leading zero, or `9:54`."""
    moment = moment_of(day)
    if moment is None or not clock:
        return moment
    try:
        if printed := _TIME.search(clock):
            at = _time_of(printed)
        else:
            digits = re.sub(r"\D", "", clock).zfill(6)
            at = time(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return moment
    return datetime.combine(moment.date(), at, VIETNAM)


def channel_of(cell: Cell) -> int | None:
    """1 green, 2 yellow, 3 red, from `2`, `Vang`, `Luồng vàng`, `2 - Luồng vàng`."""
    text = unaccented(text_of(cell))
    if digit := _CHANNEL_DIGIT.fullmatch(text):
        return int(digit.group(1))
    word = _CHANNEL_WORD.fullmatch(text)
    return _CHANNELS[word.group(1)] if word else None


def type_code_of(cell: Cell) -> str | None:
    """`A12` out of `A12  4 [ 4 ]`: the digits behind it are cargo, transport and person class."""
    found = re.match(r"([A-Z]\d{2})(?!\d)", text_of(cell).upper(), re.ASCII)
    return found.group(1) if found else None


def team_code_of(cell: Cell) -> str | None:
    """The processing section, two characters; a numeric cell has lost its zero."""
    text = text_of(cell).upper()
    return text.zfill(2) if re.fullmatch(r"[0-9A-Z]{1,2}", text, re.ASCII) else None


def tax_code_of(cell: Cell) -> str | None:
    """A tax code in its normal form; a numeric cell has lost the zeros before it.

    A company has ten digits and its branch thirteen. A person's twelve begin with a zero, so
    that eleven are one of those, and twelve in a numeric cell are a branch. Text has lost them
    where its length is nobody's: Excel saves a list that it opened as .csv so. Words are none.
    """
    text = text_of(cell)
    if sum(map(str.isdigit, text)) <= sum(map(str.isalpha, text)):
        return None
    is_short = len(text) in (9, 11, 12) and not text.startswith("0")
    if re.fullmatch(r"\d+", text, re.ASCII) and (is_short or isinstance(cell, int | float)):
        whole = {11: 12, 12: 13}.get(len(text), 10)
        text = text.zfill(whole)
    return normal_tax_code(text)


def agent_code_of(cell: Cell) -> str | None:
    """The agent's five-character code, or its tax code, which may stand before its name."""
    first = text_of(cell).split(" ")[0]
    is_code = re.fullmatch(r"(?=.*\d)[A-Z0-9]{5}|\d{10}(-?\d{3})?", first, re.ASCII)
    return first if is_code else None


def company_name_of(text: str) -> str | None:
    """A company's name. ECUS puts only ASCII in capitals: `CôNG TY` was meant as `CÔNG TY`."""
    name = text_of(text)
    if not any("a" <= letter <= "z" for letter in name):
        name = name.upper()
    return name if any(map(str.isalpha, name)) else None


def other_number(cell: Cell, own: str) -> str | None:
    """The first declaration's number, where a merged cell may have drawn in our own as well."""
    for candidate in _NUMBER.findall(text_of(cell)):
        if candidate != own:
            return str(candidate)
    return None


def _time_of(printed: re.Match[str]) -> time:
    hour, minute, second, half = printed.groups()
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.upper() in ("PM", "CH") else 0)
    return time(hours, int(minute), int(second or 0))


def _sane(moment: datetime) -> datetime | None:
    return moment if 2000 <= moment.year < 2100 else None
