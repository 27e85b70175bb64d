"""What leaves on paper: a receipt, whose PDF proves itself offline, and forms to be signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from rating_client.contract.keys import fingerprint
from rating_client.contract.receipt_text import read_receipt_text
from rating_client.desktop.controls.buttons import Button
from rating_client.desktop.main.desk import ListDesk
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.paper.codes import codes_of
from rating_client.desktop.paper.printing import preview_of
from rating_client.desktop.paper.rating_forms import paper_to_fill
from rating_client.desktop.paper.window import PaperWindow
from rating_client.outbox.listing import SentFilter, SentRow, ShownState
from rating_client.prompts.inbox import InboxFilter
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Rating, Subject
from tests.support.program import run
from tests.support.small_disk import fill_up, small_disk
from tests.support.workday import THI_NGHIEM, Workday


@pytest.fixture
def window(busy: Workday, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(busy.profile)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    QApplication.processEvents()


@pytest.fixture
def receipted(busy: Workday) -> SentRow:
    wanted = SentFilter(states=frozenset({ShownState.RECEIPTED}))
    return busy.profile.sent.page(wanted, 0, 1)[0]


def press(window: MainWindow | PaperWindow, words: str) -> None:
    QApplication.processEvents()
    found = (b for b in window.findChildren(Button) if b.text() == words and b.isVisible())
    QTest.mouseClick(next(found), Qt.MouseButton.LeftButton)


def opened(window: MainWindow) -> PaperWindow:
    QApplication.processEvents()
    [paper] = [each for each in window.findChildren(PaperWindow) if each.isVisible()]
    return paper


def receipt_of(window: MainWindow, row: SentRow) -> PaperWindow:
    window.show_page(Page.SENT)
    window.sent.open_entry(row.id)
    press(window, "Xem và in")
    return opened(window)


def said(paper: PaperWindow) -> str:
    words = (each.accessibleDescription() for each in paper.findChildren(QWidget))
    return next(description for description in words if description)


def test_a_receipt_is_a_page_with_its_facts_and_no_level(
    window: MainWindow, receipted: SentRow
) -> None:
    words = said(receipt_of(window, receipted))
    [enrolment] = window._profile.enrolments.enrolments()
    assert fingerprint(enrolment.receiver) in words
    assert "Nơi nhận thử nghiệm" in words
    assert receipted.id in words
    assert "Hài lòng" not in words


def test_the_saved_pdf_is_checked_on_a_computer_that_knows_nothing(
    window: MainWindow, receipted: SentRow, tmp_path: Path
) -> None:
    paper = receipt_of(window, receipted)
    file = tmp_path / "xác nhận.pdf"
    paper.save_to(str(file))
    assert paper.note.text() == "Đã lưu xác nhận.pdf"
    [receipt] = read_receipt_text(file.read_bytes()).receipts
    assert receipt.submission == receipted.id
    done = run(tmp_path / "other", "verify", str(file))
    assert done.returncode == 0, done.stderr
    assert receipted.id in done.stdout


def test_what_is_copied_off_the_page_is_checked_too(
    window: MainWindow, receipted: SentRow, tmp_path: Path
) -> None:
    import pypdfium2

    file = tmp_path / "receipt.pdf"
    receipt_of(window, receipted).save_to(str(file))
    text = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
    [receipt] = read_receipt_text(text.encode()).receipts
    assert receipt.submission == receipted.id


def test_a_file_that_cannot_be_written_is_one_sentence_with_what_to_do(
    window: MainWindow, receipted: SentRow, tmp_path: Path
) -> None:
    paper = receipt_of(window, receipted)
    paper.save_to(str(tmp_path / "nowhere" / "receipt.pdf"))
    assert paper.note.text().startswith("Chưa lưu được tệp — Không ghi được ")


def test_a_full_disk_leaves_the_receipt_that_was_saved_before(
    window: MainWindow, receipted: SentRow, tmp_path: Path
) -> None:
    paper = receipt_of(window, receipted)
    with small_disk(tmp_path / "stick", megabytes=2) as stick:
        file = stick / "receipt.pdf"
        paper.save_to(str(file))
        before = file.read_bytes()
        fill_up(stick / "filler")
        paper.save_to(str(file))
        assert paper.note.text().startswith("Chưa lưu được tệp — Không ghi được ")
        assert file.read_bytes() == before
        assert sorted(each.name for each in stick.iterdir()) == ["filler", "receipt.pdf"]


def test_saving_and_printing_ask_without_stopping_the_program(
    window: MainWindow, receipted: SentRow
) -> None:
    paper = receipt_of(window, receipted)
    press(paper, "Lưu PDF…")
    [saving] = paper.findChildren(QFileDialog)
    assert saving.isVisible()
    assert saving.selectedFiles()[0].endswith(f"xac-nhan-{receipted.number}.pdf")
    saving.close()
    press(paper, "In…")
    [printing] = paper.findChildren(QPrintDialog)
    assert printing.isVisible()
    printing.close()


def test_what_was_sent_can_be_signed_on_paper(busy: Workday, window: MainWindow) -> None:
    rows = busy.profile.sent.page(SentFilter(level=2), 0, 10)
    row = next(each for each in rows if each.levels == "332")
    window.show_page(Page.SENT)
    window.sent.open_entry(row.id)
    press(window, "In phiếu")
    words = said(opened(window))
    assert "Nguyễn Văn Mẫu" in words
    assert "“Hẹn trả kết quả ba lần.”" in words
    assert "Nguyễn Thị Mẫu" in words
    assert "(ký, ghi rõ họ tên)" in words


def test_a_blank_form_marks_and_suggests_no_level(busy: Workday, qtbot: QtBot) -> None:
    desk = ListDesk(busy.profile)
    qtbot.addWidget(desk.window)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    desk.window.inbox.view.choose(desk.window.inbox.model.index(1, 0))
    press(desk.window, "In phiếu")
    paper = opened(desk.window)
    words = said(paper)
    assert "Hải quan cửa khẩu cảng Đình Vũ" in words
    assert "Quyết định thông quan" in words
    assert "Mức 1–2" in words
    declared = busy.profile.prompts.declaration(busy.profile.inbox.keys(InboxFilter())[0])
    assert declared is not None
    blank = paper_to_fill(declared, busy.profile.directory, built_in_form(), None)
    assert {row.level for kind in ("office", "team", "stage", "officer")
            for row in blank._rows(kind)} == {None}  # fmt: skip


def test_a_draft_is_printed_as_far_as_it_goes(busy: Workday) -> None:
    key = f"{THI_NGHIEM}/10000000023"
    begun = Rating(
        subjects=(
            Subject("office", "Hải quan cửa khẩu cảng Đình Vũ", level=4),
            Subject("officer", "Trần Thị Mẫu"),
        )
    )
    declaration = busy.profile.prompts.declaration(key)
    assert declaration is not None
    paper = paper_to_fill(declaration, busy.profile.directory, built_in_form(), begun)
    words = preview_of(paper).words
    assert "Trần Thị Mẫu" in words
    assert "Kiểm tra hồ sơ hải quan" not in words
    assert [row.level for row in paper._rows("office")] == [4]


def test_escape_closes_the_page(window: MainWindow, receipted: SentRow) -> None:
    paper = receipt_of(window, receipted)
    QTest.keyClick(paper, Qt.Key.Key_Escape)
    assert not paper.isVisible()


def test_a_long_text_becomes_several_codes_of_a_size_a_telephone_reads() -> None:
    [one] = codes_of("RR1:" + "A7" * 600)
    assert len(one) <= 137
    several = codes_of("RR1:" + "A7" * 2000)
    assert len(several) == 3
    assert all(len(code) <= 137 for code in several)
