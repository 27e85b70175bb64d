"""Announcements of customs: quiet, in their own words, and gone once they were read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.delivery.taking import take_document
from rating_client.desktop.controls.buttons import LinkButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from tests.support.workday import Workday

HOLIDAY = {"vi": "Nghỉ lễ từ 01/01: phản hồi chậm hơn.", "en": "Holiday from 1 January."}
HTML = {"vi": "<b>Xem</b> https://example.test", "en": "<b>See</b> https://example.test"}


def announce(day: Workday, version: int, *notices: dict[str, str]) -> None:
    """The receiver publishes another version of its form."""
    token = day.issuer.form_token(version, notices=list(notices))
    if not day.profile.enrolments.receivers():
        day.enrolled()
    assert take_document(day.profile.enrolments, day.issuer.id, "form", token, day.clock.now())


def said(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def open_window(day: Workday, qtbot: QtBot) -> tuple[Coordinator, MainWindow]:
    desktop = Coordinator(day.profile)
    desktop.open_list()
    qtbot.addWidget(desktop.lists.window)
    return desktop, desktop.lists.window


def test_without_an_announcement_there_is_no_line(day: Workday, qtbot: QtBot) -> None:
    day.enrolled()
    desktop, window = open_window(day, qtbot)
    assert not window.notices.isVisible()
    window.close()
    assert desktop.lists.window is window


def test_an_announcement_is_shown_as_given_until_it_was_read(day: Workday, qtbot: QtBot) -> None:
    announce(day, 2, HOLIDAY, HTML)
    desktop, window = open_window(day, qtbot)
    assert said(window.notices) == [
        "Thông báo của Nơi nhận thử nghiệm",
        HOLIDAY["vi"],
        "Thông báo của Nơi nhận thử nghiệm",
        HTML["vi"],  # neither bold nor a link
    ]
    QTest.mouseClick(window.notices.closers[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: HOLIDAY["vi"] not in said(window.notices))
    assert HTML["vi"] in said(window.notices)
    window.close()

    _, later = open_window(day, qtbot)  # the next start
    assert HOLIDAY["vi"] not in said(later.notices)
    later.close()
    assert desktop.lists.window is window


def test_of_a_long_announcement_the_beginning_and_all_of_it_under_help(
    day: Workday, qtbot: QtBot
) -> None:
    """A quiet line: the list below is what the person came for."""
    words = "Từ ngày 01/12 hồ sơ giấy nộp tại tầng 2 nhà điều hành. " * 20
    announce(day, 2, {"vi": words, "en": words})
    window = MainWindow(day.profile)
    qtbot.addWidget(window)
    window.show()
    _, beginning = said(window.notices)
    assert 150 < len(beginning) <= 201
    assert beginning.endswith("…")
    assert words.startswith(beginning.removesuffix("…"))
    [more] = window.notices.findChildren(LinkButton)
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert window.page is Page.HELP
    assert words in "\n".join(said(window.diagnostics))
    window.close()


def test_a_changed_announcement_is_a_new_one(day: Workday, qtbot: QtBot) -> None:
    words = "Nghỉ lễ từ 02/01: phản hồi chậm hơn."
    announce(day, 2, HOLIDAY)
    desktop, window = open_window(day, qtbot)
    QTest.mouseClick(window.notices.closers[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.notices.isVisible())
    announce(day, 3, {**HOLIDAY, "vi": words})
    desktop.refresh()
    assert words in said(window.notices)
    window.close()
