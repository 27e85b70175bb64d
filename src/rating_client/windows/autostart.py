"""Whether the program starts when the person signs in, and who decided it.

Two places in the user's registry. The program's entry is a value of
`Software\\Microsoft\\Windows\\CurrentVersion\\Run`. Task Manager does not touch it: what a person
turns off there is noted as twelve bytes under `Explorer\\StartupApproved\\Run`, the first of them
odd. That is the person's word to Windows, so this program says so and does not overrule it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PureWindowsPath

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
VALUE = "RatingClient"
PROGRAM = "rating-clientw.exe"


class Autostart(StrEnum):
    ON = "on"
    OFF = "off"
    OFF_BY_WINDOWS = "off-by-windows"  # in Task Manager or Windows' settings


def judge(command: str | None, approved: bytes | None) -> Autostart:
    """What the two values mean together; None for one that is not there."""
    if not command:
        return Autostart.OFF
    return Autostart.OFF_BY_WINDOWS if approved and approved[0] % 2 else Autostart.ON


def command_for(program: PureWindowsPath) -> str:
    """The value that starts `program` in the tray, without a window."""
    return f'"{program}" --tray'


def installed_program() -> PureWindowsPath | None:
    """The program without a console beside this interpreter; None where it was not installed."""
    if sys.platform != "win32":
        return None
    beside = Path(sys.executable).with_name(PROGRAM)
    return PureWindowsPath(beside) if beside.exists() else None


def read() -> Autostart | None:
    """How it stands for this user; None on other systems and for a program nobody installed."""
    if installed_program() is None:
        return None
    command, approved = _value(RUN_KEY), _value(APPROVED_KEY)
    return judge(
        command if isinstance(command, str) else None,
        approved if isinstance(approved, bytes) else None,
    )


def switch(on: bool) -> None:
    """Write or remove this user's entry. `OSError` where the registry refuses."""
    program = installed_program()
    if sys.platform == "win32" and program is not None:
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            if on:
                winreg.SetValueEx(key, VALUE, 0, winreg.REG_SZ, command_for(program))
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(key, VALUE)


def _value(path: str) -> object:
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
            return winreg.QueryValueEx(key, VALUE)[0]
    return None
