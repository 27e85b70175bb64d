"""Đã gửi: what became of each rating, in words that never say more than is known."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rating_client.base.clock import seconds_of
from rating_client.contract.receipts import stored_receipt
from rating_client.delivery.taking import take_document
from rating_client.desktop.controls.buttons import Button
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.lists.pages import PAGE
from rating_client.desktop.look.palette import contrast, roles
from rating_client.desktop.look.theme import GAP, Theme
from rating_client.desktop.sent.answer_panel import AnswerPanel
from rating_client.desktop.sent.detail import SentDetailPane
from rating_client.desktop.sent.model import Column
from rating_client.desktop.sent.page import SentPage
from rating_client.desktop.sent.receipt_panel import ReceiptPanel, signature_holds
from rating_client.desktop.sent.rows import fitting
from rating_client.desktop.sent.table_worker import TableWorker, sent_csv
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.times import short_time
from rating_client.outbox.entry import Entry, Hold
from rating_client.outbox.listing import SentFilter, ShownState
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Subject
from tests.support.clock import FakeClock
from tests.support.ratings import dissatisfied
from tests.support.workday import SAO_MAI, Workday

OpenPage = Callable[[], SentPage]


@pytest.fixture
def open_page(day: Workday, qtbot: QtBot) -> Iterator[OpenPage]:
    pages = []  # kept until the event loop has seen what a test did last

    def make() -> SentPage:
        profile = day.profile
        page = SentPage(
            profile.sent,
            enrolments=profile.enrolments,
            forms=profile.forms,
            directory=lambda: profile.directory,
            owners=profile.owners,
            clock=day.clock,
        )
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(930, 740)
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield make
    QApplication.processEvents()


def states(page: SentPage) -> list[str]:
    return [str(page.model.index(r, Column.STATE).data()) for r in range(page.model.rowCount())]


def entry_with(day: Workday, state: ShownState) -> str:
    [row, *_] = day.profile.sent.page(SentFilter(states=frozenset({state})), 0, 1)
    return row.id


def said(page: SentPage) -> str:
    pane = page._detail.widget()
    assert isinstance(pane, SentDetailPane)
    return "\n".join(label.text() for label in pane.findChildren(Label))


def press(page: SentPage, words: str) -> None:
    buttons = page._detail.widget().findChildren(Button)
    button = next(b for b in buttons if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def receipted(day: Workday) -> Entry:
    day.enrolled()
    key = day.registered("100000000110")
    entry = day.rated(key, "5", at="2026-11-21T10:00:00+07:00")
    day.receipted(entry, at="2026-11-21T10:00:11+07:00")
    return day.profile.outbox.known(entry.id)


def test_each_state_is_said_in_its_own_words(busy: Workday, open_page: OpenPage) -> None:
    assert states(open_page()) == [
        "Đang chờ gửi",
        "Chưa xác nhận",
        "Cần xử lý",
        "Hải quan đã tiếp nhận",
        "Giữ đến khi thông quan",
        *["Hải quan đã tiếp nhận"] * 5,
    ]


def test_the_first_press_of_an_arrow_chooses_the_newest(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.activateWindow()
    page.view.setFocus()
    page.refresh()  # something was sent meanwhile
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert [index.row() for index in page.view.chosen_rows()] == [0]
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert [index.row() for index in page.view.chosen_rows()] == [1]


def test_the_only_one_is_chosen_by_an_arrow(day: Workday, open_page: OpenPage) -> None:
    receipted(day)
    page = open_page()
    page.activateWindow()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert [index.row() for index in page.view.chosen_rows()] == [0]


def test_no_state_claims_that_sending_failed() -> None:
    for state in ShownState:
        words = state_words(state)
        assert words.text
        assert "thất bại" not in (words.text + words.tip).lower()


def test_a_held_rating_says_until_when(day: Workday) -> None:
    friday = Hold.until_end_of_week(day.clock.now())
    assert state_words(ShownState.HELD, friday).text == "Giữ đến 27/11"
    released = Hold.until_released(day.clock.now())
    assert state_words(ShownState.HELD, released).text == "Giữ đến khi thông quan"


def test_the_receipt_stands_beside_the_declaration(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.open_entry(entry_with(busy, ShownState.RECEIPTED))
    words = said(page)
    assert "Hải quan cửa khẩu cảng Đình Vũ (03EE)" in words
    assert "Số tiếp nhận" in words
    assert "Nơi nhận thử nghiệm" in words
    [panel] = page._detail.widget().findChildren(ReceiptPanel)
    assert panel.holds


def test_a_receipt_of_another_envelope_is_not_valid(day: Workday, qtbot: QtBot) -> None:
    entry = receipted(day)
    assert signature_holds(entry, day.profile.enrolments)
    token = stored_receipt(entry.receipt or "")
    day.profile.ledger.run(
        "UPDATE entry SET receipt = ? WHERE id = ?",
        (day.issuer.receipt("another", submission=token.submission, device=token.device), entry.id),
    )
    changed = day.profile.outbox.known(entry.id)
    assert not signature_holds(changed, day.profile.enrolments)
    panel = ReceiptPanel(changed, day.profile.enrolments)
    qtbot.addWidget(panel)
    assert not panel.holds


def test_the_code_of_a_receipt_can_be_copied(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    entry_id = entry_with(busy, ShownState.RECEIPTED)
    page.open_entry(entry_id)
    press(page, "Sao chép mã")
    assert entry_id in QApplication.clipboard().text()


def test_technical_details_wait_behind_a_button(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    entry_id = entry_with(busy, ShownState.RECEIPTED)
    page.open_entry(entry_id)
    [panel] = page._detail.widget().findChildren(ReceiptPanel)
    assert not panel._technical.isVisible()
    press(page, "Chi tiết kỹ thuật")
    assert panel._technical.isVisible()
    assert entry_id in said(page)


def test_a_held_rating_can_be_sent_now(busy: Workday, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    entry_id = entry_with(busy, ShownState.HELD)
    page.open_entry(entry_id)
    assert "quá 30 ngày sẽ hỏi lại" in said(page)
    with qtbot.waitSignal(page.release_asked, timeout=500) as asked:
        press(page, "Gửi ngay")
    assert asked.args == [entry_id]


def test_a_refused_rating_shows_the_sentence_and_the_receivers_words(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    page.open_entry(entry_with(busy, ShownState.NEEDS_ATTENTION))
    words = said(page)
    assert "Hải quan chưa tiếp nhận phiếu này" in words
    assert words.count("Số tờ khai không thuộc đơn vị này.") == 1


def test_what_was_sent_is_shown_word_for_word_and_as_plain_text(
    day: Workday, open_page: OpenPage
) -> None:
    day.enrolled()
    key = day.registered("100000000110")
    day.rated(key, "332", at="2026-11-21T10:00:00+07:00")
    page = open_page()
    page.view.choose(page.model.index(0, 0))
    late = next(r for r in built_in_form().reasons if r.kind == "officer" and 2 in r.levels)
    assert f"{late.text.vi} · “Hẹn trả kết quả ba lần.”" in said(page)
    for label in page._detail.widget().findChildren(Label):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_reason_keeps_its_words_when_a_newer_form_has_dropped_it(
    day: Workday, open_page: OpenPage
) -> None:
    day.enrolled()
    key = day.registered("100000000110")
    late = next(r for r in built_in_form().reasons if r.kind == "officer" and 2 in r.levels)
    officer = Subject("officer", "Công chức A", level=2, reasons=(late.code,))
    day.profile.flow.rating_given(key, dissatisfied(subjects=(officer,)), built_in_form())
    others = [row for row in built_in_form().payload["reasons"] if row["code"] != late.code]
    token = day.issuer.form_token(2, reasons=others)
    assert take_document(day.profile.enrolments, day.issuer.id, "form", token, day.clock.now())
    page = open_page()
    page.view.choose(page.model.index(0, 0))
    assert late.text.vi in said(page)
    assert late.code not in said(page)


def test_where_not_all_levels_fit_the_one_chosen_apart_is_among_those_shown() -> None:
    assert fitting(["3", "3", "2"], room=3) == ["3", "3", "2"]
    assert fitting(["4", "4", "4", "4", "2"], room=3) == ["4", "2"]
    assert fitting(["4", "4", "4", "4"], room=3) == ["4"]
    assert fitting(["4", "5"], room=1) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_levels_of_the_chosen_row_stand_out_from_its_ground(
    busy: Workday, open_page: OpenPage, qapp: QApplication, theme: str
) -> None:
    look = Theme(qapp, theme)
    try:
        page = open_page()
        page.view.choose(page.model.index(0, 0))
        cell = page.view.visualRect(page.model.index(0, Column.LEVELS))
        picture = page.view.viewport().grab(cell).toImage()
        line = [picture.pixelColor(x, picture.height() // 2) for x in range(GAP + 2)]
        ground, edge = line[0], line[GAP]
        assert ground == roles(page.palette()).accent_ground
        assert contrast(edge, ground) >= 3
    finally:
        look.choose("light")


def test_an_answer_is_shown_as_it_was_sent(day: Workday, open_page: OpenPage) -> None:
    entry = receipted(day)
    answer = {
        "v": 1,
        "text": "Đơn vị đã kiểm tra. <b>Cảm ơn</b> http://example.com",
        "status": {"code": "done", "vi": "Đã trả lời", "en": "Answered"},
        "decided_at": "2026-11-21T10:30:00+07:00",
        "office": {"code": "03EE", "name": "Bộ phận kiểm tra"},
        "final": False,
    }
    day.profile.ledger.run(
        "INSERT INTO answer (receiver, submission, number, payload, arrived_at)"
        " VALUES (?, ?, 1, ?, ?)",
        (entry.receiver, entry.id, json.dumps(answer), day.clock.now()),
    )
    page = open_page()
    assert states(page) == ["Có phản hồi mới"]
    page.view.choose(page.model.index(0, 0))
    [panel] = page._detail.widget().findChildren(AnswerPanel)
    words = [label.text() for label in panel.findChildren(Label)]
    assert answer["text"] in words
    assert "Bộ phận kiểm tra · Trạng thái do hải quan gửi: “Đã trả lời”" in words


def test_levels_can_be_hidden_from_who_looks_over_the_shoulder(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    levels = [page.model.index(r, Column.LEVELS) for r in range(page.model.rowCount())]
    assert [str(index.data()) for index in levels][5] == "3 3 2"
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert levels[5].data(spoken) == "3 Bình thường, 3 Bình thường, 2 Không hài lòng"
    QTest.mouseClick(page.eye, Qt.MouseButton.LeftButton)
    assert {index.data() for index in levels} == {""}
    assert {index.data(spoken) for index in levels} == {""}
    QTest.mouseClick(page.eye, Qt.MouseButton.LeftButton)
    assert levels[5].data() == "3 3 2"


def test_typing_narrows_the_list_and_a_miss_says_so(
    busy: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    QTest.keyClicks(page.filters.search, "100 000 000 54")
    qtbot.waitUntil(lambda: len(states(page)) == 1, timeout=1000)
    QTest.keyClicks(page.filters.search, "999")
    qtbot.waitUntil(lambda: states(page) == [], timeout=1000)
    assert page._empty._title.text() == "Không tìm thấy “100 000 000 54999”."
    QTest.mouseClick(page._empty._link, Qt.MouseButton.LeftButton)
    assert len(states(page)) == 10


def test_the_state_filter_shows_one_state(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.filters.states.setCurrentIndex(page.filters.states.findData(ShownState.HELD))
    assert states(page) == ["Giữ đến khi thông quan"]


def test_a_level_and_the_days_narrow_the_list(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.filters.levels.setCurrentIndex(page.filters.levels.findData(2))
    levels = [page.model.index(r, Column.LEVELS).data() for r in range(page.model.rowCount())]
    assert levels == ["3 2", "3 3 2"]
    page.filters.days.setCurrentIndex(page.filters.days.findData(1))
    assert page._empty._title.text() == "Không tìm thấy “2\u00a0Không hài\u00a0lòng · Hôm nay”."
    QTest.mouseClick(page._empty._link, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 10
    page.filters.days.setCurrentIndex(page.filters.days.findData(7))
    assert page.model.rowCount() == 10


def test_today_is_another_day_tomorrow(day: Workday, open_page: OpenPage) -> None:
    day.enrolled()
    day.rated(day.registered("100000000110"), "4", at="2026-11-21T10:40:30+07:00")
    page = open_page()
    page.filters.days.setCurrentIndex(page.filters.days.findData(1))
    assert page.model.rowCount() == 1
    assert isinstance(day.clock, FakeClock)
    day.clock.advance(86_400)
    page.refresh()
    assert page.model.rowCount() == 0


def test_nothing_sent_yet_is_said_in_words(day: Workday, open_page: OpenPage) -> None:
    page = open_page()
    assert page._empty.isVisible()
    assert page._empty._title.text() == "Chưa gửi phiếu nào từ máy này."


def test_an_entry_is_opened_whatever_filter_hid_it(busy: Workday, open_page: OpenPage) -> None:
    page = open_page()
    page.filters.states.setCurrentIndex(page.filters.states.findData(ShownState.HELD))
    entry_id = entry_with(busy, ShownState.NEEDS_ATTENTION)
    page.open_entry(entry_id)
    [index] = page.view.chosen_rows()
    assert page.model.key_of(index.row()) == entry_id


def test_the_arrow_down_leads_from_the_search_to_the_first_rating(
    busy: Workday, open_page: OpenPage
) -> None:
    page = open_page()
    page.activateWindow()
    page.filters.search.setFocus()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.view
    assert [index.row() for index in page.view.chosen_rows()] == [0]
    assert page._detail.isVisible()
    QTest.keySequence(page.view, QKeySequence.StandardKey.Copy)
    assert QApplication.clipboard().text() == "100000000590"


def test_a_state_that_changes_shows_itself_where_it_is_looked_at(
    day: Workday, open_page: OpenPage
) -> None:
    day.enrolled()
    key = day.registered("100000000110")
    entry = day.rated(key, "5", at="2026-11-21T10:00:00+07:00")
    page = open_page()
    page.view.choose(page.model.index(0, 0))
    assert "Đang chờ gửi" in said(page)
    day.receipted(entry, at="2026-11-21T10:00:11+07:00")
    page.refresh()
    assert states(page) == ["Hải quan đã tiếp nhận"]
    assert "Xác nhận tiếp nhận" in said(page)


def test_content_erased_by_retention_leaves_the_receipt(day: Workday, open_page: OpenPage) -> None:
    entry = receipted(day)
    day.profile.ledger.run(
        "DELETE FROM content WHERE entry = (SELECT serial FROM entry WHERE id = ?)", (entry.id,)
    )
    page = open_page()
    page.view.choose(page.model.index(0, 0))
    assert "Nội dung đã xóa theo thời hạn lưu; xác nhận tiếp nhận vẫn còn." in said(page)
    assert len(page._detail.widget().findChildren(ReceiptPanel)) == 1


def test_a_rating_without_a_receiver_says_that_it_is_kept(
    day: Workday, open_page: OpenPage
) -> None:
    key = day.registered("100000000110", owner=SAO_MAI)
    frozen = day.frozen(key, "4")
    day.profile.outbox.put(frozen, declaration_key=key, now=day.clock.now())
    page = open_page()
    assert states(page) == ["Chưa có nơi nhận"]
    page.view.choose(page.model.index(0, 0))
    assert "tự gửi khi có tệp đăng ký" in said(page)


def test_further_entries_are_fetched_when_they_are_scrolled_to(
    day: Workday, open_page: OpenPage, qtbot: QtBot
) -> None:
    key = day.registered("100000000110")
    with day.profile.ledger.transaction():
        for i in range(PAGE + 40):
            frozen = day.frozen(key, "4")
            day.profile.outbox.put(frozen, declaration_key=key, now=day.clock.now() - i)
    page = open_page()
    assert page.model.rowCount() == PAGE
    page.view.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE + 40, timeout=30_000)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-21T09:05:00+07:00", "09:05"),
        ("2026-11-20T23:59:00+07:00", "20/11"),
        ("2026-02-03T08:00:00+07:00", "03/02"),
        ("2025-12-31T08:00:00+07:00", "12/2025"),
    ],
)
def test_times_are_no_longer_than_needed(at: str, words: str) -> None:
    assert short_time(seconds_of(at), seconds_of("2026-11-21T10:42:00+07:00")) == words


def test_the_list_as_it_is_shown_goes_into_a_file_for_excel(
    busy: Workday, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page()
    page.export.write_with(worker := TableWorker(busy.profile))
    page.filters.states.setCurrentIndex(page.filters.states.findData(ShownState.RECEIPTED))
    file = tmp_path / "phiếu.csv"
    page.export.save(str(file))  # the name a person chose
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(data.decode("utf-8-sig").splitlines())
    shown = [page.model.item(r) for r in range(page.model.rowCount())]
    assert [row[0] for row in rows] == [row.number for row in shown]
    assert [row[head.index("Mã nội dung")] for row in rows] == [r.envelope_sha256 for r in shown]
    assert all(row[head.index("Số tiếp nhận")].isdecimal() for row in rows)
    for private in ("Nguyễn Văn Mẫu", "Nguyễn Thị Mẫu", "0900000000", "Hẹn trả kết quả"):
        assert private not in data.decode()
    assert f"Đã lưu {len(rows)} phiếu vào phiếu.csv" in page._said.text()
    QTest.mouseClick(page.eye, Qt.MouseButton.LeftButton)
    page.export.save(str(file))
    assert "Mức" not in file.read_text("utf-8-sig")
    page.export.save(str(tmp_path / "nowhere" / "x.csv"))
    assert page._said.text().startswith("Chưa lưu được tệp")
    worker.deleteLater()


def test_the_file_is_asked_for_by_a_click_and_lies_where_it_was_wanted(
    busy: Workday, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page()
    page.export.write_with(worker := TableWorker(busy.profile))
    QTest.mouseClick(page.table, Qt.MouseButton.LeftButton)
    [dialog] = page.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("phieu-da-gui-2026-11-21.csv")
    dialog.selectFile(str(tmp_path / "gui.csv"))
    dialog.accept()
    lines = (tmp_path / "gui.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + page.model.rowCount()
    qtbot.waitUntil(lambda: not page.findChildren(QFileDialog))
    worker.deleteLater()


def test_nothing_in_the_file_is_a_formula(busy: Workday) -> None:
    [row, *_] = busy.profile.sent.page(SentFilter(), 0, 1)
    odd = row._replace(office="=HYPERLINK(1)", owner_tax_code="+84")
    text = sent_csv([odd], levels=True).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'+84" in text
