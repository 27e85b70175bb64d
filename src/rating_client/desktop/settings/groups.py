"""Which settings stand together on the page, with which icon, changed by which control."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from rating_client.base.setting_words import words_of
from rating_client.base.text import Text
from rating_client.desktop.settings.controls import (
    ChoiceControl,
    Control,
    FileControl,
    SwitchControl,
    TextControl,
)
from rating_client.desktop.settings.folders import FolderControl
from rating_client.desktop.settings.keys import KeysControl
from rating_client.desktop.settings.proxy import ProxyControl
from rating_client.desktop.settings.spans import SpanControl

_MINUTES = Text("{n} phút", "{n} minutes")
_CARDS = Text("{n} lời nhắc một ngày", "{n} a day")
_NO_LIMIT = Text("Không giới hạn", "No limit")


class Shown(NamedTuple):
    """One setting: its name in `Settings`, and how it is shown."""

    name: str
    icon: str
    control: Callable[[], Control]


class Group(NamedTuple):
    key: str
    settings: tuple[Shown, ...]


def _choice(name: str) -> Callable[[], Control]:
    return lambda: ChoiceControl(words_of(name).choices)


def _limit(unit: Text, *usual: int) -> Callable[[], Control]:
    """A number of which a few are usual and 0 is none; a policy may name any."""
    choices = [(0, _NO_LIMIT), *((n, unit.filled({"n": n})) for n in usual)]
    return lambda: ChoiceControl(choices, unit)


GROUPS = (
    Group(
        "asking",
        (
            Shown("moment", "bell", _choice("moment")),
            Shown("new_declaration_opens", "document", _choice("new_declaration_opens")),
            Shown("card_seconds", "hourglass", _choice("card_seconds")),
            Shown("quiet_hours", "moon", SpanControl),
            Shown("card_gap_minutes", "pause", _limit(_MINUTES, 5, 10, 30, 60)),
            Shown("cards_a_day", "skip", _limit(_CARDS, 6, 12, 24)),
            Shown("digest_at", "clock", lambda: TextControl("16:30")),
            Shown("hide_owner_on_card", "eye-off", SwitchControl),
            Shown("hotkey", "keyboard", KeysControl),
        ),
    ),
    Group(
        "rating",
        (
            Shown("low_levels_travel", "send", _choice("low_levels_travel")),
            Shown("skip_review_when_satisfied", "check", SwitchControl),
        ),
    ),
    Group(
        "sending",
        (
            Shown("export_folders", "folder", FolderControl),
            Shown("proxy", "split", ProxyControl),
            Shown("certificates", "shield-check", lambda: FileControl("PEM (*.pem *.crt *.cer)")),
            Shown("enrolment_file", "key", lambda: FileControl("*.rating-enrol")),
        ),
    ),
    Group(
        "data",
        (Shown("erase_content_after_days", "trash", _choice("erase_content_after_days")),),
    ),
    Group(
        "looks",
        (
            Shown("language", "globe", _choice("language")),
            Shown("appearance", "sun", _choice("appearance")),
            Shown("text_percent", "text-size", _choice("text_percent")),
        ),
    ),
)


def group_title(key: str) -> str:
    """What stands over a group."""
    return {
        "asking": QCoreApplication.translate("settings", "Nhắc đánh giá"),
        "rating": QCoreApplication.translate("settings", "Phiếu đánh giá"),
        "sending": QCoreApplication.translate("settings", "Nguồn tờ khai và gửi phiếu"),
        "data": QCoreApplication.translate("settings", "Dữ liệu trên máy này"),
        "looks": QCoreApplication.translate("settings", "Giao diện và khởi động"),
    }[key]
