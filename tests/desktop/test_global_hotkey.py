"""The hotkey: which combinations there are, chosen by pressing them, held on Windows alone."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.base.sentences import Sentence
from rating_client.desktop.settings.keys import KeysControl
from rating_client.desktop.system.global_hotkey import GlobalHotkey
from rating_client.windows import hotkey
from rating_client.windows.hotkey import Keys, keys_of

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def control(qtbot: QtBot) -> KeysControl:
    control = KeysControl()
    qtbot.addWidget(control)
    control.show_value("Ctrl+Alt+R")
    control.show()
    control.field.setFocus()
    return control


@pytest.mark.parametrize(
    ("combination", "keys"),
    [
        ("Ctrl+Alt+R", Keys(0x0003, 0x52)),
        ("Ctrl+Shift+9", Keys(0x0006, 0x39)),
        ("Alt+F1", Keys(0x0001, 0x70)),
        ("Ctrl+F11", Keys(0x0002, 0x7A)),
    ],
)
def test_a_combination_is_what_windows_calls_it(combination: str, keys: Keys) -> None:
    assert keys_of(combination) == keys


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "R",
        "Shift+R",
        "Ctrl",
        "Ctrl+",
        "Ctrl+Ctrl+R",
        "Win+R",
        "Ctrl+F12",
        "ctrl+alt+r",
        "Alt+Đ",
    ],
)
def test_a_letter_alone_and_what_nobody_can_have_are_no_combination(nonsense: str) -> None:
    assert keys_of(nonsense) is None


def test_it_is_chosen_by_pressing_it(control: KeysControl, qtbot: QtBot) -> None:
    with qtbot.waitSignal(control.chosen, timeout=500) as chosen:
        QTest.keyClick(control.field, Qt.Key.Key_F, CTRL_ALT)
    assert chosen.args == ["Ctrl+Alt+F"]


def test_a_letter_alone_is_not_taken_and_the_old_one_stays(
    control: KeysControl, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(control.chosen, wait=20):
        QTest.keyClick(control.field, Qt.Key.Key_F)
        QTest.keyClick(control.field, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(control.field, Qt.Key.Key_R, CTRL_ALT)  # it is this one already
    assert control.field.text() == "Ctrl+Alt+R"


def test_it_can_be_left_out(control: KeysControl, qtbot: QtBot) -> None:
    with qtbot.waitSignal(control.chosen, timeout=500) as chosen:
        QTest.mouseClick(control.clear, Qt.MouseButton.LeftButton)
    assert chosen.args == [""]
    control.show_value("")
    assert not control.clear.isVisible()
    assert control.field.placeholderText() == "Bấm tổ hợp phím…"


@pytest.mark.skipif(sys.platform == "win32", reason="there it is held; seen under Wine")
def test_elsewhere_nothing_is_held_and_nothing_is_wrong(qtbot: QtBot) -> None:
    held = GlobalHotkey()
    said: list[list[Sentence]] = []
    held.conditions.connect(said.append)
    held.hold("Ctrl+Alt+R")
    assert not held.held
    assert said == [[]]
    held.release()


def test_one_that_another_program_has_is_said_in_a_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own answer stands in: on Windows, and no to this combination alone."""
    free = {"Ctrl+Alt+F"}
    monkeypatch.setattr(hotkey, "is_there", lambda: True)
    monkeypatch.setattr(hotkey, "register", lambda combination: combination in free)
    held = GlobalHotkey()
    said: list[list[Sentence]] = []
    held.conditions.connect(said.append)
    held.hold("Ctrl+Alt+R")
    assert [sentence.code for sentence in said[-1]] == ["desktop.hotkey-taken"]
    assert said[-1][0].advice.vi.startswith("Ctrl+Alt+R thuộc về chương trình khác.")
    held.hold("Ctrl+Alt+F")
    assert held.held
    assert said[-1] == []
    held.hold("")
    assert not held.held
    QApplication.processEvents()
