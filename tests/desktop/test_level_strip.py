"""Five levels as real radio buttons: digits choose, the same again clears, arrows only move."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.controls.level_cell import CellLook, in_lines
from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.words import level_names, unbroken


@pytest.fixture
def strip(qtbot: QtBot) -> LevelStrip:
    window = QWidget()
    column = QVBoxLayout(window)
    strip = LevelStrip()
    strip.set_subject("Kiểm tra hồ sơ")
    column.addWidget(strip)
    qtbot.addWidget(window)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    strip.take_focus()
    strip.window_kept = window  # type: ignore[attr-defined]  # lives as long as the strip
    return strip


def key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def test_nothing_is_chosen_at_first_and_all_cells_are_alike(strip: LevelStrip) -> None:
    assert strip.level is None
    assert all(isinstance(cell, QRadioButton) for cell in strip.cells)
    assert len({cell.size().toTuple() for cell in strip.cells}) == 1


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_digit_chooses_and_the_same_digit_clears(strip: LevelStrip, level: int) -> None:
    chosen = QSignalSpy(strip.chosen)
    digit = Qt.Key(Qt.Key.Key_0 + level)
    key(digit)
    assert strip.level == level
    assert [cell.isChecked() for cell in strip.cells] == [n == level for n in range(1, 6)]
    key(digit)
    assert strip.level is None
    assert not any(cell.isChecked() for cell in strip.cells)
    assert [chosen.at(i)[0] for i in range(chosen.count())] == [level, None]


def test_the_number_pad_chooses_too(strip: LevelStrip) -> None:
    key(Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert strip.level == 4


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_digit_with_a_modifier_is_somebody_else_s_key(
    strip: LevelStrip, modifier: Qt.KeyboardModifier
) -> None:
    key(Qt.Key.Key_4, modifier)
    assert strip.level is None


def test_arrows_move_and_never_choose_space_chooses(strip: LevelStrip) -> None:
    key(Qt.Key.Key_Right)
    assert strip.column == 0
    for _ in range(7):
        key(Qt.Key.Key_Right)
    assert strip.column == 4
    assert strip.level is None
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_Space)
    assert strip.level == 4
    key(Qt.Key.Key_Space)
    assert strip.level is None


def test_up_and_down_leave_for_another_row(strip: LevelStrip) -> None:
    left = QSignalSpy(strip.left)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Up)
    assert [left.at(i)[0] for i in range(left.count())] == [1, -1]


def test_a_click_chooses_and_a_second_clears_but_a_double_click_only_chooses(
    strip: LevelStrip,
) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(strip.cells[2], left)
    assert strip.level == 3
    QTest.mouseClick(strip.cells[2], left)
    assert strip.level is None
    QTest.mouseClick(strip.cells[2], left)
    QTest.mouseDClick(strip.cells[2], left)
    assert strip.level == 3


def test_the_whole_strip_is_one_stop_of_the_tab_key(strip: LevelStrip) -> None:
    assert strip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not any(cell.focusPolicy() & Qt.FocusPolicy.TabFocus for cell in strip.cells)


def test_showing_a_level_is_not_choosing_it(strip: LevelStrip) -> None:
    chosen = QSignalSpy(strip.chosen)
    strip.set_level(2)
    strip.set_level(None)
    assert chosen.count() == 0


def test_screen_readers_find_a_group_of_radio_buttons_with_names(strip: LevelStrip) -> None:
    group = QAccessible.queryAccessibleInterface(strip)
    assert group is not None
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Mức cho Kiểm tra hồ sơ, chưa chọn"
    cell = QAccessible.queryAccessibleInterface(strip.cells[3])
    assert cell is not None
    assert cell.role() == QAccessible.Role.RadioButton
    assert cell.text(QAccessible.Text.Name) == "Mức 4, Hài lòng, 4 trên 5"
    key(Qt.Key.Key_4)
    assert group.text(QAccessible.Text.Name) == "Mức cho Kiểm tra hồ sơ: 4\u00a0Hài\u00a0lòng"


@pytest.mark.parametrize("look", list(CellLook))
def test_words_that_belong_together_never_break(qapp: QApplication, look: CellLook) -> None:
    metrics = QFontMetricsF(qapp.font())
    for name in level_names().values():
        lines = in_lines(unbroken(name), metrics, look.value[0])
        assert not any(line.endswith(("Hài", "hài", "Bình")) for line in lines)
        assert " ".join(lines) == unbroken(name)


def test_digits_reach_the_strip_past_a_vietnamese_input_method(strip: LevelStrip) -> None:
    """In VNI mode an input method composes with digits. It is offered to text fields only, so
    here they arrive as keys; the words of a text field keep theirs."""
    assert not strip.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not any(
        cell.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) for cell in strip.cells
    )
    strip.take_focus(2)
    assert not QApplication.inputMethod().queryFocusObject(Qt.InputMethodQuery.ImEnabled, None)
    key(Qt.Key.Key_5)
    assert strip.level == 5


def test_a_closed_level_is_refused_and_says_what_to_do_instead(strip: LevelStrip) -> None:
    chosen, refused = QSignalSpy(strip.chosen), QSignalSpy(strip.refused)
    strip.close_levels((1, 2), "mở từng tờ")
    key(Qt.Key.Key_2)
    QTest.mouseClick(strip.cells[0], Qt.MouseButton.LeftButton)
    assert (chosen.count(), refused.count()) == (0, 2)
    assert not any(cell.isChecked() for cell in strip.cells)
    assert strip.cells[0].accessibleName() == "Mức 1, Rất không hài lòng, 1 trên 5: mở từng tờ"
    key(Qt.Key.Key_3)
    assert strip.level == 3
