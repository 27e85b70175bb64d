"""Runs inside the installed program: every part that talks to Windows itself, tried for real.

Prints a JSON object with what each said; the story compares.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from rating_client.base.settings import settings_here
from rating_client.windows import autostart, contrast, foreground, hotkey, policy, presence

_OFF_IN_TASK_MANAGER = b"\x03" + bytes(11)
_CONFINES_AND_ENDS = """
import subprocess, sys
from rating_client.windows import job
sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
job.confine(subprocess.Popen(sleeper, stdout=sys.stdout))
"""


def main() -> None:
    # As the launcher would have it: the program is known by what starts it.
    sys.executable = str(Path(sys.argv[1]) / "rating-client.exe")
    said = {
        "autostart": _autostart(),
        "job": _job(str(Path(sys.argv[1]) / "python" / "python.exe")),
        "hotkey": [hotkey.register(hotkey.USUAL), hotkey.register(hotkey.USUAL)],
        "presence": [presence.presenting(), presence.locked(), presence.idle_seconds() is not None],
        "setup": dict(policy.read_setup()),
        "policy": _policy(),
        "contrast": contrast.high_contrast(),
    }
    foreground.hand_over()
    hotkey.unregister()
    sys.stdout.write(json.dumps(said))


def _autostart() -> list[str | None]:
    """As setup left it, switched off, switched on, off in the task manager, and back."""
    seen: list[str | None] = [autostart.read()]
    autostart.switch(False)
    seen.append(autostart.read())
    autostart.switch(True)
    seen.append(autostart.read())
    _approve(_OFF_IN_TASK_MANAGER)
    seen.append(autostart.read())
    _approve(None)
    seen.append(autostart.read())
    return seen


def _approve(value: bytes | None) -> None:
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, autostart.APPROVED_KEY) as key:
            if value is not None:
                winreg.SetValueEx(key, autostart.VALUE, 0, winreg.REG_BINARY, value)
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(key, autostart.VALUE)


def _policy() -> list[object]:
    """What policies of the user and of the computer decide, written as Windows writes them."""
    if sys.platform == "win32":
        import winreg

        folders = ["C:\\ECUS\\Xuất", "\\\\kt-02\\tokhai"]
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, policy.POLICY_KEY) as key:
            winreg.SetValueEx(key, "ExportFolders", 0, winreg.REG_MULTI_SZ, folders)
            winreg.SetValueEx(key, "EraseContentAfterDays", 0, winreg.REG_DWORD, 0xFFFFFFFF)
            winreg.SetValueEx(key, "Language", 0, winreg.REG_SZ, "vi")
        with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, policy.POLICY_KEY) as key:
            winreg.SetValueEx(key, "Language", 0, winreg.REG_SZ, "en")
    found = settings_here(Path("there-is-none.toml"))
    if sys.platform == "win32":
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, policy.POLICY_KEY)
        winreg.DeleteKey(winreg.HKEY_LOCAL_MACHINE, policy.POLICY_KEY)
    told, problems = found.settings, [problem.line("en") for problem in found.problems]
    decided = sorted(name for name, origin in found.origins.items() if origin == "policy")
    return [told.export_folders, told.erase_content_after_days, told.language, decided, problems]


def _job(python: str) -> bool:
    """Whether a confined process ends with the program that confined it: its pipe closes then."""
    try:
        subprocess.run([python, "-c", _CONFINES_AND_ENDS], stdout=subprocess.PIPE, timeout=20)
    except subprocess.TimeoutExpired:
        return False
    return True


if __name__ == "__main__":
    main()
