"""What the card says after Gửi: that it is kept, when it travels, and what it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from rating_client.desktop.words import grouped, level_line, level_name
from rating_client.outbox.entry import Entry, EntryState

translate = QCoreApplication.translate


def saved_words(entries: Sequence[Entry], *, online: bool) -> str:
    """Never more than is true: saved is not received."""
    if any(entry.hold for entry in entries):
        return translate("SavedWords", "Đã lưu. Phiếu được giữ trên máy đến lúc đã chọn.")
    if any(entry.state is EntryState.UNADDRESSED for entry in entries):
        return translate("SavedWords", "Đã lưu trên máy. Tự động gửi khi có nơi nhận.")
    if online:
        return translate("SavedWords", "Đã lưu. Tự động gửi sau 10 giây.")
    return translate("SavedWords", "Đã lưu trên máy. Tự động gửi khi có mạng.")


def what_was_given(entries: Sequence[Entry]) -> str:
    """ "100 000 000 110 · 4 Hài lòng", or how many; levels only where they are all one."""
    levels = {subject["level"] for entry in entries for subject in _subjects(entry)}
    parts = [
        grouped(_number(entries[0]))
        if len(entries) == 1
        else translate("SavedWords", "{n} phiếu riêng").format(n=len(entries))
    ]
    if len(levels) == 1:
        level = levels.pop()
        parts.append(level_line(level, level_name(level)))
    return " · ".join(parts)


def _subjects(entry: Entry) -> Sequence[Mapping[str, Any]]:
    return tuple((entry.content or {}).get("subjects", ()))


def _number(entry: Entry) -> str:
    return str((entry.content or {}).get("declaration", {}).get("number", ""))
