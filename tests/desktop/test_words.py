from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QApplication

from rating_client.base.clock import VIETNAM
from rating_client.desktop.times import time_and_day
from rating_client.desktop.words import (
    channel_name,
    grouped,
    level_line,
    level_spoken,
    short_office,
    thousands,
    unbroken,
)


def test_a_number_is_grouped_in_threes_that_never_break() -> None:
    assert grouped("100000000110") == "100\u00a0000\u00a0000\u00a0110"
    assert grouped("10000000011") == "100\u00a0000\u00a0000\u00a011"


def test_levels_and_channels_in_words(qapp: QApplication) -> None:
    assert level_line(4, "Hài lòng") == "4\u00a0Hài\u00a0lòng"
    assert unbroken("Rất không hài lòng") == "Rất không hài\u00a0lòng"
    assert level_spoken(4, "Hài lòng") == "Mức 4, Hài lòng, 4 trên 5"
    assert [channel_name(c) for c in (1, 2, 3, None)] == [
        "Luồng xanh",
        "Luồng vàng",
        "Luồng đỏ",
        "Chưa phân luồng",
    ]


def test_times_and_figures_the_vietnamese_way(qapp: QApplication) -> None:
    moment = datetime(2026, 11, 21, 10, 42, tzinfo=VIETNAM)
    assert time_and_day(moment) == "10:42 · 21/11/2026"
    assert thousands(2000) == "2.000"
    assert short_office("Hải quan cửa khẩu cảng Đình Vũ") == "Hải quan CK cảng Đình Vũ"
