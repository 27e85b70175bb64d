"""An office name no directory has: asked about once in the window, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.desktop.inbox.model import Column
from rating_client.desktop.main.desk import ListDesk
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from tests.support.workday import COMPANIES, SAO_MAI, Workday

WRITTEN = "CCHQ MAU LA"
OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(day: Workday, qtbot: QtBot) -> Iterator[OpenWindow]:
    desks: list[ListDesk] = []

    def start() -> MainWindow:
        """The program starts anew over the same profile."""
        desks.append(ListDesk(day.profile))
        desks[-1].open(Page.INBOX)
        qtbot.addWidget(desks[-1].window)
        QApplication.processEvents()
        return desks[-1].window

    yield start
    QApplication.processEvents()


def exported(day: Workday, number: str, office: str) -> None:
    day.profile.prompts.note(
        Declaration(
            number=number,
            direction="N",
            stage=Stage.REGISTERED,
            office_name=office,
            registered_at=datetime.fromisoformat("2026-11-21T10:40:00+07:00"),
            channel=2,
            owner_tax_code=SAO_MAI,
            owner_name=COMPANIES[SAO_MAI],
        ),
        day.clock.now(),
    )


def choose(window: MainWindow, typed: str) -> None:
    field = window.inbox.office_line.field
    QTest.keyClicks(field, typed)
    assert "Hải quan cửa khẩu cảng Đình Vũ" in field.suggestions
    while field._list and field._list.current().name != "Hải quan cửa khẩu cảng Đình Vũ":
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_an_unknown_office_is_asked_about_and_what_it_means_remembered(
    day: Workday, open_window: OpenWindow
) -> None:
    exported(day, "100000000110", WRITTEN)
    line = open_window().inbox.office_line
    assert line.isVisible()
    assert f"“{WRITTEN}”" in line.said.text()
    window = line.window()
    assert isinstance(window, MainWindow)
    assert not window.inbox.office_line.field.hasFocus()  # quiet: it takes no keyboard
    choose(window, "dinh vu")  # without the marks, by the name of today or of before
    reading = day.profile.directory.resolve(WRITTEN, None)
    assert reading.code == "03EE"
    assert "Đã ghi nhớ" in line.said.text()
    again = open_window()
    assert not again.inbox.office_line.isVisible()
    assert "Đình Vũ" in str(again.inbox.model.index(1, Column.OFFICE).data())


def test_a_wrong_choice_is_changed_on_the_spot(day: Workday, open_window: OpenWindow) -> None:
    exported(day, "100000000110", WRITTEN)
    window = open_window()
    choose(window, "dinh vu")
    line = window.inbox.office_line
    QTest.mouseClick(line.change, Qt.MouseButton.LeftButton)
    assert day.profile.directory.resolve(WRITTEN, None).code is None
    assert line.field.isVisible()
    assert line.field.hasFocus()


def test_who_declines_is_never_asked_about_that_name_again(
    day: Workday, open_window: OpenWindow
) -> None:
    exported(day, "100000000110", WRITTEN)
    exported(day, "100000000180", WRITTEN)
    exported(day, "100000000230", "CCHQ KHAC LA")
    window = open_window()
    QTest.mouseClick(window.inbox.office_line.close_button, Qt.MouseButton.LeftButton)
    again = open_window().inbox.office_line
    assert "CCHQ KHAC LA" in again.said.text()  # the other one is asked about, after it
    QTest.mouseClick(again.close_button, Qt.MouseButton.LeftButton)
    assert not open_window().inbox.office_line.isVisible()
    assert day.profile.directory.resolve(WRITTEN, None).name == WRITTEN  # as it stands


def test_a_name_no_directory_has_is_not_taken(day: Workday, open_window: OpenWindow) -> None:
    exported(day, "100000000110", WRITTEN)
    line = open_window().inbox.office_line
    QTest.keyClicks(line.field, "khong co o dau")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert line.note.text() == "Chọn một đơn vị trong danh mục."
    assert day.profile.directory.resolve(WRITTEN, None).code is None


def test_known_offices_are_asked_about_by_nobody(busy: Workday, open_window: OpenWindow) -> None:
    assert not open_window().inbox.office_line.isVisible()
