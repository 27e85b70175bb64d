"""The form built ahead: while a card is looked at, in short steps, and never under typing hands."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.asking import Asking
from rating_client.desktop.form.matrix import Matrix
from rating_client.desktop.look.focus_ring import FocusRing
from rating_client.desktop.look.theme import Theme
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.draft_worker import DraftWorker
from tests.support.form_ahead import CLASS, FORM_TITLE
from tests.support.typist import TITLE, report
from tests.support.workday import HAI_PHONG_1, SAO_HOM, Workday
from tests.support.x_screen import XScreen, needs_a_screen, told

PATIENCE = 30_000
LONGER_THAN_ALL_STEPS = 30_000  # milliseconds; all steps take two seconds on a machine at rest


class Person:
    """Somebody at the keyboard, or not."""

    def __init__(self) -> None:
        self.idle: float | None = 60.0

    @property
    def senses(self) -> Senses:
        return replace(Senses(), idle_seconds=lambda: self.idle)


class Painted(QObject):
    """How often most of a widget was painted: the pointer and the caret need little of it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.times += (
                event.rect().height() > watched.visibleRegion().boundingRect().height() / 2
            )
        return False


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def asking(qtbot: QtBot, day: Workday, person: Person) -> Iterator[Asking]:
    asking = Asking(day.profile, DraftWorker(day.profile), person.senses)
    yield asking
    asking.prompter.card.dismiss()
    if asking.forms.is_built:
        asking.forms.window.close()
        qtbot.addWidget(asking.forms.window)


def whole(asking: Asking) -> bool:
    return asking.forms.is_built and bool(asking.forms.window.edit.matrix.rows)


def take_all_steps(asking: Asking) -> None:
    for step in asking.ahead.steps():
        step()
        QApplication.processEvents()


def places(form: QWidget) -> dict[QWidget, QRect]:
    """Where everything is that is seen; the ring is where the keyboard is."""
    return {
        each: each.geometry()
        for each in form.findChildren(QWidget)
        if each.isVisibleTo(form) and not isinstance(each, FocusRing)
    }


def test_a_card_has_the_form_built_before_it_is_asked_for(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    key = day.registered("100000000110")
    assert not asking.forms.is_built  # a program at rest holds none
    asking.prompter.ask()
    qtbot.waitUntil(lambda: whole(asking), timeout=LONGER_THAN_ALL_STEPS)
    form = asking.forms.window
    assert not form.isVisible()
    assert form.key == ""
    rows = form.edit.matrix.rows
    asking.open_form(key)
    assert form.edit.matrix.rows == rows  # none had to be made
    assert rows[0].name == "Hải quan cửa khẩu cảng Đình Vũ"
    form.close()
    assert day.profile.drafts.load(key) is None
    assert day.profile.drafts.load("") is None


def test_the_form_is_laid_out_before_it_is_shown_and_then_has_the_keyboard(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    key = day.registered("100000000110")
    take_all_steps(asking)
    form = asking.forms.window
    before = places(form)
    assert not form.isVisible()
    asking.open_form(key)
    strip = form.edit.matrix.all.strip
    qtbot.waitUntil(lambda: form.isActiveWindow() and strip.hasFocus(), timeout=PATIENCE)
    QTest.qWait(200)  # whatever Qt still lays out is laid out
    assert places(form) == before
    QTest.keyClick(strip, Qt.Key.Key_4)
    assert {row.level for row in form.edit.matrix.rows} == {4}


def test_a_form_about_another_declaration_does_not_move_once_it_is_seen(
    qtbot: QtBot, qapp: QApplication, day: Workday, asking: Asking
) -> None:
    """One whose names need more lines, so that the line of privacy goes above the buttons."""
    Theme(qapp, "light")
    day_before = "2026-11-20T09:15:00+07:00"
    long_names = day.registered("100000000230", at=day_before, owner=SAO_HOM, office=HAI_PHONG_1)
    newest = day.registered("100000000110")
    take_all_steps(asking)
    form = asking.forms.window
    painted = Painted(form.edit.matrix)
    for key in (long_names, newest, long_names):
        painted.times = 0
        asking.open_form(key)
        opened = places(form)
        qtbot.waitUntil(lambda: painted.times > 0, timeout=PATIENCE)
        QTest.qWait(200)  # whatever Qt still lays out is laid out
        assert places(form) == opened
        assert painted.times <= 2
        form.close()
        QApplication.processEvents()


def test_it_is_built_though_nothing_waits(day: Workday, asking: Asking) -> None:
    take_all_steps(asking)
    assert asking.forms.is_built
    assert not whole(asking)
    asking.open_form(day.registered("100000000110"))
    assert whole(asking)


def test_no_step_is_taken_while_somebody_types(
    qtbot: QtBot, day: Workday, asking: Asking, person: Person
) -> None:
    day.registered("100000000110")
    person.idle = 0.1
    asking.ahead.begin()
    QTest.qWait(1500)
    assert not asking.forms.is_built
    person.idle = 3.0
    qtbot.waitUntil(lambda: whole(asking), timeout=LONGER_THAN_ALL_STEPS)


def test_who_opens_the_form_meanwhile_has_it_and_keeps_it(
    qtbot: QtBot, day: Workday, asking: Asking, person: Person
) -> None:
    key = day.registered("100000000110")
    for step in asking.ahead.steps()[:4]:
        step()
    assert asking.forms.is_built
    asking.open_form(key, 4)
    form = asking.forms.window
    for step in asking.ahead.steps():
        step()
    assert asking.forms.window is form
    assert form.key == key
    assert form.edit.matrix.rows[0].level == 4


def test_a_form_in_another_language_is_built_again(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    day.registered("100000000110")
    asking.ahead.begin()
    qtbot.waitUntil(lambda: whole(asking), timeout=LONGER_THAN_ALL_STEPS)
    matrix: Matrix = asking.forms.window.edit.matrix
    QTest.qWait(800)  # the last steps are taken
    asking.forms.build_anew()
    QApplication.processEvents()
    asking.ahead.begin()
    qtbot.waitUntil(lambda: whole(asking), timeout=LONGER_THAN_ALL_STEPS)
    assert asking.forms.window.edit.matrix is not matrix


@needs_a_screen
def test_on_a_screen_nothing_of_it_is_seen_and_the_form_then_gets_the_keyboard() -> None:
    with XScreen() as screen:
        typist = screen.start("tests.support.typist")
        screen.until_active(TITLE)
        program = screen.start("tests.support.form_ahead")
        on_screen, sent = set(), 0
        while told(program, "step") != "none left":
            screen.xdotool("type", "--delay", "4", "to khai")
            sent += len("to khai")
            on_screen.add(screen.xdotool("search", "--onlyvisible", "--class", CLASS))
        assert on_screen == {""}
        assert report(typist, sent) == {"received": sent, "focus_lost": 0}
        assert told(program, "report") == "keyboard 0 times, level None"
        told(program, "open")
        screen.until_active(FORM_TITLE)
        deadline = time.monotonic() + PATIENCE / 1000
        for digit in itertools.cycle("45"):  # the same once more would take it back
            screen.xdotool("key", digit)
            time.sleep(0.3)
            said = told(program, "report")
            if said.endswith(("level 4", "level 5")):
                break
            assert time.monotonic() < deadline, said
