"""Cần xử lý: a refused rating is corrected, carried by hand or withdrawn, by clicks, for real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from rating_client.desktop.attention.item import marked_parts
from rating_client.desktop.paper.window import PaperWindow
from rating_client.desktop.question import Question
from rating_client.desktop.words import grouped
from rating_client.outbox.entry import Entry, EntryState, Hold
from rating_client.prompts.prompt import PromptState
from tests.support.customs_server import CustomsServer
from tests.support.problems import ProblemDesk, on_screen, refusing

DAY = 86_400


def refused(
    desk: ProblemDesk, slug: str = "invalid-rating", *pointers: str
) -> tuple[CustomsServer, Entry]:
    """Customs refuses a rating, and takes whatever comes after it."""
    customs = desk.customs()
    refusing(customs, slug, *pointers)
    entry = desk.rated()
    desk.work()
    assert desk.day.profile.outbox.known(entry.id).state is EntryState.NEEDS_ATTENTION
    customs.server.otherwise = customs.intake
    return customs, entry


def press(window: QWidget, words: str) -> None:
    QApplication.processEvents()
    button = next(
        each
        for each in window.findChildren(QAbstractButton)
        if each.isVisible() and words in each.text()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_refused_rating_is_corrected_and_customs_holds_it_once(desk: ProblemDesk) -> None:
    customs, entry = refused(desk)
    window = desk.attention()
    assert "Hải quan chưa tiếp nhận phiếu này" in on_screen(window)
    assert "Cách xử lý" in on_screen(window)
    press(window.attention, "Sửa và gửi lại")
    form = desk.desktop.asking.forms.window
    assert form.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # Ghi nhận
    QApplication.processEvents()
    press(form, "Gửi")
    first, *before = desk.day.profile.outbox.of_declaration(entry.declaration_key)
    assert [each.id for each in before] == [entry.id]
    assert before[0].state is EntryState.WITHDRAWN
    assert first.content is not None
    assert entry.content is not None
    assert first.levels == entry.levels
    assert first.content["subjects"][0]["name"] == entry.content["subjects"][0]["name"]
    desk.work()
    assert desk.day.profile.outbox.known(first.id).state is EntryState.RECEIPTED
    assert customs.intake.order == [first.id]
    assert "Không có gì cần xử lý." in on_screen(desk.attention())


def test_a_refused_rating_is_written_to_a_stick_that_customs_reads(
    desk: ProblemDesk, tmp_path: Path
) -> None:
    _, entry = refused(desk)
    window, carrying = desk.attention(), desk.desktop.house.carrying
    stick = tmp_path / "stick"
    stick.mkdir()
    press(window.attention, "Xuất ra tệp…")
    carrying._dialog.close()
    carrying.write(str(stick))  # the folder a person chose
    QApplication.processEvents()
    assert "Đã xuất 1 phiếu" in on_screen(carrying.window)
    [file] = stick.iterdir()
    [item] = json.loads(file.read_text())["items"]
    assert item["submission"] == entry.id
    assert item["jwe"] == entry.envelope
    # From now on nobody may say that customs will not receive it.
    assert "Hủy gửi phiếu này…" not in on_screen(desk.attention())


def test_what_customs_could_not_open_goes_again_as_the_same_bytes(desk: ProblemDesk) -> None:
    customs, entry = refused(desk, "unopenable")
    window = desk.attention()
    press(window.attention, "Gửi lại, không sửa")
    assert "Không có gì cần xử lý." in on_screen(window)
    desk.work()
    received = desk.day.profile.outbox.known(entry.id)
    assert received.state is EntryState.RECEIPTED
    assert received.envelope_sha256 == entry.envelope_sha256
    assert customs.intake.order == [entry.id]


@pytest.mark.parametrize("slug", ["id-conflict", "too-large"])
def test_what_would_be_refused_again_is_not_offered_to_go_as_it_is(
    desk: ProblemDesk, slug: str
) -> None:
    refused(desk, slug)
    words = on_screen(desk.attention())
    assert "Sửa và gửi lại" in words
    assert "Gửi lại, không sửa" not in words


def test_what_came_too_late_is_kept_and_can_be_put_on_paper(desk: ProblemDesk) -> None:
    refused(desk, "invalid-rating", "/declaration/registered_at")
    window = desk.attention()
    words = on_screen(window)
    assert "Đã hết hạn nhận ý kiến cho tờ khai này" in words
    assert "“sai”. Phiếu được giữ trên máy này" in words, "what the receiver says of that very part"
    for vain in ("Sửa và gửi lại", "Xuất ra tệp…", "Mục cần sửa"):
        assert vain not in words
    press(window.attention, "Xem phiếu")
    press(window.sent, "In phiếu")
    paper = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PaperWindow))
    file = desk.place / "phiếu.pdf"
    paper.save_to(str(file))
    assert file.read_bytes().startswith(b"%PDF")


def test_a_rating_held_for_a_month_is_kept_for_another_and_asks_again(desk: ProblemDesk) -> None:
    entry = held_for_a_month(desk)
    window = desk.attention()
    assert "Đã giữ quá 30 ngày, chưa thấy thông quan" in on_screen(window)
    press(window.attention, "Giữ thêm 30 ngày")
    assert "Không có gì cần xử lý." in on_screen(window)
    desk.clock.advance(29 * DAY)
    desk.work()
    assert desk.day.profile.outbox.known(entry.id).hold is not None
    assert "Đã giữ quá 30 ngày" not in on_screen(desk.attention())
    desk.clock.advance(DAY)
    assert "Giữ thêm 30 ngày" in on_screen(desk.attention())


def test_a_rating_held_for_a_month_goes_when_a_person_says_so(desk: ProblemDesk) -> None:
    entry = held_for_a_month(desk)
    press(desk.attention().attention, "Gửi ngay")
    desk.work()
    assert desk.day.profile.outbox.known(entry.id).state is EntryState.RECEIPTED


def held_for_a_month(desk: ProblemDesk) -> Entry:
    """Customs is there all the time; the goods are not out."""
    desk.customs()
    entry = desk.rated(hold=Hold.until_released(desk.clock.now()))
    desk.clock.advance(31 * DAY)
    desk.work()
    assert desk.day.profile.outbox.known(entry.id).state is EntryState.WAITING
    return entry


def test_withdrawing_asks_once_and_keeping_is_the_default(desk: ProblemDesk) -> None:
    _, entry = refused(desk)
    window = desk.attention()
    press(window.attention, "Hủy gửi phiếu này…")
    question = asked()
    assert f"Hủy gửi phiếu {grouped('100000000110')}?" in on_screen(question)
    assert "Hải quan sẽ không nhận phiếu này." in on_screen(question)
    QTest.keyClick(question, Qt.Key.Key_Return)
    outbox, prompts = desk.day.profile.outbox, desk.day.profile.prompts
    assert outbox.known(entry.id).state is EntryState.NEEDS_ATTENTION
    press(window.attention, "Hủy gửi phiếu này…")
    press(asked(), "Hủy gửi phiếu")
    assert outbox.known(entry.id).state is EntryState.WITHDRAWN
    prompt = prompts.get(entry.declaration_key)
    assert prompt is not None
    assert prompt.state is PromptState.DECLINED
    assert "Không có gì cần xử lý." in on_screen(window)
    assert prompts.reopen(entry.declaration_key)


def test_what_customs_may_hold_cannot_be_withdrawn(desk: ProblemDesk) -> None:
    _, entry = refused(desk, "id-conflict")
    window = desk.attention()
    assert "Sửa và gửi lại" in on_screen(window)
    assert "Hủy gửi phiếu này…" not in on_screen(window)
    assert not desk.day.profile.flow.given_up(entry.id)
    state = desk.day.profile.outbox.known(entry.id).state
    assert state is EntryState.NEEDS_ATTENTION


def test_a_received_rating_is_replaced_and_customs_is_told_what_it_replaces(
    desk: ProblemDesk,
) -> None:
    customs = desk.customs()
    entry = desk.rated()
    desk.work()
    window = desk.main()
    window.open_entry(entry.id)
    press(window.sent, "Gửi bản thay thế")
    form = desk.desktop.asking.forms.window
    assert "Bản thay thế cho phiếu gửi lúc" in on_screen(form)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    press(form, "Gửi")
    desk.work()
    newer, older = desk.day.profile.outbox.of_declaration(entry.declaration_key)
    assert (older.id, newer.supersedes) == (entry.id, entry.id)
    assert newer.state is EntryState.RECEIPTED
    assert customs.intake.order == [entry.id, newer.id]
    window = desk.main()
    window.open_entry(entry.id)
    assert "Gửi bản thay thế" not in on_screen(window.sent)  # only the last one can be replaced


def test_a_declaration_whose_file_nobody_can_read_is_rated_by_its_number(
    desk: ProblemDesk, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    desk.sweep(exports, ("khac.xml", b"<note>no declaration</note>"))
    press(desk.attention().attention, "Nhập số tờ khai…")
    asked = desk.desktop.lists._by_hand
    assert asked is not None
    assert (asked.isVisible(), asked.number.text()) == (True, "")


def test_what_customs_points_at_is_named_in_the_words_of_the_form() -> None:
    content = {"subjects": [{"name": "Kiểm tra hồ sơ"}]}
    pointers = ("/subjects/0/code", "/subjects/0/name", "/subjects/7", "/contact/phone", "/v")
    assert marked_parts(content, pointers) == ["Kiểm tra hồ sơ", "Đầu mối liên hệ"]


def asked() -> Question:
    QApplication.processEvents()
    [question] = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, Question) and each.isVisible()
    ]
    return question
