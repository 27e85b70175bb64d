"""What the rows of Chờ đánh giá say: the state of the question, offices short enough to read."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.desktop.look.palette import Tone
from rating_client.desktop.sent.words import StateWords
from rating_client.desktop.times import short_time
from rating_client.directory.folding import fold
from rating_client.prompts.inbox import InboxRow, RowStatus

translate = QCoreApplication.translate

_VOWELS = frozenset("aeiouy")

# For lists only; forms, reviews and receipts say the whole name.
_SHORT_FORMS = (
    ("Chi cục Hải quan cửa khẩu ", "CCHQ CK "),
    ("Chi cục Hải quan ", "CCHQ "),
    ("Hải quan cửa khẩu ", "HQ CK "),
    ("Hải quan ", "HQ "),
)


def standing_words(row: InboxRow, now: float) -> StateWords:
    """What the last column says about a row. `now` is unix seconds."""
    quiet: Tone = "text2"
    match row.status:
        case RowStatus.TO_RATE:
            return StateWords(translate("InboxWords", "Chưa đánh giá"), "inbox", quiet)
        case RowStatus.REMINDER:
            return StateWords(_reminder(row.snoozed_until or now, now), "clock", "accent_text")
        case RowStatus.WAITING_RELEASE:
            return StateWords(translate("InboxWords", "Chờ thông quan"), "hourglass", quiet)
        case RowStatus.DRAFT:
            saved = short_time(row.draft_saved_at or now, now)
            words = translate("InboxWords", "Bản nháp {time}").format(time=saved)
            return StateWords(words, "pencil", "accent_text")
        case RowStatus.BEFORE_SETUP:
            return StateWords(translate("InboxWords", "Có từ trước"), "box", quiet)
        case RowStatus.ANSWERED:
            return StateWords(translate("InboxWords", "Đã đánh giá"), "check", quiet)
        case RowStatus.DECLINED:
            return StateWords(translate("InboxWords", "Đã bỏ qua"), "skip", quiet)
        case RowStatus.WITHDRAWN:
            return StateWords(translate("InboxWords", "Tờ khai đã hủy"), "x", quiet)


def longest_words() -> list[str]:
    """The longest things the last column usually says, to make it wide enough."""
    return [
        translate("InboxWords", "Chưa đánh giá"),
        translate("InboxWords", "Chờ thông quan"),
        translate("InboxWords", "Nhắc lại {time}").format(time="15:30"),
        translate("InboxWords", "Bản nháp {time}").format(time="10:31"),
    ]


def channel_word(channel: int | None) -> str:
    """One word: the column's name says that it is a channel."""
    return {
        1: translate("InboxWords", "Xanh"),
        2: translate("InboxWords", "Vàng"),
        3: translate("InboxWords", "Đỏ"),
    }.get(channel or 0, translate("InboxWords", "Chưa có"))


@lru_cache(maxsize=500)  # as `short_name`
def quiet_name(name: str) -> str:
    """A name printed in capitals, in small letters with initials: lists are read, not filed.

    ECUS prints "THử NGHIệM": it puts only ASCII in capitals. Words without a vowel are
    abbreviations and stay as they are.
    """
    if any(c.isascii() and c.islower() for c in name):
        return name
    return " ".join(w if not _VOWELS & set(fold(w)) else w.capitalize() for w in name.split())


def short_office(name: str) -> str:
    for whole, short in _SHORT_FORMS:
        if name.startswith(whole):
            name = short + name.removeprefix(whole)
            break
    return name.replace(" khu vực ", " KV ")


def _reminder(at: float, now: float) -> str:
    moment = local(at)
    same_day = moment.date() == local(now).date()
    when = f"{moment:%H:%M}" if same_day else f"{moment:%H:%M %d/%m}"
    return translate("InboxWords", "Nhắc lại {time}").format(time=when)
