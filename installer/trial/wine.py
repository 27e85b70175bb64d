"""A Windows of its own for one trial: a Wine prefix, set up once and thrown away.

What only Wine lacks is put into the prefix, never into the package:
- `bcryptprimitives.dll`, which cryptography asks for random bytes (Wine 8 has none);
- Qt's look at the network is taken out after each setup: Wine 8 never answers it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from installer import HERE, CheckoutTrouble
from installer.tools import run_tool

_SHIM = HERE / "trial" / "bcryptprimitives.c"
_QUIET = {"WINEDEBUG": "-all", "WINEARCH": "win64", "RATING_CLIENT_PLATFORM": "offscreen"}


@dataclass(frozen=True)
class Done:
    """A Windows program that ended."""

    code: int
    out: str


class Wine:
    """Windows in `folder`, for the user of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {**os.environ, **_QUIET, "WINEPREFIX": str(folder)}
        self.run("wineboot", "--init", seconds=120)
        self.run("winecfg", "-v", "win10")
        shim = folder / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll"
        compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", str(_SHIM), "-o", str(shim)]
        run_tool(*compiler, "-ladvapi32")

    @property
    def installed(self) -> Path:
        """Where setup puts the program."""
        return self._home / "AppData" / "Local" / "Programs" / "RatingClient"

    @property
    def user_data(self) -> Path:
        return self._home / "AppData" / "Local" / "rating-client"

    def run(self, *command: str | Path, seconds: float = 90) -> Done:
        """Run a Windows program to its end; one that does not end is killed and told as 124."""
        # Python under Wine starts with pipes for its streams, or not at all.
        process = self.start(*command)
        try:
            out, _ = process.communicate(timeout=seconds)
            return Done(process.returncode, out)
        except subprocess.TimeoutExpired:
            process.kill()
            return Done(124, "")

    def start(self, *command: str | Path, waiting: bool = False) -> subprocess.Popen[str]:
        """Start a Windows program and go on; with `waiting` its input stays open."""
        try:
            return subprocess.Popen(
                ["wine", *map(str, command)],
                env=self._environment,
                stdin=subprocess.PIPE if waiting else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        except FileNotFoundError as error:
            raise CheckoutTrouble("wine is missing: run `make test-installer`.") from error

    def program(self, *arguments: str | Path, seconds: float = 90) -> Done:
        """The installed program on the command line."""
        return self.run(self.installed / "rating-client.exe", *arguments, seconds=seconds)

    def without_network_look(self) -> None:
        shutil.rmtree(self.installed / "site" / "PySide6" / "plugins" / "networkinformation")

    def registry(self, key: str) -> dict[str, str]:
        r"""Every value below HKEY_CURRENT_USER\`key`, as `key\name` and its text."""
        report = self.run("reg", "query", rf"HKCU\{key}", "/s")
        found: dict[str, str] = {}
        place = ""
        for line in report.out.splitlines() if report.code == 0 else ():
            if line.startswith("HKEY_"):
                place = line.strip().partition("\\")[2]
            elif line.startswith("    "):
                name, _kind, text = [*line[4:].split("    ", 2), ""][:3]
                found[rf"{place}\{name}"] = text
        return found

    def close(self) -> None:
        subprocess.run(["wineserver", "--kill"], env=self._environment, check=False)

    @property
    def _home(self) -> Path:
        users = self._folder / "drive_c" / "users"
        return next(each for each in sorted(users.iterdir()) if each.name != "Public")


def windows_path(path: Path) -> str:
    """How Wine names a file of this computer."""
    return str(PureWindowsPath("Z:/", *path.resolve().parts[1:]))


def wait_until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it became true in time."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True
