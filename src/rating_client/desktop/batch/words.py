"""The counts of a batch in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rating_client.desktop.batch.round import Counts

translate = QCoreApplication.translate


def counts_line(counts: Counts) -> str:
    """ "10 tờ mức 4 · 1 tờ mức 5 · 1 tờ cần mở riêng"."""
    each = translate("BatchWords", "{n} tờ mức {level}")
    parts = [each.format(n=n, level=level) for level, n in counts.together]
    return " · ".join([*parts, *left_lines(counts)])


def left_lines(counts: Counts) -> list[str]:
    """What stays behind, in words."""
    lines = []
    if counts.alone:
        lines.append(translate("BatchWords", "{n} tờ cần mở riêng").format(n=counts.alone))
    if counts.unrated:
        lines.append(translate("BatchWords", "{n} tờ chưa có mức").format(n=counts.unrated))
    return lines


def channel_words(channel: int | None) -> str:
    """The channel in a row, where a longer name would push the levels out of the window."""
    return {
        1: translate("BatchWords", "Luồng xanh"),
        2: translate("BatchWords", "Luồng vàng"),
        3: translate("BatchWords", "Luồng đỏ"),
    }.get(channel or 0, translate("BatchWords", "Chưa phân luồng"))
