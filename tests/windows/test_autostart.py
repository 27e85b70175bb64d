"""Starting with Windows: what the two values in the registry mean together."""

from __future__ import annotations

import sys
from pathlib import PureWindowsPath

import pytest

from rating_client.windows.autostart import (
    Autostart,
    command_for,
    installed_program,
    judge,
    read,
    switch,
)

PROGRAM = PureWindowsPath(r"C:\Users\mau\AppData\Local\RatingClient\rating-clientw.exe")
COMMAND = command_for(PROGRAM)


def test_the_command_survives_a_blank_in_the_path_and_opens_no_window() -> None:
    spaced = PureWindowsPath(r"C:\Program Files\RatingClient\rating-clientw.exe")
    assert command_for(spaced) == r'"C:\Program Files\RatingClient\rating-clientw.exe" --tray'


@pytest.mark.parametrize(
    ("command", "first_byte", "means"),
    [
        (COMMAND, None, Autostart.ON),  # nobody ever touched Task Manager
        (COMMAND, 0x02, Autostart.ON),
        (COMMAND, 0x06, Autostart.ON),
        (COMMAND, 0x03, Autostart.OFF_BY_WINDOWS),
        (COMMAND, 0x07, Autostart.OFF_BY_WINDOWS),
        (None, None, Autostart.OFF),
        (None, 0x03, Autostart.OFF),  # what Windows remembers of an entry that is gone
        ("", 0x02, Autostart.OFF),
    ],
)
def test_task_manager_has_the_last_word_on_an_entry_that_is_there(
    command: str | None, first_byte: int | None, means: Autostart
) -> None:
    approved = None if first_byte is None else bytes([first_byte, *([0] * 11)])
    assert judge(command, approved) is means


def test_an_empty_note_of_windows_says_nothing() -> None:
    assert judge(COMMAND, b"") is Autostart.ON


@pytest.mark.skipif(sys.platform == "win32", reason="there it is asked of the registry")
def test_elsewhere_there_is_nothing_to_switch() -> None:
    assert installed_program() is None
    assert read() is None
    switch(on=True)
    assert read() is None
