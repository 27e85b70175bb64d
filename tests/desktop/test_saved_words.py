"""What the card says after Gửi, over real entries."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from rating_client.desktop.card.saved_words import saved_words, what_was_given
from rating_client.desktop.giving.office_ratings import rate_offices
from tests.support.workday import Workday


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_one_rating_is_named_by_number_and_level(qapp: QApplication, day: Workday) -> None:
    entries = rate_offices(day.profile, [(day.registered("100000000110"), 4)])
    assert plain(what_was_given(entries)) == "100 000 000 110 · 4 Hài lòng"
    assert saved_words(entries, online=True) == (
        "Đã lưu trên máy. Tự động gửi khi có nơi nhận."  # nobody is enrolled
    )


def test_a_batch_is_counted_and_a_level_is_said_only_where_it_is_one(
    qapp: QApplication, day: Workday
) -> None:
    keys = [day.registered(f"100000000{i}0") for i in range(11, 15)]
    alike = rate_offices(day.profile, [(key, 5) for key in keys[:2]])
    assert plain(what_was_given(alike)) == "2 phiếu riêng · 5 Rất hài lòng"
    mixed = rate_offices(day.profile, [(keys[2], 3), (keys[3], 4)])
    assert what_was_given(mixed) == "2 phiếu riêng"


def test_with_a_receiver_it_says_whether_the_network_is_there(
    qapp: QApplication, day: Workday
) -> None:
    day.enrolled()
    entries = rate_offices(day.profile, [(day.registered("100000000110"), 4)])
    assert saved_words(entries, online=True) == "Đã lưu. Tự động gửi sau 10 giây."
    assert saved_words(entries, online=False) == "Đã lưu trên máy. Tự động gửi khi có mạng."
