"""A declaration by its number alone: for those whose software exports nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.declarations.declaration import Declaration
from rating_client.desktop.form.suggestion import Suggestion
from rating_client.desktop.main.by_hand import ByHand
from rating_client.directory.directory import built_in_directory


def offices_like(typed: str) -> Sequence[Suggestion]:
    found = built_in_directory().search(typed, None, limit=8)
    return [Suggestion(office.name_at(None), office.code, office.code) for office in found]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[ByHand]:
    window = ByHand(offices_like)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.start()
    yield window
    QApplication.processEvents()


def fill(window: ByHand, number: str, office: str) -> None:
    QTest.keyClicks(window.number, number)
    window.office.setFocus()
    QTest.keyClicks(window.office, office)
    QTest.keyClick(window.office, Qt.Key.Key_Return)
    QApplication.processEvents()  # what was hidden takes its place in the layout


def given(window: ByHand, qtbot: QtBot) -> Declaration:
    with qtbot.waitSignal(window.given, timeout=500) as signal:
        QTest.keyClick(window.open, Qt.Key.Key_Return)
    declaration = signal.args[0]
    assert isinstance(declaration, Declaration)
    return declaration


def test_number_and_office_open_the_form(window: ByHand, qtbot: QtBot) -> None:
    fill(window, "300 000 000 150", "dinh vu")
    assert window.isVisible()  # Enter took the office, and no more
    assert window.chosen.text() == "Hải quan cửa khẩu cảng Đình Vũ (03EE)"
    QTest.keyClicks(window.tax_code, "0200000000")
    declaration = given(window, qtbot)
    assert declaration.number == "300000000150"
    assert declaration.direction == "X"
    assert declaration.office_code == "03EE"
    assert declaration.owner_tax_code == "0200000000"
    assert not window.isVisible()


def test_what_is_missing_is_said_where_it_is_missing(window: ByHand, qtbot: QtBot) -> None:
    QTest.keyClicks(window.number, "1000")
    QTest.keyClick(window.number, Qt.Key.Key_Return)
    assert window.number_note.text() == "Nhập đủ 12 chữ số của tờ khai."
    assert window.number.hasFocus()
    QTest.keyClicks(window.number, "00000110")
    QTest.keyClick(window.number, Qt.Key.Key_Return)
    assert window.office_note.text() == "Chọn đơn vị hải quan tiếp nhận tờ khai."
    assert window.isVisible()


def test_an_unusual_number_warns_and_is_not_refused(window: ByHand, qtbot: QtBot) -> None:
    fill(window, "200000000110", "dinh vu")
    assert "thường bắt đầu bằng 10" in window.number_note.text()
    assert given(window, qtbot).number == "200000000110"


def test_an_office_outside_the_directory_keeps_its_name(window: ByHand, qtbot: QtBot) -> None:
    fill(window, "100000000110", "HQKHONGCO")
    declaration = given(window, qtbot)
    assert (declaration.office_code, declaration.office_name) == (None, "HQKHONGCO")


def test_the_office_can_be_changed(window: ByHand, qtbot: QtBot) -> None:
    fill(window, "100000000110", "dinh vu")
    QTest.mouseClick(window.change, Qt.MouseButton.LeftButton)
    assert window.office.isVisible()
    assert not window.chosen.isVisible()


def test_escape_closes_and_the_next_start_is_empty(window: ByHand) -> None:
    fill(window, "100000000110", "dinh vu")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window.start()
    assert window.number.text() == ""
    assert window.office.isVisible()


def test_a_number_already_known_leaves_only_the_office_to_be_said(
    window: ByHand, qtbot: QtBot
) -> None:
    window.start("100000000070")
    QApplication.processEvents()
    assert window.office.hasFocus()
    QTest.keyClicks(window.office, "dinh vu")
    QTest.keyClick(window.office, Qt.Key.Key_Return)
    assert given(window, qtbot).number == "100000000070"
