"""What everybody needs and screen readers live on: names, roles, an order that can be followed.

Every window is walked in every state, in both languages, both themes and high contrast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rating_client.desktop.look.palette import DARK, LIGHT, roles
from rating_client.desktop.look.theme import Theme
from rating_client.desktop.translation import speak
from tests.support.every_window import every_window
from tests.support.workday import Workday

ROLES = (  # the first that fits
    (QRadioButton, QAccessible.Role.RadioButton),
    (QCheckBox, QAccessible.Role.CheckBox),
    (QAbstractButton, QAccessible.Role.PushButton),
    (QComboBox, QAccessible.Role.ComboBox),
    (QLineEdit, QAccessible.Role.EditableText),
    (QPlainTextEdit, QAccessible.Role.EditableText),
    (QListWidget, QAccessible.Role.List),
    (QAbstractItemView, QAccessible.Role.Table),
)
_SMALLEST = 24  # WCAG 2.5.8, a target for pointer or finger


@pytest.fixture(params=["vi", "en"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    speak(request.param, qapp)
    yield request.param
    speak("vi", qapp)


def controls(window: QWidget) -> list[QWidget]:
    """What a person can press, tick, choose from or write in, as it stands on the screen."""
    kinds = tuple(kind for kind, _ in ROLES)
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, kinds) and each.isVisible() and not _is_qt_s_own(each)
    ]


def settle() -> None:
    """Layouts settle over several turns: on a busy machine a wait may bring but one."""
    for _ in range(8):
        QApplication.processEvents()


def test_every_control_says_what_it_is(qtbot: QtBot, busy: Workday, spoken: str) -> None:
    nameless, wrong, untitled, seen = [], [], [], 0
    for state, window in every_window(busy):
        settle()
        for control in controls(window):
            told = QAccessible.queryAccessibleInterface(control)
            seen += 1
            if told is None or not _name_of(control, told).strip():
                nameless.append((state, type(control).__name__, control.toolTip()))
            elif told.role() not in _roles_of(control):
                wrong.append((state, type(control).__name__, told.role()))
        if not window.windowTitle().strip():
            untitled.append(state)
    assert seen > 300
    assert nameless == []
    assert wrong == []
    assert untitled == []


def test_no_two_controls_of_a_window_are_told_alike(
    qtbot: QtBot, busy: Workday, spoken: str
) -> None:
    """By name and description together. The cells of a level strip are told apart by its name."""
    doubled = []
    for state, window in every_window(busy):
        settle()
        told = Counter(
            (
                type(each).__name__,
                _name_of(each, QAccessible.queryAccessibleInterface(each)),
                each.accessibleDescription(),
            )
            for each in controls(window)
            if not isinstance(each, QRadioButton)
        )
        doubled += [(state, *words) for words, times in told.items() if times > 1]
    assert doubled == []


def test_every_control_can_be_hit_and_reached_in_reading_order(qtbot: QtBot, busy: Workday) -> None:
    """Tab goes down the page. From the end of the rail it goes up to the page beside it, once."""
    small, back_up = [], []
    for state, window in every_window(busy):
        qtbot.wait(50)
        settle()
        small += [
            (state, _named(control), control.size().toTuple())
            for control in controls(window)
            if min(control.width(), control.height()) < _SMALLEST
        ]
        if state.startswith("card"):
            continue  # nothing on a card takes the keyboard
        stops = tab_stops(window)
        assert stops, state
        ups = [
            (state, _named(before), _named(after))
            for before, after in pairwise(stops)
            if _goes_up(before, after, window)
        ]
        back_up += ups[1:] if state.startswith("main") else ups
    assert small == []
    assert back_up == []


def test_what_is_only_read_scrolls_from_the_buttons_beside_it(qtbot: QtBot, busy: Workday) -> None:
    """Nothing in it stops Tab, and Tab stops at no ground: Page Down goes where it is meant."""
    stuck, moved = list[str](), list[str]()
    for state, window in every_window(busy):
        settle()
        for area in window.findChildren(QScrollArea):
            bar, stops = area.verticalScrollBar(), tab_stops(window)
            if not area.isVisible() or not bar.maximum() or any(map(area.isAncestorOf, stops)):
                continue
            bar.setValue(0)
            for stop in stops:
                if isinstance(stop, QAbstractButton):
                    QTest.keyClick(stop, Qt.Key.Key_PageDown)
            (moved if bar.value() else stuck).append(state)
    assert stuck == []
    assert {"paper, form", "main, statistics", "form, exact preview"} <= set(moved)


def test_in_high_contrast_nothing_is_left_of_our_colours(
    qtbot: QtBot, qapp: QApplication, busy: Workday
) -> None:
    """Only the system's own: no tint of a level, a channel or a notice.

    It is read at the start, and again when a person comes back from turning it on or off.
    """
    system = ContrastTheme()
    Theme(qapp, "light", in_high_contrast=system)
    grounds = (LIGHT.accent_ground, LIGHT.warn_ground, LIGHT.bad_ground, LIGHT.ok_ground)
    tints = {ground.rgb() for ground in grounds} | {ink.tint.rgb() for ink in LIGHT.levels}
    _, card = next(every_window(busy))
    assert tints & _colours(card.grab().toImage())  # where they are used they are found
    card.close()
    system.on = True
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    found = [
        state for state, window in every_window(busy) if tints & _colours(window.grab().toImage())
    ]
    system.on = False
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert found == []
    assert qapp.palette().color(QPalette.ColorRole.Window) == LIGHT.window
    system.on = True
    Theme(qapp, "dark", in_high_contrast=system)
    assert roles(qapp.palette()).levels[0].tint not in (LIGHT.levels[0].tint, DARK.levels[0].tint)
    system.on = False
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


class ContrastTheme:
    """The system's switch, at first off."""

    def __init__(self) -> None:
        self.on = False

    def __call__(self) -> bool:
        return self.on


def tab_stops(window: QWidget) -> list[QWidget]:
    """Where Tab goes from the first stop until it comes round."""
    stops: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def _colours(picture: QImage) -> set[int]:
    """The colour of every third dot each way: a ground is never smaller than that."""
    return {
        picture.pixel(x, y) | 0xFF000000
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }


def _name_of(control: QWidget, told: QAccessibleInterface) -> str:
    """As a reader on Windows hears it: on Linux Qt reads a choice's own text for its name."""
    if isinstance(control, QComboBox):
        return control.accessibleName()
    return told.text(QAccessible.Text.Name)


def _is_qt_s_own(widget: QWidget) -> bool:
    """Parts inside Qt's controls, such as the button that clears a field or a list's head."""
    own = widget.objectName().startswith("qt_") or type(widget).__module__.startswith("PySide6")
    return own or isinstance(widget, QHeaderView)


def _roles_of(control: QWidget) -> set[QAccessible.Role]:
    """A button that stays down, such as the one of the page in view, is a check box to Qt."""
    role = next(role for kind, role in ROLES if isinstance(control, kind))
    if isinstance(control, QAbstractButton) and control.isCheckable():
        return {role, QAccessible.Role.CheckBox}
    return {role}


def _goes_up(before: QWidget, after: QWidget, window: QWidget) -> bool:
    """Whether `after` lies wholly above `before`. What is scrolled out of sight counts as at the
    edge of its area, unless both lie in the same one."""
    area = _area_of(before)
    if area is not None and area is _area_of(after):
        content = area.widget()
        return _bottom(after, content) <= before.mapTo(content, QPoint(0, 0)).y()
    top = before.mapTo(window, QPoint(0, 0)).y()
    if area is not None:
        top = min(top, _bottom(area.viewport(), window))
    return _bottom(after, window) <= top - 1


def _bottom(widget: QWidget, inside: QWidget) -> int:
    return widget.mapTo(inside, QPoint(0, widget.height())).y()


def _area_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _named(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)() or type(widget).__name__
