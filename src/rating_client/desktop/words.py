"""How facts are written for people: numbers, levels, channels, names. Times are in `times`.

Pure functions, except that words pass through the installed translator.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_NO_BREAK = "\u00a0"


def language() -> str:
    """ "vi" or "en": which of a `Text`'s two languages goes with the installed translator."""
    return translate("words", "vi", "the code of this language")


def grouped(number: str) -> str:
    """A declaration number in groups of three that never break: 100 000 000 110."""
    return _NO_BREAK.join(number[i : i + 3] for i in range(0, len(number), 3))


def level_names() -> dict[int, str]:
    """The built-in names of the levels; a receiver's form may bring its own."""
    return {
        1: translate("words", "Rất không hài lòng"),
        2: translate("words", "Không hài lòng"),
        3: translate("words", "Bình thường"),
        4: translate("words", "Hài lòng"),
        5: translate("words", "Rất hài lòng"),
    }


def level_name(level: int) -> str:
    return level_names()[level]


def unbroken(name: str) -> str:
    """A level's name in which the words that belong together stay on one line."""
    for pair in ("hài lòng", "Hài lòng", "Bình thường"):
        name = name.replace(pair, pair.replace(" ", _NO_BREAK))
    return name


def level_spoken(level: int, name: str) -> str:
    """What a screen reader says for one cell: Mức 4, Hài lòng, 4 trên 5."""
    words = translate("words", "Mức {level}, {name}, {level} trên 5")
    return words.format(level=level, name=name)


def level_line(level: int, name: str) -> str:
    return f"{level}{_NO_BREAK}{unbroken(name)}"


def channel_name(channel: int | None) -> str:
    return {
        1: translate("words", "Luồng xanh"),
        2: translate("words", "Luồng vàng"),
        3: translate("words", "Luồng đỏ"),
    }.get(channel or 0, translate("words", "Chưa phân luồng"))


def unknown(*, by_hand: bool = False) -> str:
    """What stands where nothing is known; never a blank. `by_hand`: no file was there to say it."""
    if by_hand:
        return translate("words", "Chưa có thông tin")
    return translate("words", "Không có trong tệp")


def thousands(count: int) -> str:
    """Grouped the way the language does it: 2.000 in Vietnamese, 2,000 in English."""
    separator = "," if language() == "en" else "."
    return f"{count:,}".replace(",", separator)


def short_office(name: str) -> str:
    """An office's name for tables, where the kind would fill the column."""
    return name.replace("Hải quan cửa khẩu", "Hải quan CK")
