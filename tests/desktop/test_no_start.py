"""A start by a click that comes to nothing says so in a window, and may be tried again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM
from rating_client.base.instance import Instance
from rating_client.base.paths import ProfilePaths
from rating_client.base.sentences import say
from rating_client.base.settings import Settings
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.no_start import AGAIN, say_why_not
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.translation import speak
from tests.support.program import run, start
from tests.support.x_screen import XScreen, needs_a_screen

WHEN = datetime(2026, 11, 20, 9, 5, tzinfo=VIETNAM)
WHY = say("base.already-running")


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> Iterator[None]:
    """The program sets its own; the other tests keep theirs."""
    palette, used_font = qapp.palette(), qapp.font()
    yield
    speak("vi", qapp)
    qapp.setPalette(palette)
    qapp.setFont(used_font)


def shown() -> StartTrouble:
    [window] = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, StartTrouble) and each.isVisible()
    ]
    return window


def soon(act: Callable[[], object]) -> None:
    """While the question waits for a person."""
    QTimer.singleShot(50, act)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_window_says_why_in_the_language_of_the_settings(
    qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    said: list[str] = []

    def read_and_leave() -> None:
        said.extend(label.text() for label in shown().findChildren(Label))
        shown().quit.click()

    soon(read_and_leave)
    window = say_why_not(WHY, qapp, Settings(language=language))
    qtbot.addWidget(window)
    assert qapp.exec() != AGAIN
    assert {WHY.title.of(language), WHY.advice.of(language)} <= set(said)


@pytest.mark.parametrize(
    ("act", "again"),
    [
        (lambda: shown().again.click(), True),
        (lambda: shown().quit.click(), False),
        (lambda: shown().close(), False),
    ],
    ids=["again", "quit", "closed by its frame"],
)
def test_a_person_decides_whether_it_is_tried_again(
    qapp: QApplication, qtbot: QtBot, act: Callable[[], object], again: bool
) -> None:
    soon(act)
    window = say_why_not(WHY, qapp, Settings())
    qtbot.addWidget(window)
    assert (qapp.exec() == AGAIN) is again
    with pytest.raises(ValueError, match="not enough"):
        shown()


@needs_a_screen
def test_a_second_start_that_reaches_nobody_waits_in_a_window_until_it_can(tmp_path: Path) -> None:
    first = Instance.claim(ProfilePaths.inside(tmp_path / "profile"))
    assert first is not None  # it holds the profile, and hangs
    with XScreen() as screen:
        second = start(tmp_path / "profile", environment=screen.environment)
        screen.until_active("Phiếu đánh giá hải quan")
        assert second.poll() is None
        first.close()
        screen.xdotool("key", "Return")  # Thử lại
        screen.until_active("Phiếu đánh giá hải quan · Thiết lập lần đầu")
        second.terminate()
        assert second.wait(20) == 0


@needs_a_screen
def test_a_click_on_a_file_that_cannot_be_read_says_so_without_a_console(tmp_path: Path) -> None:
    """As Windows' menu of a file starts it. The next try reads what then lies there."""
    without = "import sys; sys.stderr = None; from rating_client.__main__ import main; main()"
    file = tmp_path / "a.xml"
    file.write_text("not yet written")
    with XScreen() as screen:
        program = start(
            tmp_path / "profile",
            *("rate", str(file)),
            command=(sys.executable, "-c", without),
            environment=screen.environment,
        )
        screen.until_active("Phiếu đánh giá hải quan")
        assert program.poll() is None
        file.write_bytes(ecus_xml(SampleDeclaration("100000000010", WHEN, "P", 2)))
        screen.xdotool("key", "Return")  # Thử lại
        screen.until_active("Phiếu đánh giá · 100\xa0000\xa0000\xa0010")
        program.terminate()
        program.communicate(timeout=30)


def test_a_second_start_finds_the_window_of_a_first_that_cannot_open_its_data(
    tmp_path: Path,
) -> None:
    profile = tmp_path / "profile"
    (profile / "ledger.db").mkdir(parents=True)  # nothing that could be opened, or mended
    first = start(profile)
    try:
        until = time.monotonic() + 30
        while not (profile / "running.key").exists():  # it listens
            assert first.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        assert run(profile).returncode == 0  # it was answered, and is no second program
        assert run(profile, "send").returncode == 1  # that cannot be done now, and is not promised
        assert run(profile, "--quit").returncode == 0
        assert first.wait(20) == 0
    finally:
        first.kill()
        first.communicate()
