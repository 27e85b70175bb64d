"""What leaves on paper: the page of a receipt, and its PDF, which proves itself offline."""

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
from rating_client.desktop.buttons import Button
from rating_client.desktop.main_window import MainWindow, Page
from rating_client.desktop.paper.codes import codes_of
from rating_client.desktop.paper.window import PaperWindow
from rating_client.outbox.listing import SentFilter, SentRow, ShownState
from tests.support.program import run
from tests.support.workday import Workday


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


def test_escape_closes_the_page(window: MainWindow, receipted: SentRow) -> None:
    paper = receipt_of(window, receipted)
    QTest.keyClick(paper, Qt.Key.Key_Escape)
    assert not paper.isVisible()


def test_a_long_text_becomes_several_codes_of_a_size_a_telephone_reads() -> None:
    [one] = codes_of("RR1:" + "A7" * 600)
    assert len(one) <= 117
    several = codes_of("RR1:" + "A7" * 2000)
    assert len(several) == 3
    assert all(len(code) <= 117 for code in several)
