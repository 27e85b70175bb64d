"""A window opens no larger than its screen, and all of it is in view; asked for, it comes back."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.look.room import bring_to_front, give_room

TITLE_BAR = 31  # pixels of a plain Windows 11; it is above what Qt calls the window's size


class Screen(NamedTuple):
    """A screen of this much room, a task bar already taken off."""

    available: QRect

    def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
        return self.available


class Window(QWidget):
    def __init__(self, screen: QRect) -> None:
        super().__init__()
        self._screen = Screen(screen)
        self.setMinimumSize(940, 480)

    def screen(self) -> Screen:  # type: ignore[override]  # only what is asked of it
        return self._screen


@pytest.mark.parametrize(
    "screen",
    [
        QRect(0, 0, 1366, 728),  # the common notebook
        QRect(0, 0, 1093, 574),  # the same at 125 %
        QRect(-960, 0, 960, 528),  # 1920 × 1080 at 200 %, left of the first
    ],
)
def test_a_window_larger_than_its_screen_opens_within_it(
    qtbot: QtBot, qapp: QApplication, screen: QRect
) -> None:
    window = Window(screen)
    qtbot.addWidget(window)
    give_room(window, QSize(1180, 740))
    framed = QRect(window.pos(), window.size() + QSize(0, TITLE_BAR))
    assert screen.contains(framed)


def test_where_there_is_room_it_opens_as_large_as_it_wants_where_the_system_puts_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = Window(QRect(0, 0, 1920, 1040))
    qtbot.addWidget(window)
    before = window.pos()
    give_room(window, QSize(1180, 740))
    assert window.size() == QSize(1180, 740)
    assert window.pos() == before


@pytest.mark.parametrize("unplugged", [QPoint(5000, 100), QPoint(-3000, 40), QPoint(60, 4000)])
def test_a_window_left_on_a_screen_that_is_gone_comes_back_into_view(
    qtbot: QtBot, qapp: QApplication, unplugged: QPoint
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(920, 700)
    window.move(unplugged)
    bring_to_front(window)
    here = qapp.primaryScreen().availableGeometry()
    assert here.contains(QRect(window.pos(), window.size()))


def test_a_window_partly_out_of_view_stays_where_a_person_put_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    here = qapp.primaryScreen().availableGeometry()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 300)
    beside, low = QPoint(here.right() - 150, 40), QPoint(here.left() - 350, here.bottom() - 40)
    as_windows_maximizes = here.topLeft() - QPoint(8, 8)
    for place in (beside, low, as_windows_maximizes):
        window.move(place)
        bring_to_front(window)
        assert window.pos() == place


def test_a_window_that_was_put_on_the_task_bar_comes_back_as_large_as_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    bring_to_front(window)
    assert window.isVisible()
    assert not window.isMinimized()
    assert window.isMaximized()
