"""What tests of windows share: a profile with a day's work in it, and a tidy collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from rating_client.desktop.translation import speak
from rating_client.desktop.workers.threads import Worker
from tests.support.problems import ProblemDesk
from tests.support.workday import Workday, busy_day


@pytest.fixture(autouse=True)
def garbage_goes_in_the_gui_thread() -> Iterator[None]:
    """Python's collector would destroy widgets in whichever thread allocates, and Qt aborts."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
    nothing_happens_any_more()


def nothing_happens_any_more() -> None:
    """Stop the timers of what a test made and no collector sees, because a connection in Qt holds
    it: a card that comes back in a later test takes the keyboard there. Workers stop their own."""
    for each in gc.get_objects():
        if not (issubclass(type(each), QTimer) and isValid(each)):
            continue
        if not isinstance(each.parent(), Worker):
            each.stop()


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workday]:
    """A new profile; nothing has happened yet."""
    workday = Workday(tmp_path)
    yield workday
    workday.close()


@pytest.fixture
def busy(day: Workday) -> Workday:
    """Fourteen declarations to rate, ten ratings of the week on their ways."""
    busy_day(day)
    return day


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[ProblemDesk]:
    """A desk at which something goes wrong; the windows speak Vietnamese again afterwards."""
    desk = ProblemDesk(tmp_path / "desk")
    desk.place.mkdir()
    yield desk
    desk.close()
    speak("vi", qapp)
