"""The settings page: each value with who decided it, changed by click and key, in force at once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from rating_client.base.errors import Trouble
from rating_client.base.settings import load_settings
from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.look.palette import DARK, roles
from rating_client.desktop.look.theme import Theme
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.settings.controls import ChoiceControl, SwitchControl, TextControl
from rating_client.desktop.settings.keys import KeysControl
from rating_client.desktop.settings.page import SettingsPage
from rating_client.desktop.settings.proxy import ProxyControl
from rating_client.desktop.settings.spans import SpanControl
from rating_client.desktop.settings.startup import StartupRow
from rating_client.desktop.translation import speak
from rating_client.desktop.workers.delivery_worker import DeliveryWorker
from rating_client.desktop.workers.threads import Threads
from rating_client.prompts.inbox import InboxFilter
from rating_client.ratings.rating import Contact
from rating_client.windows.autostart import Autostart
from tests.support.at_the_screen import click, said
from tests.support.customs_server import CustomsServer
from tests.support.workday import SAO_HOM, SAO_MAI, Workday

OpenPage = Callable[[], SettingsPage]


class Opened:
    """The desktop of a day, its main window at Cài đặt."""

    def __init__(self, day: Workday, qtbot: QtBot) -> None:
        self.desktop = Coordinator(day.profile)
        self._threads = Threads()
        for worker in (self.desktop.exports, self.desktop.delivery):
            self._threads.run(worker, type(worker).__name__)
        self.desktop.lists.open(Page.SETTINGS)
        qtbot.addWidget(self.window)

    def close(self) -> None:
        self.window.close()
        self._threads.stop()

    @property
    def window(self) -> MainWindow:
        return self.desktop.lists.window

    @property
    def page(self) -> SettingsPage:
        return self.window.settings


@pytest.fixture
def opened(day: Workday, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    opened = Opened(day, qtbot)
    yield opened
    opened.close()
    speak("vi", qapp)
    QApplication.processEvents()


def pill(page: SettingsPage, name: str) -> str:
    return page.rows[name].pill.accessibleName()


def watched(day: Workday) -> list[str]:
    """The folders that hold now."""
    return list(day.profile.settings.export_folders)


def pick(combo: QComboBox, words: str) -> None:
    """Go to the choice that begins with these words as the keyboard does."""
    wanted = next(n for n in range(combo.count()) if combo.itemText(n).startswith(words))
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(wanted):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def choices(page: SettingsPage, name: str) -> QComboBox:
    control = page.rows[name].control
    assert isinstance(control, ChoiceControl)
    return control.combo


def test_settings_open_at_the_foot_of_the_rail_and_by_a_key(opened: Opened) -> None:
    window = opened.window
    click(window.rail.nav.buttons[Page.INBOX])
    QTest.keyClicks(window, str(Page.SETTINGS + 1), Qt.KeyboardModifier.ControlModifier)
    assert window.page is Page.SETTINGS
    assert window.focusWidget() is window.settings.search  # typing looks for a setting
    click(window.rail.nav.buttons[Page.INBOX])
    click(window.rail.nav.buttons[Page.SETTINGS])
    assert window.page is Page.SETTINGS


def test_a_choice_by_keyboard_holds_at_once_and_says_whose_it_is(
    opened: Opened, day: Workday
) -> None:
    page = opened.page
    assert pill(page, "moment") == "Mặc định"
    pick(choices(opened.page, "moment"), "Khi hàng")
    assert day.profile.settings.moment == "on_released"
    assert pill(page, "moment") == "Người dùng đặt"
    click(page.rows["moment"].reset)
    assert day.profile.settings.moment == "on_registered"
    assert pill(page, "moment") == "Mặc định"
    assert not page.rows["moment"].reset.isVisible()


def test_a_switch_is_turned_by_space(opened: Opened, day: Workday) -> None:
    control = opened.page.rows["hide_owner_on_card"].control
    assert isinstance(control, SwitchControl)
    control.switch.setFocus()
    QTest.keyClick(control.switch, Qt.Key.Key_Space)
    assert day.profile.settings.hide_owner_on_card
    QTest.keyClick(control.switch, Qt.Key.Key_Space)
    assert not day.profile.settings.hide_owner_on_card


def test_what_a_policy_decides_is_shown_and_cannot_be_changed(opened: Opened, day: Workday) -> None:
    day.profile.loaded = load_settings(day.paths.settings, {"low_levels_travel": "now"})
    page = opened.page
    page.refresh()
    row = page.rows["low_levels_travel"]
    assert pill(page, "low_levels_travel") == "Chính sách"
    assert row.pill.toolTip().startswith("Do đơn vị quản lý máy đặt: ")
    assert isinstance(row.control, ChoiceControl)
    assert row.control.combo.currentText() == "Gửi ngay"
    assert not row.control.combo.isEnabled()
    pick(row.control.combo, "Sau khi thông")
    assert day.profile.settings.low_levels_travel == "now"
    with pytest.raises(Trouble) as refused:
        day.profile.change_setting("low_levels_travel", "ask")
    assert refused.value.code == "base.setting-by-policy"
    assert not day.paths.settings.exists()


def test_quiet_hours_are_added_with_enter_and_taken_out_by_a_click(
    opened: Opened, day: Workday
) -> None:
    spans = opened.page.rows["quiet_hours"].control
    assert isinstance(spans, SpanControl)
    spans.field.setFocus()
    QTest.keyClicks(spans.field, "11:30 - 13:00")
    QTest.keyClick(spans.field, Qt.Key.Key_Return)
    QTest.keyClicks(spans.field, "17:00-")
    QTest.keyClick(spans.field, Qt.Key.Key_Return)
    assert list(day.profile.settings.quiet_hours) == ["11:30-13:00", "17:00-"]
    QApplication.processEvents()
    assert [span.text() for span in spans.spans] == ["11:30–13:00", "sau 17:00"]
    click(spans.spans[0])
    assert list(day.profile.settings.quiet_hours) == ["17:00-"]


def test_a_slip_keeps_the_old_value_and_says_so_in_its_row(opened: Opened, day: Workday) -> None:
    row = opened.page.rows["digest_at"]
    assert isinstance(row.control, TextControl)
    field = row.control.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "25h")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "Chưa hiểu “25h” — Giá trị cũ được giữ." in said(row)
    assert day.profile.settings.digest_at == "16:30"
    field.selectAll()
    QTest.keyClicks(field, "17:15")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert day.profile.settings.digest_at == "17:15"
    assert "Chưa hiểu" not in said(row)


def test_a_folder_is_taken_only_once_it_was_seen(opened: Opened, day: Workday) -> None:
    folders = opened.page.folders
    assert folders.add.x() == 0, "in line with the words, also while there is no folder"
    folders.look_into("/exports")
    assert watched(day) == []
    assert folders._told.text() == "Đang xem thư mục /exports…"
    opened.page.show_looks([FolderLook("/exports", Verdict.READABLE, 37)])
    assert watched(day) == ["/exports"]
    assert folders._told.isHidden()
    folders.look_into("/gone")
    opened.page.show_looks([FolderLook("/gone", Verdict.MISSING)])
    assert watched(day) == ["/exports"]
    assert "/gone không được thêm: không thấy thư mục." in said(opened.page)
    folders.look_into("/more")
    opened.page.show_looks([FolderLook("/more", Verdict.EMPTY)])
    assert watched(day) == ["/exports", "/more"]
    click(folders.leaving["/exports"])
    assert watched(day) == ["/more"]


def test_a_proxy_by_hand_has_a_field_of_its_own(opened: Opened, day: Workday) -> None:
    proxy = opened.page.rows["proxy"].control
    assert isinstance(proxy, ProxyControl)
    assert not proxy.field.isVisible()
    pick(proxy.combo, "Nhập")
    assert proxy.field.isVisible()
    QTest.keyClicks(proxy.field, "http://proxy.example:3128")
    QTest.keyClick(proxy.field, Qt.Key.Key_Return)
    assert day.profile.settings.proxy == "http://proxy.example:3128"
    pick(proxy.combo, "Theo")
    assert day.profile.settings.proxy == "system"
    assert not proxy.field.isVisible()


def test_another_way_to_the_network_is_gone_by_the_deliverer_that_runs(
    day: Workday, qtbot: QtBot
) -> None:
    before = day.profile.delivery
    worker = DeliveryWorker(day.profile)
    with Threads() as threads:
        threads.run(worker, "delivery")
        day.profile.change_setting("proxy", "none")
        worker.network_changed()
        qtbot.waitUntil(lambda: day.profile.__dict__.get("delivery") not in (None, before))


def test_an_owner_may_have_its_own_way_with_low_levels(busy: Workday, opened: Opened) -> None:
    combo = opened.page.owners.lines[SAO_MAI].travels
    assert combo.currentText() == "Theo cài đặt chung"
    pick(combo, "Gửi ngay")
    assert busy.profile.remembered.low_levels_travel(SAO_MAI) == "now"
    assert combo.currentText() == "Gửi ngay"
    still = opened.page.owners.lines[SAO_MAI].travels
    assert still is combo, "a person goes on with Tab from where the choice was made"
    pick(combo, "Theo")
    assert busy.profile.remembered.low_levels_travel(SAO_MAI) is None


def test_an_owner_s_letters_are_a_person_s_to_choose(busy: Workday, opened: Opened) -> None:
    """Two owners may come to the same two letters by themselves."""
    field = opened.page.owners.lines[SAO_HOM].letters
    assert field.text() == "SH"
    field.setText(" hôm nay")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "HÔ"
    rows = busy.profile.inbox.page(InboxFilter(), 50)
    letters = {row.owner_letters for row in rows if row.key.startswith(SAO_HOM)}
    assert letters == {"HÔ"}, "the list has them at once"
    busy.registered("100000000990", owner=SAO_HOM)  # met once more: the letters stay
    owner = busy.profile.owners.get(SAO_HOM)
    assert owner is not None
    assert owner.letters == "HÔ"
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "HÔ", "no letters at all tell nobody apart"


def test_a_policy_for_low_levels_holds_for_every_owner_and_leaves_its_letters(
    busy: Workday, opened: Opened
) -> None:
    busy.profile.loaded = load_settings(busy.paths.settings, {"low_levels_travel": "now"})
    opened.page.refresh()
    line = opened.page.owners.lines[SAO_MAI]
    assert not line.travels.isEnabled()
    assert line.letters.isEnabled()


def test_another_language_is_spoken_at_once_where_the_person_is(
    opened: Opened, day: Workday, qtbot: QtBot
) -> None:
    before = opened.window
    pick(choices(opened.page, "language"), "English")
    qtbot.addWidget(opened.window)
    assert opened.window is not before
    assert opened.window.isVisible()
    assert opened.window.page is Page.SETTINGS
    assert day.profile.ledger.recall("desktop.told-about-tray") is None  # nobody closed a window
    assert "When to ask" in said(opened.page)
    assert opened.window.rail.nav.buttons[Page.INBOX].text() == "To rate"
    pick(choices(opened.page, "language"), "Tiếng")
    qtbot.addWidget(opened.window)
    assert "Thời điểm hiện lời nhắc" in said(opened.page)
    assert day.profile.settings.language == "vi"


def test_the_dark_theme_holds_at_once(opened: Opened, qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    opened.desktop.house.settings.appearance_changed.connect(theme.choose)  # as the program does
    pick(choices(opened.page, "appearance"), "Tối")
    QApplication.processEvents()
    assert roles(opened.page.palette()) == DARK
    theme.choose("light")


def test_tab_leads_from_the_search_to_what_was_found(opened: Opened) -> None:
    QTest.keyClicks(opened.page.search, "ngon ngu")
    opened.page.search.setFocus()
    QTest.keyClick(opened.page.search, Qt.Key.Key_Tab)
    assert opened.window.focusWidget() is choices(opened.page, "language")


def test_looking_for_a_setting_needs_no_diacritics(opened: Opened) -> None:
    page = opened.page
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search.setFocus()
    QTest.keyClicks(page.search, "khung gio")
    assert [name for name, row in page.rows.items() if row.isVisible()] == ["quiet_hours"]
    page.search.clear()
    QTest.keyClicks(page.search, "xyz")
    assert "Không có mục cài đặt nào khớp “xyz”." in said(page)
    assert not any(row.isVisible() for row in page.rows.values())
    QTest.keyClick(page.search, Qt.Key.Key_Tab)
    QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Space)
    assert page.search.text() == ""
    assert page.search.hasFocus()  # to type another, not on whatever stands next in the window


def test_a_settings_file_nobody_can_read_is_kept_and_the_row_says_so(
    opened: Opened, day: Workday
) -> None:
    day.paths.settings.write_text("a = [", "utf-8")
    row = opened.page.rows["hide_owner_on_card"]
    assert isinstance(row.control, SwitchControl)
    click(row.control.switch)
    assert "Chưa lưu được cài đặt — " in said(row)
    assert not row.control.switch.isChecked()
    assert day.paths.settings.read_text("utf-8") == "a = ["


def test_receivers_are_one_click_away(opened: Opened) -> None:
    click(opened.page.receivers_row.look)
    assert opened.window.page is Page.RECEIVERS


def test_remembered_contacts_are_forgotten_on_request(busy: Workday, qtbot: QtBot) -> None:
    contact = Contact(name="Nguyễn Thị Mẫu", phone="0900000000")
    busy.profile.remembered.keep_contact(SAO_MAI, contact)
    opened = Opened(busy, qtbot)
    assert "1 người, chỉ giữ trên máy này" in said(opened.page)
    click(opened.page.forget_button)
    assert busy.profile.remembered.contact(SAO_MAI) is None
    assert "Chưa nhớ người nào." in said(opened.page)
    assert not opened.page.forget_button.isEnabled()
    opened.close()


def test_what_windows_turned_off_only_windows_turns_on(qtbot: QtBot) -> None:
    row = StartupRow()
    qtbot.addWidget(row)
    row.show_state(Autostart.OFF_BY_WINDOWS)
    assert "Đã bị tắt trong Task Manager." in said(row)
    assert row.windows.isVisible()
    assert not row.switch.isVisible()
    row.show_state(Autostart.OFF)
    with qtbot.waitSignal(row.wished, timeout=500) as wished:
        click(row.switch)
    assert wished.args == [True]
    row.show_state(Autostart.ON)
    assert row.switch.isChecked()
    row.show_state(None)
    assert not row.isVisible()


def test_a_real_folder_is_looked_into_by_the_program_itself(
    opened: Opened, day: Workday, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "exports").mkdir()
    opened.page.folders.look_into(str(tmp_path / "exports"))
    wanted = [str(tmp_path / "exports")]
    qtbot.waitUntil(lambda: watched(day) == wanted, timeout=5000)
    assert "Thư mục trống" in [each.accessibleName() for each in opened.page.folders.pills]


def test_the_connection_is_checked_from_the_row_of_receivers(
    day: Workday, qtbot: QtBot, opened: Opened
) -> None:
    with CustomsServer() as customs:
        day.issuer = customs.issuer
        day.enrolled()
        page = opened.page
        pick_proxy(page, "Không")
        click(page.receivers_row.check)
        assert not page.receivers_row.check.isEnabled()
        qtbot.waitUntil(page.receivers_row.check.isEnabled, timeout=20_000)
        assert "Nơi nhận trả lời" in said(page.receivers_row.found)
    pick_proxy(page, "Theo")  # what was found holds no more
    assert not page.receivers_row.found.isVisible()


def pick_proxy(page: SettingsPage, words: str) -> None:
    proxy = page.rows["proxy"].control
    assert isinstance(proxy, ProxyControl)
    pick(proxy.combo, words)


def test_larger_text_is_in_force_at_once_where_the_person_is(
    opened: Opened, day: Workday, qapp: QApplication, qtbot: QtBot
) -> None:
    theme = Theme(qapp, "light")
    opened.desktop.house.settings.text_size_changed.connect(theme.set_scale)  # as the program does
    before = opened.page.search.height()
    pick(choices(opened.page, "text_percent"), "150%")
    qtbot.addWidget(opened.window)
    assert opened.window.page is Page.SETTINGS
    assert qapp.font().pixelSize() == 21
    QApplication.processEvents()
    assert opened.page.search.height() > before
    pick(choices(opened.page, "text_percent"), "100%")
    qtbot.addWidget(opened.window)
    assert day.profile.settings.text_percent == 100


def test_the_hotkey_is_pressed_and_returned_to_the_default(opened: Opened, day: Workday) -> None:
    row = opened.page.rows["hotkey"]
    assert isinstance(row.control, KeysControl)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(row.control.field, Qt.Key.Key_F9, held)
    assert day.profile.settings.hotkey == "Ctrl+Shift+F9"
    assert pill(opened.page, "hotkey") == "Người dùng đặt"
    click(row.reset)
    assert day.profile.settings.hotkey == "Ctrl+Alt+R"
    assert row.control.field.text() == "Ctrl+Alt+R"


def test_my_data_is_written_beside_what_lies_there_and_its_nature_said(
    busy: Workday, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = Opened(busy, qtbot)
    desk = opened.desktop.house.settings.my_data
    assert "Tệp không được mã hóa" in said(opened.page)  # before anything is chosen
    for name in ("danh-gia-hai-quan-20261121.zip", "danh-gia-hai-quan-20261121-2.zip"):
        desk.write(str(tmp_path))
        assert not opened.page.my_data_row.export.isEnabled()
        qtbot.waitUntil(lambda: not desk.busy, timeout=10_000)
        assert zipfile.is_zipfile(tmp_path / name)
        assert name in opened.page.my_data_row.told.text()
    assert opened.page.my_data_row.export.isEnabled()
    opened.close()


def test_my_data_that_cannot_be_written_leaves_nothing_and_says_why(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = opened.desktop.house.settings.my_data
    desk.write(str(tmp_path / "stick that was pulled out"))
    qtbot.waitUntil(lambda: not desk.busy, timeout=10_000)
    assert "USB" in opened.page.my_data_row.told.text()
    assert not (tmp_path / "stick that was pulled out").exists()


def test_a_shorter_time_to_keep_is_asked_about_where_something_would_be_gone(
    busy: Workday, qtbot: QtBot
) -> None:
    opened = Opened(busy, qtbot)
    desk = opened.desktop.house.settings
    combo = choices(opened.page, "erase_content_after_days")
    pick(combo, "Ngay khi")  # by the arrow keys, past 90 days: nothing is that old
    assert desk.question is not None
    assert "Xóa nội dung của " in said(desk.question)
    assert busy.profile.settings.erase_content_after_days == 90
    assert combo.currentText() == "90 ngày"
    QTest.keyClick(desk.question, Qt.Key.Key_Escape)
    assert busy.profile.settings.erase_content_after_days == 90
    pick(combo, "Ngay khi")
    click(desk.question.leave)
    assert busy.profile.settings.erase_content_after_days == 0
    opened.close()


def test_a_longer_time_to_keep_and_one_that_erases_nothing_are_not_asked_about(
    opened: Opened, day: Workday
) -> None:
    pick(choices(opened.page, "erase_content_after_days"), "90")
    assert day.profile.settings.erase_content_after_days == 90
    pick(choices(opened.page, "erase_content_after_days"), "Không")
    assert day.profile.settings.erase_content_after_days == -1
    assert opened.desktop.house.settings.question is None


@pytest.mark.parametrize(
    "slip", ["ht tp://proxy", "proxy.example:99999", "ftp://proxy.example", "pac:", "http://:3128"]
)
def test_an_address_that_is_none_stays_written_to_be_mended(
    opened: Opened, day: Workday, slip: str
) -> None:
    row = opened.page.rows["proxy"]
    pick_proxy(opened.page, "Nhập")
    assert isinstance(row.control, ProxyControl)
    QTest.keyClicks(row.control.field, slip)
    QTest.keyClick(row.control.field, Qt.Key.Key_Return)
    assert f"Chưa hiểu “{slip}”" in said(row)
    assert row.control.field.isVisible()
    assert row.control.field.text() == slip
    assert day.profile.settings.proxy == "auto"  # passed by the arrow keys on the way
    row.control.field.selectAll()
    QTest.keyClicks(row.control.field, "pac:http://wpad.example/proxy.pac")
    QTest.keyClick(row.control.field, Qt.Key.Key_Return)
    assert day.profile.settings.proxy == "pac:http://wpad.example/proxy.pac"
    assert "Chưa hiểu" not in said(row)


def test_a_span_past_midnight_is_taken_and_one_that_is_none_stays_written(
    opened: Opened, day: Workday
) -> None:
    row = opened.page.rows["quiet_hours"]
    assert isinstance(row.control, SpanControl)
    QTest.keyClicks(row.control.field, "22:00-06:00")
    QTest.keyClick(row.control.field, Qt.Key.Key_Return)
    assert list(day.profile.settings.quiet_hours) == ["22:00-06:00"]
    QTest.keyClicks(row.control.field, "25:00-26:00")
    QTest.keyClick(row.control.field, Qt.Key.Key_Return)
    assert "Chưa hiểu “25:00-26:00”" in said(row)
    assert row.control.field.text() == "25:00-26:00"
    assert list(day.profile.settings.quiet_hours) == ["22:00-06:00"]


def test_a_folder_that_vanishes_says_so_in_its_line(
    opened: Opened, day: Workday, tmp_path: Path, qtbot: QtBot
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    opened.page.folders.look_into(str(exports))
    qtbot.waitUntil(lambda: watched(day) == [str(exports)], timeout=5000)
    exports.rmdir()
    opened.page.open()
    qtbot.waitUntil(
        lambda: (
            "Không thấy thư mục" in [each.accessibleName() for each in opened.page.folders.pills]
        ),
        timeout=5000,
    )
    assert watched(day) == [str(exports)]  # it may come back
