"""Names chosen to deceive: windows show files and folders escaped, and as plain text."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rating_client import desktop
from rating_client.desktop.attention.page import AttentionPage
from rating_client.desktop.first_run.folder_card import FolderCard
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.exports.names import shown_name
from rating_client.exports.settling import SettledFile
from rating_client.exports.trouble import FileTrouble
from tests.support.workday import Workday

ODD = {
    "a turned direction": "to khai \u202eslx.exe.xml",
    "a line break": "line\nbreak.xml",
    "markup": "<b>Bấm</b> <img src=x> & đây.xml",
    "no unicode": "\udcff\udcfe.xml",
    "decomposed": unicodedata.normalize("NFD", "Tờ khai Đặng Thị Hường.xml"),
    "255 bytes": "n" * 251 + ".xml",
}


def words(widget: QWidget) -> list[str]:
    """Everything a person could read on it, tool tips as they are shown."""
    found = []
    for each in [widget, *widget.findChildren(QWidget)]:
        if isinstance(each, QLabel):
            assert each.textFormat() is Qt.TextFormat.PlainText
            found.append(each.text())
        if tip := each.toolTip():
            shown = QTextDocument()
            shown.setHtml(tip) if "<" in tip else shown.setPlainText(tip)
            found.append(shown.toPlainText())
    return found


def is_plain(text: str) -> bool:
    return not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl") for letter in text)


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_a_refused_file_is_shown_by_an_escaped_name(day: Workday, qtbot: QtBot, name: str) -> None:
    file = SettledFile(f"/exports/{name}", "/exports", 10, 1, before_setup=False)
    trouble = FileTrouble("exports.file-too-large", file=shown_name(name), limit=50)
    day.profile.seen.record(file, day.clock.now(), refusal=trouble)
    profile = day.profile
    page = AttentionPage(profile.sent, profile.outbox, profile.seen, day.clock)
    qtbot.addWidget(page)
    shown = words(page)
    assert f"/exports/{shown_name(name)}" in shown
    assert all(is_plain(text) for text in shown)


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_a_folder_is_shown_by_an_escaped_name(qtbot: QtBot, name: str) -> None:
    card = FolderCard(FolderLook(f"/exports/{name}", Verdict.EMPTY), 0.0)
    qtbot.addWidget(card)
    shown = words(card)
    assert any(text.startswith(f"/exports/{shown_name(name)}, ") for text in shown)
    assert all(is_plain(text) for text in shown)
    assert is_plain(card.accessibleName())


def test_every_tool_tip_is_plain_text_whatever_it_holds() -> None:
    """Qt reads a tool tip that looks like HTML as HTML; only words of our own may go past that."""
    folder = Path(desktop.__file__).parent
    bare = [
        f"{file.relative_to(folder)}:{call.lineno}"
        for file in folder.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "setToolTip"
        and not _is_plain_tip(call.args[0])
        and file.name not in _NOT_A_WIDGET
    ]
    assert bare == []


_NOT_A_WIDGET = {"tray.py"}  # the system's own tool tip knows no HTML


def _is_plain_tip(said: ast.expr) -> bool:
    match said:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_plain_tip(body) and _is_plain_tip(orelse)
        case ast.Call(func=ast.Name(id="plain_tip")) | ast.Call(func=ast.Attribute(attr="tr")):
            return True
    return False
