"""Chờ đánh giá, worked with keys and clicks over a real ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.base.clock import iso, seconds_of
from rating_client.desktop.inbox.model import Column
from rating_client.desktop.inbox.page import InboxPage
from rating_client.desktop.inbox.words import quiet_name, short_office
from rating_client.desktop.lists.pages import PAGE
from rating_client.desktop.lists.view import HEADING_ROLE
from rating_client.prompts.inbox import InboxRow
from rating_client.prompts.prompt import Origin, PromptState
from tests.support.workday import DINH_VU, SAO_HOM, SAO_MAI, Workday

OpenPage = Callable[[], InboxPage]
NEWEST = f"{SAO_MAI}/10000000011"


@pytest.fixture
def open_page(day: Workday, qtbot: QtBot) -> Iterator[OpenPage]:
    pages = []  # kept until the event loop has seen what a test did last

    def make() -> InboxPage:
        profile = day.profile
        page = InboxPage(profile.inbox, lambda: profile.directory, day.clock)
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(930, 740)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.view.setFocus()
        return page

    yield make
    QApplication.processEvents()


def numbers(page: InboxPage) -> list[str]:
    rows = range(page.model.rowCount())
    real = [r for r in rows if page.model.index(r, 0).data(HEADING_ROLE) is None]
    return [str(page.model.index(r, 0).data()).replace("\u00a0", "") for r in real]


def rows(page: InboxPage) -> list[InboxRow]:
    found = (page.model.row(page.model.index(at, 0)) for at in range(page.model.rowCount()))
    return [row for row in found if row is not None]


def headings(page: InboxPage) -> list[str]:
    return [str(page.model.index(row, 0).data(HEADING_ROLE)) for row in page.model.headings()]


def row_of(page: InboxPage, key: str) -> QModelIndex:
    listed = {page.model.key_of(row): row for row in range(page.model.rowCount())}
    row = listed.get(key)
    assert row is not None
    return page.model.index(row, 0)


def press(page: InboxPage, key: Qt.Key) -> None:
    QTest.keyClick(page.view, key)


def search(page: InboxPage, qtbot: QtBot, text: str) -> None:
    page.filters.search.setFocus()
    if text.isascii():
        QTest.keyClicks(page.filters.search, text)
    else:
        page.filters.search.insert(text)  # what an input method does; QTest presses plain keys only
    qtbot.wait(200)  # longer than a pause in typing


def test_the_newest_day_comes_first_under_its_own_heading(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    assert headings(page) == [
        "Hôm nay, 21/11/2026 · 9 tờ khai",
        "Hôm qua, 20/11/2026 · 5 tờ khai",
    ]
    assert numbers(page)[0] == "100000000110"
    assert len(numbers(page)) == 14


def test_every_cell_has_its_words_though_it_is_painted(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    row = row_of(page, NEWEST).row()
    words = [page.model.index(row, c).data() for c in range(len(Column))]
    assert words == [
        "100 000 000 110".replace(" ", "\u00a0"),
        "Thử Nghiệm Sao Mai",
        "A11",
        "Luồng vàng",
        "HQ CK cảng Đình Vũ",
        "10:42",
        "Chưa đánh giá",
    ]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert [page.model.index(row, c).data(spoken) for c in range(len(Column))] == words


def test_the_last_column_says_how_the_question_stands(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    said = {str(page.model.index(r, Column.STATE).data()) for r in range(page.model.rowCount())} - {
        "None"
    }
    assert {"Chưa đánh giá", "Nhắc lại 15:30", "Bản nháp 10:31", "Chờ thông quan"} == said


def test_arrow_keys_pass_over_the_headings(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.view.choose(row_of(page, NEWEST))
    passed = []
    for _ in range(12):
        press(page, Qt.Key.Key_Down)
        passed.append(page.view.currentIndex().data(HEADING_ROLE))
    assert passed == [None] * 12


def test_home_and_end_are_the_first_and_the_last_row(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    for key, row in ((Qt.Key.Key_End, -1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, -1)):
        press(page, key)
        assert page.chosen() == [rows(page)[row]]


def test_numbers_are_copied_as_other_programs_take_them(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    tick(page, NEWEST)
    tick(page, SECOND)
    QTest.keySequence(page.view, QKeySequence.StandardKey.Copy)
    assert QApplication.clipboard().text() == "100000000110\n300000000150"


def test_enter_and_a_double_click_open_the_form(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    page.view.choose(row_of(page, NEWEST))
    with qtbot.waitSignal(page.rate_asked, timeout=500) as asked:
        press(page, Qt.Key.Key_Return)
    assert asked.args == [NEWEST]
    with qtbot.waitSignal(page.rate_asked, timeout=500) as asked:
        spot = page.view.visualRect(row_of(page, NEWEST)).center()
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [NEWEST]


def test_delete_skips_and_the_skip_can_be_undone(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    page.skip_asked.connect(busy.profile.flow.declined)
    page.reopen_asked.connect(lambda keys: [busy.profile.prompts.reopen(k) for k in keys])
    page.view.choose(row_of(page, NEWEST))
    press(page, Qt.Key.Key_Delete)
    page.refresh()
    assert "100000000110" not in numbers(page)
    assert page.bar.undo.isVisible()

    QTest.mouseClick(page.bar.undo, Qt.MouseButton.LeftButton)
    page.refresh()
    assert numbers(page)[0] == "100000000110"
    assert not page.bar.isVisible()


def test_s_asks_until_when_for_all_chosen_rows(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    page.view.choose(row_of(page, NEWEST))
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.chosen()) == 2
    press(page, Qt.Key.Key_S)
    assert page.bar.menu.isVisible()
    with qtbot.waitSignal(page.later_asked, timeout=500) as asked:
        QTest.keyClick(page.bar.menu, Qt.Key.Key_Down)
        QTest.keyClick(page.bar.menu, Qt.Key.Key_Return)
    assert asked.args == [[NEWEST, f"{SAO_MAI}/30000000015"], "15m"]


def test_the_bar_says_what_is_chosen_and_offers_what_fits(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    assert not page.bar.isVisible()
    page.view.choose(row_of(page, NEWEST))
    assert page.bar.rate.isVisible()
    for _ in range(3):
        QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert not page.bar.rate.isVisible()  # several are rated one by one
    assert page.bar.skip.isVisible()


def test_typing_a_number_in_groups_finds_it(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    search(page, qtbot, "100 000 000 23")
    assert numbers(page) == ["100000000230"]


def test_typing_an_owner_without_diacritics_finds_it(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    search(page, qtbot, "mau thi nghiem")
    assert len(numbers(page)) == 3


def test_typing_an_office_by_its_new_name_finds_rows_that_hold_its_code(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    search(page, qtbot, "đình vũ")
    assert len(numbers(page)) == 7


def test_no_match_says_so_and_offers_to_clear_the_filters(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    search(page, qtbot, "999")
    assert numbers(page) == []
    assert "Không tìm thấy “999”." in page._empty._title.text()
    QTest.mouseClick(page._empty._link, Qt.MouseButton.LeftButton)
    assert len(numbers(page)) == 14


def test_ctrl_f_goes_to_the_search_field(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    QTest.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.search.hasFocus()


def test_the_arrows_lead_from_the_search_into_the_list_and_back(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    field = page.filters.search
    QTest.keySequence(page, QKeySequence.StandardKey.Find)
    QTest.keyClicks(field, "sao hom")
    QTest.keyClick(field, Qt.Key.Key_Down)  # sooner than a pause in typing
    assert {row.owner_tax_code for row in rows(page)} == {SAO_HOM}
    assert QApplication.focusWidget() is page.view
    assert [row.key for row in page.chosen()] == [THIRD]

    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Up)
    assert [row.key for row in page.chosen()] == [THIRD]
    press(page, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "110")  # over what was sought before
    with qtbot.waitSignal(page.rate_asked, timeout=30_000) as asked:
        QTest.keyClick(field, Qt.Key.Key_Return)  # into the list as well
        assert numbers(page) == ["100000000110"]
        press(page, Qt.Key.Key_Return)
    assert asked.args == [NEWEST]


def test_where_nothing_is_found_the_arrow_stays_in_the_search(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    search(page, qtbot, "999")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.filters.search


def test_a_declaration_that_is_not_in_the_list_can_be_asked_for(
    day: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    with qtbot.waitSignal(page.by_hand_asked, timeout=500):
        QTest.keyClick(page.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_skipped_rows_can_be_found_and_taken_back(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    busy.profile.flow.declined([NEWEST])
    page = open_page()
    page.filters.states.setCurrentIndex(2)
    assert numbers(page) == ["100000000110"]
    page.view.choose(row_of(page, NEWEST))
    with qtbot.waitSignal(page.reopen_asked, timeout=500) as asked:
        QTest.mouseClick(page.bar.reopen, Qt.MouseButton.LeftButton)
    assert asked.args == [[NEWEST]]


def test_rated_rows_are_not_offered_to_be_taken_back(busy: Workday, open_page: OpenPage) -> None:
    busy.profile.prompts.answer(NEWEST, busy.clock.now())
    page = open_page()
    page.filters.states.setCurrentIndex(3)
    page.view.choose(row_of(page, NEWEST))
    assert page.bar.rate.isVisible()  # once more: the new form takes the place of the first
    assert not page.bar.reopen.isVisible()


def test_rows_from_before_setup_stay_out_until_they_are_asked_for(
    day: Workday, open_page: OpenPage
) -> None:
    day.registered("100000000110", origin=Origin.BEFORE_SETUP)
    page = open_page()
    assert numbers(page) == []
    page.filters.states.setCurrentIndex(1)
    assert numbers(page) == ["100000000110"]


def test_nothing_to_rate_is_said_in_words(day: Workday, open_page: OpenPage) -> None:
    page = open_page()
    assert page._empty.isVisible()
    assert page._empty._title.text() == "Không còn tờ khai nào chờ đánh giá."


def test_the_keyboard_goes_on_after_the_row_that_was_rated(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    for _ in range(3):
        press(page, Qt.Key.Key_Down)
    third, fourth = (row.key for row in rows(page)[2:4])
    assert [row.key for row in page.chosen()] == [third]
    busy.profile.prompts.answer(third, busy.clock.now())
    page.refresh()
    assert page.chosen() == []  # nobody chose the next one: Delete would skip it
    with qtbot.waitSignal(page.rate_asked) as asked:
        press(page, Qt.Key.Key_Return)
    assert asked.args == [fourth]


def test_after_the_last_row_the_keyboard_goes_to_the_one_before(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    press(page, Qt.Key.Key_End)
    before, last = rows(page)[-2:]
    busy.profile.prompts.answer(last.key, busy.clock.now())
    page.refresh()
    assert page.model.row(page.view.currentIndex()) == before


def test_the_row_of_the_keyboard_is_shown_again_when_a_form_was_closed(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    press(page, Qt.Key.Key_Down)
    ringed = page.view.viewport().grab().toImage()
    page.view.clearFocus()
    assert page.view.viewport().grab().toImage() != ringed
    page.view.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert page.view.viewport().grab().toImage() == ringed


def test_an_empty_list_shows_the_way_to_declarations_from_before_setup(
    day: Workday, open_page: OpenPage
) -> None:
    day.registered("100000000110", origin=Origin.BEFORE_SETUP)
    page = open_page()
    assert page._empty._title.text() == "Không còn tờ khai nào chờ đánh giá."
    assert page._empty._link.text() == "Xem “Kể cả tờ khai có từ trước”"
    QTest.mouseClick(page._empty._link, Qt.MouseButton.LeftButton)
    assert numbers(page) == ["100000000110"]


def test_a_number_rated_already_is_found_from_the_list_of_what_waits(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    busy.profile.prompts.answer(NEWEST, busy.clock.now())
    page = open_page()
    search(page, qtbot, "100 000 000 11")
    assert "Không tìm thấy" in page._empty._title.text()
    assert page._empty._link.text() == "Xem “Đã đánh giá”"
    QTest.mouseClick(page._empty._link, Qt.MouseButton.LeftButton)
    assert numbers(page) == ["100000000110"]


def test_the_channel_filter_narrows_the_list(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.filters.channels.setCurrentIndex(3)
    assert numbers(page) == ["100000000230", "100000000420"]


def test_coverage_counts_this_week(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    assert page.coverage.accessibleName() == "Tuần này 10 / 24 tờ khai"


def test_a_new_declaration_moves_neither_choice_nor_rows_somebody_reads(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    page.resize(930, 400)
    qtbot.wait(20)
    chosen = f"{SAO_HOM}/30000000041"
    page.view.scrollToBottom()
    page.view.choose(row_of(page, chosen))
    before = page.view.visualRect(row_of(page, chosen)).top()
    busy.registered("100000000880", at="2026-11-21T10:44:00+07:00")
    page.refresh()
    assert [row.key for row in page.chosen()] == [chosen]
    assert page.view.visualRect(row_of(page, chosen)).top() == before


def test_rows_chosen_together_stay_chosen_together_when_another_arrives(
    day: Workday, open_page: OpenPage
) -> None:
    """One after the other, a thousand of them held the window up for a minute."""
    for i in range(30):
        day.registered(f"1000{i:07d}0")
    page = open_page()
    page.view.selectAll()
    before = {row.key for row in page.chosen()}
    told = QSignalSpy(page.view.chosen)
    day.registered("300000077770")
    page.refresh()
    assert {row.key for row in page.chosen()} == before
    assert len(before) == 30
    assert told.count() < 5


def test_everything_is_chosen_with_what_nobody_has_scrolled_to(
    day: Workday, open_page: OpenPage
) -> None:
    for i in range(150):
        day.registered(f"1000{i:07d}0")
    page = open_page()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.chosen()) == 150


def test_a_change_of_one_row_keeps_the_list_where_it_is(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.view.choose(row_of(page, NEWEST))
    reset = QSignalSpy(page.model.modelReset)
    busy.profile.flow.put_off([NEWEST], seconds_of("2026-11-21T16:00:00+07:00"))
    page.refresh()
    assert reset.count() == 0
    state = page.model.index(row_of(page, NEWEST).row(), Column.STATE)
    assert state.data() == "Nhắc lại 16:00"


def test_further_rows_are_fetched_when_they_are_scrolled_to(
    day: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    start = seconds_of("2026-11-21T08:00:00+07:00")
    with day.profile.ledger.transaction():
        for i in range(PAGE + 40):
            day.registered(f"1000{i:07d}0", at=iso(start - 600 * i), office=DINH_VU)
    page = open_page()
    assert len(numbers(page)) == PAGE

    page.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(numbers(page)) == PAGE + 40, timeout=30_000)
    assert len(headings(page)) == len(set(headings(page)))
    assert sum(int(h.split("· ")[1].split()[0]) for h in headings(page)) == PAGE + 40
    for row in page.model.headings():
        assert page.view.columnSpan(row, 0) == len(Column)


def test_a_heading_counts_its_whole_day_though_nobody_has_scrolled_to_its_end(
    day: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    start = seconds_of("2026-11-21T08:00:00+07:00")
    with day.profile.ledger.transaction():
        for i in range(PAGE + 40):
            owner = SAO_HOM if i < 10 else SAO_MAI
            day.registered(f"1000{i:07d}0", at=iso(start - 60 * i), office=DINH_VU, owner=owner)
        day.registered("300000000150", at="2026-11-20T10:00:00+07:00")
    page = open_page()
    assert headings(page) == [f"Hôm nay, 21/11/2026 · {PAGE + 40} tờ khai"]
    search(page, qtbot, "SAO MAI")
    assert headings(page) == [f"Hôm nay, 21/11/2026 · {PAGE + 30} tờ khai"]
    day.profile.ledger.run("UPDATE declaration SET registered_at = NULL")
    page.refresh()
    assert headings(page) == [f"Chưa rõ ngày đăng ký · {PAGE + 31} tờ khai"]


def test_a_screen_taller_than_a_page_is_filled(
    day: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    start = seconds_of("2026-11-21T08:00:00+07:00")
    with day.profile.ledger.transaction():
        for i in range(PAGE + 40):
            day.registered(f"1000{i:07d}0", at=iso(start - 600 * i), office=DINH_VU)
    page = open_page()
    page.resize(1120, PAGE * page.view.row_height() + 600)
    qtbot.waitUntil(lambda: len(numbers(page)) == PAGE + 40, timeout=30_000)


def test_the_pointer_lights_up_the_whole_row(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    QTest.mouseMove(page.view.viewport(), QPoint(200, 60))
    assert page.view.hovered_row() == page.view.rowAt(60)


def test_answered_rows_leave_the_list(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    busy.profile.prompts.answer(NEWEST, busy.clock.now())
    page.refresh()
    assert "100000000110" not in numbers(page)
    assert busy.profile.prompts.counts()[PromptState.ANSWERED] == 11


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("THỬ NGHIỆM SAO MAI", "Thử Nghiệm Sao Mai"),
        ("THử NGHIệM SAO MAI", "Thử Nghiệm Sao Mai"),
        ("XNK SAO MAI", "XNK Sao Mai"),
        ("Sao Mai VN", "Sao Mai VN"),
    ],
)
def test_a_name_in_capitals_is_shown_quietly(printed: str, shown: str) -> None:
    assert quiet_name(printed) == shown


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("Hải quan cửa khẩu cảng Hải Phòng khu vực 1", "HQ CK cảng Hải Phòng KV 1"),
        ("Chi cục Hải quan khu vực III", "CCHQ KV III"),
        ("HQHANAM", "HQHANAM"),
    ],
)
def test_offices_are_abbreviated_in_the_list_alone(whole: str, short: str) -> None:
    assert short_office(whole) == short


def batches(page: InboxPage) -> QSignalSpy:
    return QSignalSpy(page.batch_asked)


def tick(page: InboxPage, key: str) -> None:
    """A click on the box at the left of this row."""
    box = page.view.visualRect(row_of(page, key))
    point = QPoint(box.left() + 14, box.center().y())
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )


SECOND, THIRD = f"{SAO_MAI}/30000000015", f"{SAO_HOM}/10000000018"


def test_ticked_rows_are_rated_together_by_a_click(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    asked = batches(page)
    tick(page, NEWEST)
    tick(page, SECOND)
    assert page.bar.together.isVisible()
    assert not page.bar.rate.isVisible()
    QTest.mouseClick(page.bar.together, Qt.MouseButton.LeftButton)
    assert asked.at(0) == [[NEWEST, SECOND], None]


def test_a_second_click_on_a_box_takes_the_tick_away(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    for key in (NEWEST, SECOND, NEWEST):
        tick(page, key)
    assert [row.key for row in page.chosen()] == [SECOND]


def test_space_ticks_and_arrows_keep_what_is_ticked(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    asked = batches(page)
    page.view.choose(row_of(page, NEWEST))
    for pressed in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        press(page, pressed)
    assert [row.key for row in page.chosen()] == [NEWEST, THIRD]
    QTest.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.at(0) == [[NEWEST, THIRD], None]


def test_escape_in_the_search_shows_everything_again(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    search(page, qtbot, "110")
    assert numbers(page) == ["100000000110"]
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(numbers(page)) == 14, timeout=30_000)


def test_the_ring_leaves_no_piece_of_itself_around_rows_the_keyboard_has_left(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, *[Qt.Key.Key_Down] * 3):
        press(page, key)
        QApplication.processEvents()
    on_the_screen = page.screen().grabWindow(page.winId()).toImage()
    assert on_the_screen == page.grab().toImage().convertToFormat(on_the_screen.format())


def test_arrows_choose_again_once_the_ticked_rows_have_gone(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    tick(page, NEWEST)
    press(page, Qt.Key.Key_Down)
    busy.profile.flow.declined([NEWEST])
    page.refresh()
    assert page.chosen() == []
    press(page, Qt.Key.Key_Down)
    assert len(page.chosen()) == 1


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_digit_opens_the_one_ticked_row_with_that_level(
    busy: Workday, open_page: OpenPage, level: int
) -> None:
    page = open_page()
    asked = batches(page)
    press(page, Qt.Key(Qt.Key.Key_0 + level))
    assert asked.count() == 0  # nothing is chosen, nor does a digit choose
    tick(page, NEWEST)
    press(page, Qt.Key(Qt.Key.Key_0 + level))
    assert asked.at(0) == [[NEWEST], level]


@pytest.mark.parametrize("level", [3, 4, 5])
def test_a_digit_opens_the_ticked_rows_with_that_level(
    busy: Workday, open_page: OpenPage, level: int
) -> None:
    page = open_page()
    asked = batches(page)
    tick(page, NEWEST)
    tick(page, SECOND)
    press(page, Qt.Key(Qt.Key.Key_0 + level))
    assert asked.at(0) == [[NEWEST, SECOND], level]


def test_low_digits_do_nothing_to_several(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    asked = batches(page)
    tick(page, NEWEST)
    tick(page, SECOND)
    press(page, Qt.Key.Key_1)
    press(page, Qt.Key.Key_2)
    assert asked.count() == 0


def test_the_owner_filter_shows_one_taxpayer(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    owners = page.filters.owners
    names = [owners.itemText(i) for i in range(owners.count())]
    assert names[0] == "Doanh nghiệp: tất cả"
    assert set(names[1:]) == {"Thử Nghiệm Sao Mai", "Thử Nghiệm Sao Hôm", "Mẫu Thí Nghiệm"}
    owners.setCurrentIndex(owners.findData(SAO_HOM))
    assert {row.owner_tax_code for row in rows(page)} == {SAO_HOM}


def test_the_owner_filter_is_as_it_was_left(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    everything = numbers(page)
    page.filters.owners.setCurrentIndex(page.filters.owners.findData(SAO_HOM))
    narrowed = numbers(page)
    assert len(narrowed) < len(everything)
    page.close()
    again = open_page()
    assert again.filters.owners.currentData() == SAO_HOM
    assert numbers(again) == narrowed
    again.filters.owners.setCurrentIndex(0)
    assert numbers(open_page()) == everything


def test_with_one_owner_there_is_no_owner_filter(day: Workday, open_page: OpenPage) -> None:
    day.registered("100000000110")
    page = open_page()
    assert not page.filters.owners.isVisible()
    day.registered("100000000120", owner=SAO_HOM)
    page.refresh()
    assert page.filters.owners.isVisible()
