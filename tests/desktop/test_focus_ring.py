"""The ring stands around what the keyboard is on, wherever layouts put it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.focus_ring import FocusRing


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
