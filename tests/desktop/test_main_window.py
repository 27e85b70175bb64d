"""The main window: the way between its pages, and what stands in the way of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.clock import seconds_of
from rating_client.base.sentences import say
from rating_client.delivery.state import Link
from rating_client.desktop.controls.buttons import Button
from rating_client.desktop.main.pages import Counts, Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.status.delivery_words import ALL_QUIET
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.routing import Undecided
from rating_client.exports.settling import SettledFile
from rating_client.exports.trouble import FileTrouble
from rating_client.outbox.listing import SentFilter, ShownState
from tests.support.at_the_screen import click, said
from tests.support.clock import FakeClock
from tests.support.dragging import drop
from tests.support.enrolling import enrol
from tests.support.intake import Customs
from tests.support.workday import Workday

OpenWindow = Callable[[], MainWindow]
OFFLINE = replace(
    ALL_QUIET, link=Link.OFFLINE, waiting=3, next_try=seconds_of("2026-11-21T10:52:30+07:00")
)


@pytest.fixture
def open_window(day: Workday, qtbot: QtBot) -> Iterator[OpenWindow]:
    windows = []

    def make() -> MainWindow:
        window = MainWindow(day.profile)
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield make
    QApplication.processEvents()


def button(widget: QWidget, words: str) -> Button:
    found = (b for b in widget.findChildren(Button) if b.text() == words and b.isVisible())
    return next(found)


def page_of(window: MainWindow) -> Page:
    return Page(window._pages.currentIndex())


def test_pages_open_by_click_and_by_ctrl_and_digit(open_window: OpenWindow) -> None:
    window = open_window()
    click(window.rail.nav.buttons[Page.SENT])
    assert page_of(window) is Page.SENT
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert page_of(window) is Page.ATTENTION
    assert window.rail.nav.buttons[Page.ATTENTION].isChecked()


def test_counts_are_said_beside_the_names(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_counts(Counts(to_rate=14, new_answers=1, attention=2))
    names = [each.accessibleName() for each in window.rail.nav.buttons]
    assert names == [
        "Chờ đánh giá, 14 tờ khai",
        "Đã gửi, 1 phản hồi mới",
        "Cần xử lý, Có 2 mục cần xử lý",
        "Thống kê",
        "Nơi nhận phiếu",
        "Cài đặt",
        "Trợ giúp, chẩn đoán",
    ]
    window.show_counts(Counts())
    assert window.rail.nav.buttons[Page.INBOX].accessibleName() == "Chờ đánh giá"


def test_a_narrow_window_keeps_icons_with_names_to_hover(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_counts(Counts(to_rate=14))
    window.resize(940, 600)
    QApplication.processEvents()
    assert window.rail.nav.buttons[Page.INBOX].toolTip() == "Chờ đánh giá · 14 tờ khai"
    assert not window.rail.sync.isVisible()
    assert window.rail.sync_sign.isVisible()
    window.resize(1180, 740)
    QApplication.processEvents()
    assert window.rail.nav.buttons[Page.INBOX].toolTip() == ""
    assert window.rail.sync.isVisible()


def test_sending_is_always_in_view_with_the_thing_to_do(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window.show_delivery(OFFLINE)
    assert "Ngoại tuyến · 3 phiếu chờ gửi\nThử lại lúc 10:52:30" in said(window.rail.sync)
    with qtbot.waitSignal(window.send_asked, timeout=500):
        click(window.rail.sync.send)
    assert "Đang thử…" in said(window.rail.sync)
    window.rail.sync.answer("Đã gửi 3 phiếu, nhận 3 xác nhận.")
    window.show_delivery(ALL_QUIET)  # the answer is not swept away by the next state
    assert "Đã gửi 3 phiếu, nhận 3 xác nhận." in said(window.rail.sync)


def test_without_a_receiver_the_box_leads_to_the_enrolment_file(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_delivery(replace(ALL_QUIET, link=Link.NO_RECEIVER, unaddressed=2))
    assert "Chưa có nơi nhận · 2 phiếu được giữ" in said(window.rail.sync)
    click(window.rail.sync.enrol)
    assert page_of(window) is Page.RECEIVERS
    [picker] = window.receivers_page.findChildren(QFileDialog)
    assert picker.isVisible()
    picker.reject()


def test_the_keyboard_stays_with_the_receiver_that_is_being_accepted(
    day: Workday, open_window: OpenWindow
) -> None:
    window = open_window()
    window.show_page(Page.RECEIVERS)
    panel = window.receivers_page.panel
    panel.show_offer(read_offer(Customs().enrolment_file()))
    assert panel.card is not None
    assert window.focusWidget() is panel.card.compared
    QTest.keyClick(panel.card.compared, Qt.Key.Key_Space)
    panel.card.accept.setFocus()
    QTest.keyClick(panel.card.accept, Qt.Key.Key_Space)
    assert len(day.profile.enrolments.receivers()) == 1
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the card has gone
    assert window.focusWidget() is panel.zone.choose


def test_a_condition_says_what_happened_and_what_to_do(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    missing = say("exports.folder-missing", path=r"D:\ECUS")
    window.show_conditions([missing, say("delivery.no-network", n=3)])
    assert said(window.conditions).splitlines()[:2] == [
        "Không thấy thư mục tờ khai",
        r"D:\ECUS không còn. Cắm lại ổ hoặc chọn thư mục khác. Chương trình tự tìm lại.",
    ]
    click(button(window.conditions, "Còn 1 thông báo"))
    assert "Không có mạng" in said(window.conditions)
    window.show_conditions([])
    assert not window.conditions.isVisible()


def test_the_details_of_a_condition_can_be_copied(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_conditions([say("exports.folder-missing", path=r"D:\ECUS")])
    click(button(window.conditions, "Chi tiết"))
    assert "exports.folder-missing" in said(window.conditions)
    copy = next(b for b in window.conditions.findChildren(Button) if b.toolTip() == "Sao chép")
    click(copy)
    assert "exports.folder-missing" in QApplication.clipboard().text()


def test_refused_ratings_and_unreadable_files_wait_for_a_person(
    busy: Workday, open_window: OpenWindow
) -> None:
    file = SettledFile("/xuat/to-khai.xml", "/xuat", 10, 1, before_setup=False)
    busy.profile.seen.first_read_at("/xuat")
    busy.profile.seen.record(
        file, busy.clock.now(), refusal=FileTrouble("declarations.damaged", file="to-khai.xml")
    )
    window = open_window()
    window.show_page(Page.ATTENTION)
    words = said(window.attention)
    assert "Hải quan chưa tiếp nhận phiếu này" in words
    assert "Số tờ khai không thuộc đơn vị này." in words
    assert "to-khai.xml" in words
    assert "Phiếu vẫn nằm an toàn trên máy này" in words
    click(button(window.attention, "Xem phiếu"))
    assert page_of(window) is Page.SENT
    [index] = window.sent.view.chosen_rows()
    assert window.sent.model.item(index.row()).number == "100000000570"


def test_a_rating_held_too_long_asks_and_never_goes_by_itself(
    busy: Workday, open_window: OpenWindow, qtbot: QtBot
) -> None:
    assert isinstance(busy.clock, FakeClock)
    busy.clock.advance(31 * 86_400)
    window = open_window()
    window.show_page(Page.ATTENTION)
    assert "Đã giữ quá 30 ngày, chưa thấy thông quan" in said(window.attention)
    with qtbot.waitSignal(window.attention.release_asked, timeout=500) as asked:
        click(button(window.attention, "Gửi ngay"))
    [held] = busy.profile.outbox.held_too_long(busy.clock.now())
    assert asked.args == [held.id]


def test_an_office_that_several_receivers_take_is_asked_about_once(
    busy: Workday, open_window: OpenWindow, qtbot: QtBot
) -> None:
    profile = busy.profile
    enrol(profile, Customs().enrolment_file())
    undecided = profile.enrolments.route("03EE")
    assert isinstance(undecided, Undecided)
    window = open_window()
    window.show_page(Page.RECEIVERS)
    window.receivers_page.show_choices([undecided])
    assert "Phiếu của 03EE gửi đến nơi nhận nào?" in said(window.receivers_page)
    with qtbot.waitSignal(window.receivers_page.receiver_chosen, timeout=500) as chosen:
        click(button(window.receivers_page, "Nơi nhận thử nghiệm"))
    assert chosen.args == ["03EE", undecided.receivers[0]]
    window.receivers_page.show_choices([])
    assert "03EE gửi đến" not in said(window.receivers_page)


def test_nothing_to_attend_to_is_said_in_words(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_page(Page.ATTENTION)
    assert "Không có gì cần xử lý." in said(window.attention)


def test_accepted_receivers_are_listed_with_their_keys(
    busy: Workday, open_window: OpenWindow
) -> None:
    window = open_window()
    window.show_page(Page.RECEIVERS)
    words = said(window.receivers_page)
    assert busy.issuer.fingerprint in words
    assert "https://receiver.example" in words
    assert said(window.rail.head).splitlines()[1] == "Gửi đến: Nơi nhận thử nghiệm"


def test_closing_the_window_is_told_and_ends_nothing(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.closed, timeout=500):
        window.close()
    assert not window.isVisible()


def test_export_files_are_taken_by_the_window_folders_are_not(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    export = tmp_path / "ToKhaiHQ7N_100000000110.xlsx"
    export.write_bytes(b"PK")
    with qtbot.waitSignal(window.files_dropped, timeout=500) as dropped:
        assert drop(window, export)
    assert dropped.args == [[str(export)]]
    with qtbot.assertNotEmitted(window.files_dropped):
        assert not drop(window, tmp_path)


def test_a_refused_rating_leads_from_the_sent_ones_to_what_can_be_done(
    busy: Workday, open_window: OpenWindow
) -> None:
    window = open_window()
    window.show_page(Page.SENT)
    refused = SentFilter(states=frozenset({ShownState.NEEDS_ATTENTION}))
    [row] = busy.profile.sent.page(refused, 0, 9)
    window.open_entry(row.id)
    click(button(window.sent, "Xem cách xử lý"))
    assert page_of(window) is Page.ATTENTION
