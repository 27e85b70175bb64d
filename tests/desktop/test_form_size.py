"""How much of the form is in view: all of an empty one, and always what the keyboard is on."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.look.focus_ring import FocusRing
from rating_client.desktop.look.theme import Theme
from tests.support.clock import FakeClock
from tests.support.rating_form import CTRL, OpenForm


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication, clock: FakeClock) -> OpenForm:
    Theme(qapp, "light")
    return OpenForm(qtbot, clock)


def box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def ring_around(strip: LevelStrip) -> QRect:
    (ring,) = (r for r in strip.window().findChildren(FocusRing) if r.is_wanted)
    return box(ring)


def scrolling_is(bar: QScrollBar, wanted: bool) -> bool:
    return (bar.maximum() > 0) is wanted


def test_an_empty_form_is_seen_whole_at_its_first_size(form: OpenForm, qtbot: QtBot) -> None:
    if QFontInfo(QApplication.font()).family() not in (
        "Segoe UI Variable Text",
        "Segoe UI",
        "Inter",
    ):
        pytest.skip("the fonts the sizes are made for are not here")
    form.open()
    bar = form.window.edit.area.verticalScrollBar()
    qtbot.waitUntil(lambda: scrolling_is(bar, False))
    assert (form.window.width(), form.window.height()) == (920, 730)
    # Who sees what stands under the rows, or in the strip above the buttons: never in both.
    assert form.window.edit.privacy.isVisible() is not form.window.strip.isVisible()


def test_the_ring_goes_with_its_strip_when_the_page_makes_room_for_the_scroll_bar(
    form: OpenForm, qtbot: QtBot
) -> None:
    form.open()
    strip = form.window.edit.matrix.all.strip
    bar = form.window.edit.area.verticalScrollBar()
    for height, scrolls in ((1200, False), (520, True), (1200, False)):
        form.window.resize(920, height)
        qtbot.waitUntil(partial(scrolling_is, bar, scrolls))
        qtbot.waitUntil(lambda: ring_around(strip).center() == box(strip).center())


def test_details_grow_with_what_is_written_and_stay_in_view(form: OpenForm, qtbot: QtBot) -> None:
    form.open(office_level=2)
    form.window.resize(920, 560)
    form.rows[0].strip.take_focus()
    form.key(Qt.Key.Key_M, CTRL)
    assert form.rows[0].reasons is not None
    details = form.rows[0].reasons.details
    low = details.height()
    for _ in range(12):
        form.type("Nop ho so luc tam gio muoi")
        form.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: details.height() > 2 * low)
    assert details.height() < 4 * low  # further lines scroll inside
    area = form.window.edit.area
    qtbot.waitUntil(lambda: box(area).contains(box(details)))
    details.setPlainText("")
    qtbot.waitUntil(lambda: details.height() == low)


def test_where_the_line_of_privacy_stands_depends_on_the_size_alone(
    form: OpenForm, qtbot: QtBot
) -> None:
    form.open()
    window, line = form.window, form.window.edit.privacy
    tall, low = (1000, 1100), (1000, 560)
    window.resize(*tall)
    qtbot.waitUntil(line.isVisible)
    assert not window.strip.isVisible()
    window.resize(*low)
    qtbot.waitUntil(window.strip.isVisible)
    assert not line.isVisible()
    least = next_height_that_fits(form, qtbot)
    for before in (tall, low, (720, 480), (1400, 480)):
        for height, on_the_page in ((least, True), (least - 1, False)):
            window.resize(*before)
            QTest.qWait(50)
            window.resize(1000, height)
            qtbot.waitUntil(partial(stands_on_the_page, form, on_the_page))


def next_height_that_fits(form: OpenForm, qtbot: QtBot) -> int:
    """The lowest window with the line on its page, coming from lower ones."""
    for height in range(560, 1100):
        form.window.resize(1000, height)
        QTest.qWait(1)
        QApplication.processEvents()
        if form.window.edit.privacy.isVisible():
            return height
    pytest.fail("the line came back at no height")


def stands_on_the_page(form: OpenForm, wanted: bool) -> bool:
    return form.window.edit.privacy.isVisible() is wanted is not form.window.strip.isVisible()
