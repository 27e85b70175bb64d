"""The dialogs for folders and files: what they offer, and that none stays behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.file_dialogs import ask_for_file, ask_for_folder, ask_where_to_save

Ask = Callable[[QWidget, list[str]], QFileDialog]


def folder(window: QWidget, told: list[str]) -> QFileDialog:
    return ask_for_folder(window, "Chọn thư mục", told.append)


def file(window: QWidget, told: list[str]) -> QFileDialog:
    return ask_for_file(window, "Chọn tệp", "CSV (*.csv)", told.append)


def place(window: QWidget, told: list[str]) -> QFileDialog:
    return ask_where_to_save(window, "Lưu", "phiếu.csv", "csv", told.append)


@pytest.mark.parametrize("ask", [folder, file, place])
def test_a_dialog_is_gone_once_it_is_closed(ask: Ask, qtbot: QtBot) -> None:
    window, told = QWidget(), list[str]()
    qtbot.addWidget(window)
    for _ in range(3):
        ask(window, told).reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    assert told == [], "nothing was chosen"


def test_a_chosen_folder_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    window, told = QWidget(), list[str]()
    qtbot.addWidget(window)
    ask_for_folder(window, "Chọn thư mục", told.append, start=str(tmp_path)).accept()
    assert told == [str(tmp_path)]
