"""The tray icon: one snapshot drawn, nothing asked when it is hovered over or opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from rating_client.base.clock import seconds_of
from rating_client.base.resources import resource
from rating_client.delivery.state import Link
from rating_client.desktop.main.pages import Page
from rating_client.desktop.status.delivery_words import ALL_QUIET
from rating_client.desktop.tray import Tray, TraySnapshot
from rating_client.desktop.tray_icon import tray_pixmap
from tests.support.problems import ProblemDesk

AT = seconds_of("2026-11-21T10:52:30+07:00")
OFFLINE = replace(ALL_QUIET, link=Link.OFFLINE, waiting=3, next_try=AT)


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    tray = Tray()
    yield tray
    tray.menu.close()


def entry(tray: Tray, words: str) -> QAction:
    return next(a for a in tray.menu.actions() if a.text().startswith(words))


def shown(tray: Tray) -> list[str]:
    return [a.text() for a in tray.menu.actions() if a.isVisible() and not a.isSeparator()]


def test_the_tooltip_says_what_waits_and_when_it_is_tried_again(tray: Tray) -> None:
    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=14))
    assert tray.icon.toolTip().splitlines() == [
        "Phiếu đánh giá hải quan",
        "14 tờ khai chờ đánh giá · Ngoại tuyến · 3 phiếu chờ gửi",
        "Thử lại lúc 10:52:30",
    ]


@pytest.mark.parametrize("link", list(Link))
@pytest.mark.parametrize("waiting", [0, 3, 123_456])
def test_a_tooltip_is_never_longer_than_windows_keeps(tray: Tray, link: Link, waiting: int) -> None:
    state = replace(OFFLINE, link=link, waiting=waiting, held=waiting, last_receipt=AT)
    tray.show_snapshot(TraySnapshot(state, to_rate=123_456))
    assert len(tray.icon.toolTip()) <= 127
    assert tray.icon.toolTip().startswith("Phiếu đánh giá hải quan")


def test_every_state_has_a_picture_of_its_own() -> None:
    states = [
        ALL_QUIET,
        replace(ALL_QUIET, waiting=3),
        replace(ALL_QUIET, waiting=12),
        *(replace(ALL_QUIET, link=link) for link in (Link.NETWORK_LOGIN, Link.ENDPOINT)),
        replace(ALL_QUIET, link=Link.SIGN_IN),
    ]
    for size in (16, 24, 48):
        pictures = [bytes(tray_pixmap(state, size).toImage().constBits()) for state in states]
        assert len(set(pictures)) == len(states)


def test_the_menu_offers_only_what_can_be_done_now(tray: Tray) -> None:
    tray.show_snapshot(TraySnapshot(ALL_QUIET))
    assert "Cần xử lý (0)" not in shown(tray)
    assert not entry(tray, "Gửi ngay").isEnabled()
    assert not entry(tray, "Đánh giá tờ khai tiếp theo").isEnabled()

    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=14, attention=2, paused=True))
    assert {"Mở Chờ đánh giá (14)", "Cần xử lý (2)", "Nhắc trở lại"} <= set(shown(tray))
    assert not {"Tạm dừng lời nhắc 1 giờ", "Không nhắc nữa hôm nay"} & set(shown(tray))
    assert entry(tray, "Gửi ngay").isEnabled()


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Mở Chờ đánh giá", "list_asked"),
        ("Đánh giá tờ khai tiếp theo", "next_asked"),
        ("Đánh giá tờ khai khác…", "by_hand_asked"),
        ("Gửi ngay", "send_asked"),
        ("Tạm dừng lời nhắc 1 giờ", "pause_asked"),
        ("Không nhắc nữa hôm nay", "no_more_today_asked"),
        ("Thoát", "quit_asked"),
    ],
)
def test_each_entry_asks_for_what_it_says(
    tray: Tray, qtbot: QtBot, words: str, signal: str
) -> None:
    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=14, attention=2))
    with qtbot.waitSignal(getattr(tray, signal), timeout=100):
        entry(tray, words).trigger()


@pytest.mark.parametrize(
    ("words", "page"),
    [("Cần xử lý", Page.ATTENTION), ("Cài đặt", Page.SETTINGS), ("Trợ giúp", Page.HELP)],
)
def test_pages_are_a_click_away(tray: Tray, qtbot: QtBot, words: str, page: Page) -> None:
    tray.show_snapshot(TraySnapshot(OFFLINE, attention=2))
    with qtbot.waitSignal(tray.page_asked, timeout=100) as asked:
        entry(tray, words).trigger()
    assert asked.args == [page]


def test_the_hotkey_stands_beside_what_it_does(tray: Tray) -> None:
    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=14, hotkey="Ctrl+Alt+R"))
    assert entry(tray, "Đánh giá tờ khai tiếp theo").text().endswith("\tCtrl+Alt+R")
    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=14))
    assert "\t" not in entry(tray, "Đánh giá tờ khai tiếp theo").text()


def test_a_click_on_the_icon_opens_the_list(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.list_asked, timeout=100):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_the_picture_is_drawn_anew_only_when_it_is_another(tray: Tray) -> None:
    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=1))
    before = tray.icon.icon().cacheKey()
    tray.show_snapshot(TraySnapshot(OFFLINE, to_rate=2))
    assert tray.icon.icon().cacheKey() == before
    tray.show_snapshot(TraySnapshot(ALL_QUIET, to_rate=2))
    assert tray.icon.icon().cacheKey() != before


def test_a_try_that_met_nobody_is_said_and_nothing_is_counted_for_it(
    desk: ProblemDesk, qtbot: QtBot
) -> None:
    stands, icon = desk.desktop.delivery.stands, desk.desktop.tray.icon
    desk.day.registered("100000000110")
    stands.emit(OFFLINE)
    qtbot.waitUntil(lambda: "1 tờ khai" in icon.toolTip(), timeout=30_000)
    desk.day.registered("100000000230")
    stands.emit(replace(OFFLINE, next_try=AT + 60))
    assert "10:53:30" in icon.toolTip()
    qtbot.wait(500)  # longer than counting waits for
    assert "1 tờ khai" in icon.toolTip()
    stands.emit(replace(OFFLINE, waiting=4))
    qtbot.waitUntil(lambda: "2 tờ khai" in icon.toolTip(), timeout=30_000)


def test_the_picture_of_the_first_moment_is_the_one_that_is_painted(qapp: QApplication) -> None:
    shipped = QImage(str(resource("icons", "tray.png")))
    painted = tray_pixmap(ALL_QUIET, 64).toImage().convertToFormat(shipped.format())
    assert shipped == painted
