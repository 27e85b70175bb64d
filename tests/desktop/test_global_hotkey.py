"""Ctrl+Alt+R: held on Windows only, and let go with the program."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from rating_client.desktop.global_hotkey import GlobalHotkey


@pytest.mark.skipif(sys.platform == "win32", reason="there it is held; seen under Wine")
def test_elsewhere_nothing_is_held_and_nothing_breaks(qtbot: QtBot) -> None:
    hotkey = GlobalHotkey()
    with qtbot.assertNotEmitted(hotkey.pressed, wait=50):
        assert not hotkey.held
    hotkey.release()
