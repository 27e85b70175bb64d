"""The recovery code: shown once, kept on paper, and the way back in when the key store fails."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths
from rating_client.base.recovery import has_code, make_code, unwrap
from rating_client.base.sentences import say
from rating_client.base.vault import Vault, ledger_key
from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.main.pages import Page
from rating_client.desktop.paper.printing import preview_of
from rating_client.desktop.recovery.desk import RecoveryDesk
from rating_client.desktop.recovery.recovering import recovering_from
from rating_client.desktop.recovery.window import RecoveryWindow
from rating_client.desktop.start_trouble import StartTrouble
from tests.support.at_the_screen import click, said
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import LockedVault, MemoryVault
from tests.support.workday import Workday

KEY = bytes(range(32))


class SlowVault(MemoryVault):
    """Gives the key once it is let go."""

    def __init__(self) -> None:
        super().__init__(TEST_KEY)
        self.let_go = threading.Event()
        self.asked = 0

    def read(self) -> bytes | None:
        self.asked += 1
        self.let_go.wait(30)
        return super().read()


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    """A profile whose key was in a store that has it no more."""
    paths = ProfilePaths.inside(tmp_path)
    Ledger.open(paths.ledger, KEY).close()
    return paths


@pytest.fixture
def parent() -> QObject:
    return QObject()


@pytest.fixture
def recovery(qtbot: QtBot) -> RecoveryWindow:
    window = RecoveryWindow("ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345", 1_795_000_000.0)
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_code_is_made_on_request_copied_and_gone_with_its_window(
    day: Workday, qtbot: QtBot
) -> None:
    desktop = Coordinator(day.profile)
    desktop.lists.open(Page.SETTINGS)
    qtbot.addWidget(desktop.lists.window)
    assert not has_code(day.paths)
    click(desktop.lists.window.settings.code_button)
    recovery = desktop.house.recovery
    qtbot.waitUntil(lambda: recovery.window is not None, timeout=30_000)
    window = recovery.window
    assert isinstance(window, RecoveryWindow)
    click(window.copy)
    code = QGuiApplication.clipboard().text()
    assert unwrap(day.paths, code) == TEST_KEY
    assert "".join(window.code.text().split()).replace("–", "") == code.replace("-", "")
    assert "Đã có mã." in said(desktop.lists.window.settings)
    click(desktop.lists.window.settings.code_button)  # no second one while this one is read
    assert unwrap(day.paths, code) == TEST_KEY
    click(window.done)
    assert recovery.window is None
    desktop.lists.window.close()


def test_a_key_store_that_lets_wait_holds_up_no_window(day: Workday, qtbot: QtBot) -> None:
    """Such as one that asks for its password first; what is pressed again meanwhile is one wish."""
    day.profile._vault = slow = SlowVault()
    desk = RecoveryDesk(day.profile)
    desk.make_code()
    desk.make_code()
    assert desk.window is None, "the window that asked goes on"
    slow.let_go.set()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=30_000)
    assert slow.asked == 1
    assert desk.window is not None
    desk.window.close()


def test_a_locked_key_store_is_said_and_can_be_tried_again(day: Workday, qtbot: QtBot) -> None:
    store, day.profile._vault = day.profile._vault, LockedVault()
    desk = RecoveryDesk(day.profile)
    with qtbot.waitSignal(desk.trouble, timeout=30_000) as trouble:
        desk.make_code()
    assert trouble.args is not None
    assert trouble.args[0].code == "base.key-store-locked"
    day.profile._vault = store
    desk.make_code()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=30_000)
    assert desk.window is not None
    desk.window.close()


def test_the_code_is_printed_on_one_sheet(recovery: RecoveryWindow, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "code.pdf"))
    recovery.print_on(printer)
    assert (tmp_path / "code.pdf").read_bytes().count(b"/Type /Page\n") == 1
    assert "ABCD - EFGH - JKLM" in preview_of(recovery.paper).words
    assert "Chưa in được" not in said(recovery)


def test_a_printer_that_took_nothing_is_said_while_the_code_is_still_there(
    recovery: RecoveryWindow, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "no such folder" / "code.pdf"))
    recovery.print_on(printer)
    assert "Chưa in được — " in said(recovery)
    assert recovery.isVisible()


def test_print_asks_the_system_s_own_dialog(recovery: RecoveryWindow, qtbot: QtBot) -> None:
    click(recovery.print)
    dialogs = recovery.findChildren(QPrintDialog)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in dialogs), timeout=2000)
    for each in dialogs:
        each.reject()


@pytest.mark.parametrize("code", ["base.key-gone", "base.key-store-locked"])
def test_where_no_code_was_made_none_is_asked_for(
    paths: ProfilePaths, parent: QObject, code: str
) -> None:
    assert recovering_from(say(code), paths, MemoryVault(), parent) is None


def test_other_troubles_of_a_start_do_not_ask_for_a_code(
    paths: ProfilePaths, parent: QObject
) -> None:
    make_code(paths, KEY)
    assert recovering_from(say("base.disk-full"), paths, MemoryVault(), parent) is None


def test_a_slip_of_the_pen_is_said_and_the_right_code_opens(
    paths: ProfilePaths, parent: QObject, qtbot: QtBot
) -> None:
    code = make_code(paths, KEY)
    vault = MemoryVault()
    why = say("base.key-gone")
    window = StartTrouble(why, recovering_from(why, paths, vault, parent))
    qtbot.addWidget(window)
    window.show()
    assert window.entry is not None
    entry = window.entry
    QTest.keyClicks(entry.field, "ABCD-2345")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mã khôi phục không đúng — " in said(window), timeout=5000)
    QApplication.processEvents()
    assert window.height() == window.heightForWidth(window.width())  # no line of it is cut
    entry.field.clear()
    QTest.keyClicks(entry.field, code.lower().replace("-", " "))
    with qtbot.waitSignal(window.recovered, timeout=10_000) as recovered:
        click(entry.open)
    assert recovered.args == [vault]
    assert ledger_key(vault, paths.ledger) == KEY  # put back for every start to come
    assert not window.isVisible()


def test_a_locked_key_store_is_gone_round_for_this_run_alone(
    paths: ProfilePaths, parent: QObject, qtbot: QtBot
) -> None:
    code = make_code(paths, KEY)
    before = sorted(each.name for each in paths.data.iterdir())
    why = say("base.key-store-locked")
    window = StartTrouble(why, recovering_from(why, paths, LockedVault(), parent))
    qtbot.addWidget(window)
    window.show()
    assert window.entry is not None
    opened: list[Vault] = []
    window.recovered.connect(opened.append)
    QTest.keyClicks(window.entry.field, code)
    QTest.keyClick(window.entry.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    assert opened[0].read() == KEY
    assert sorted(each.name for each in paths.data.iterdir()) == before  # written nowhere


def test_the_program_itself_goes_on_once_the_code_is_typed(tmp_path: Path) -> None:
    """A start with a locked key store: the window, the code, and then the whole desktop."""
    paths = ProfilePaths.inside(tmp_path)
    Ledger.open(paths.ledger, KEY).close()
    code = make_code(paths, KEY)
    done = a_morning(tmp_path, code)
    assert done.stdout.split() == ["asked", "ready"], done.stderr


def test_the_program_can_be_left_after_a_wrong_code(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    Ledger.open(paths.ledger, KEY).close()
    make_code(paths, KEY)
    done = a_morning(tmp_path, "wrong")
    assert (done.stdout.split(), done.returncode) == (["asked"], 0), done.stderr


def a_morning(profile: Path, code: str) -> subprocess.CompletedProcess[str]:
    """The program starts, and somebody types `code` where it asks for one."""
    return subprocess.run(
        [sys.executable, "-c", _A_MORNING, str(profile), code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )


_A_MORNING = """
import sys
import os
import subprocess
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from rating_client.app import run
from rating_client.base.paths import ProfilePaths
from rating_client.desktop.start_trouble import StartTrouble
from tests.support.vaults import LockedVault

class AskedOnce(LockedVault):
    asked = False

    def read(self):
        if not self.asked:
            self.asked = True
            QTimer.singleShot(200, type_code)
        return super().read()

def type_code():
    [window] = [w for w in QApplication.topLevelWidgets() if isinstance(w, StartTrouble)]
    print("asked", flush=True)
    if sys.argv[2] == "wrong":
        window.entry._recovering.refused.connect(QApplication.quit)
    window.entry.field.setText(sys.argv[2])
    window.entry.open.click()

def ready(program):
    print("ready", flush=True)
    QTimer.singleShot(200, program.quit)

run(ProfilePaths.inside(Path(sys.argv[1])), vault=AskedOnce(), when_ready=ready)
"""
