"""The states of a given rating in a person's words, each with its icon and tone.

"Saved", "sent" and "received" are different words, and none of them is "failed".
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.desktop.look.palette import Tone
from rating_client.outbox.entry import Hold, HoldFor
from rating_client.outbox.listing import ShownState

translate = QCoreApplication.translate


class StateWords(NamedTuple):
    text: str
    icon: str
    tone: Tone
    tip: str = ""


def state_words(shown: ShownState, hold: Hold | None = None) -> StateWords:
    """What the list says about a rating in this state."""
    match shown:
        case ShownState.UNADDRESSED:
            return StateWords(
                translate("SentWords", "Chưa có nơi nhận"),
                "key",
                "text2",
                translate("SentWords", "Đã lưu trên máy này. Sẽ gửi khi có nơi nhận."),
            )
        case ShownState.HELD:
            return StateWords(_held(hold), "hourglass", "text2")
        case ShownState.WAITING:
            return StateWords(translate("SentWords", "Đang chờ gửi"), "clock", "warn")
        case ShownState.SENDING:
            return StateWords(translate("SentWords", "Đang gửi"), "send", "accent_text")
        case ShownState.UNCONFIRMED:
            return StateWords(
                translate("SentWords", "Chưa xác nhận"),
                "refresh",
                "warn",
                translate(
                    "SentWords",
                    "Đã gửi nhưng chưa có xác nhận tiếp nhận. "
                    "Chương trình sẽ hỏi lại, không gửi trùng.",
                ),
            )
        case ShownState.RECEIPTED:
            return StateWords(translate("SentWords", "Hải quan đã tiếp nhận"), "shield-check", "ok")
        case ShownState.NEW_ANSWER:
            return StateWords(translate("SentWords", "Có phản hồi mới"), "reply", "accent_text")
        case ShownState.CLOSED:
            return StateWords(translate("SentWords", "Đã kết thúc"), "check", "text2")
        case ShownState.NEEDS_ATTENTION:
            return StateWords(translate("SentWords", "Cần xử lý"), "alert", "bad")
        case ShownState.WITHDRAWN:
            return StateWords(translate("SentWords", "Đã hủy gửi"), "x", "text2")


def _held(hold: Hold | None) -> str:
    if hold is None or hold.reason is HoldFor.RELEASED:
        return translate("SentWords", "Giữ đến khi thông quan")
    return translate("SentWords", "Giữ đến {day}").format(day=f"{local(hold.until):%d/%m}")
