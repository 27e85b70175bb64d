"""The ring stands around what the keyboard is on, wherever layouts put it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.focus_ring import FocusRing

Reason = Qt.FocusReason


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    QApplication.processEvents()


def shown_around(button: PlainButton) -> bool:
    ring = button._ring
    assert isinstance(ring, FocusRing)
    room = ring.parentWidget()
    assert room is not None
    around = QRect(button.mapTo(room, QPoint(0, 0)), button.size()).adjusted(-3, -3, 3, 3)
    return ring.isVisible() and ring.geometry() == around


def test_a_control_focused_before_its_window_is_shown_has_its_ring_around_it(
    window: QWidget, qtbot: QtBot
) -> None:
    """As the group of all is at the opening of the form."""
    row = QHBoxLayout()
    button = PlainButton("Ghi nhận")
    row.addWidget(Label("Một mức cho tất cả"))
    row.addWidget(button)
    row.addStretch()
    column = QVBoxLayout(window)
    column.addLayout(row)
    window.resize(600, 200)
    button.show_ring()
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    assert shown_around(button)
    window.resize(900, 400)
    QApplication.processEvents()
    assert shown_around(button)


@pytest.mark.parametrize("elsewhere", [Reason.ActiveWindowFocusReason, Reason.PopupFocusReason])
def test_whoever_comes_back_from_another_window_or_a_menu_sees_where_the_keyboard_is(
    window: QWidget, elsewhere: Reason
) -> None:
    button = PlainButton("Ghi nhận")
    QVBoxLayout(window).addWidget(button)
    window.show()
    keyboard_goes(button, Reason.MouseFocusReason, elsewhere)
    assert not has_ring(button)  # it was not on the keyboard's account that it was chosen
    keyboard_goes(button, Reason.TabFocusReason, elsewhere)
    assert has_ring(button)
    keyboard_goes(button, Reason.MouseFocusReason, elsewhere)
    assert not has_ring(button)


def keyboard_goes(button: PlainButton, there: Reason, away_and_back: Reason) -> None:
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, there))
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, there))
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, away_and_back))
    assert not has_ring(button)
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, away_and_back))


def has_ring(button: PlainButton) -> bool:
    return button._ring is not None and button._ring.is_wanted
