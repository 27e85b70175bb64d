"""A screen of one's own with a window manager on it, and somebody who types.

`Xvfb`, `openbox` and `xdotool`: keys arrive through the X server, as from a keyboard.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0  # seconds
TOOLS = ("Xvfb", "openbox", "xdotool")

needs_a_screen = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS) and not os.environ.get("CI"),
    reason="Xvfb, openbox or xdotool is not installed",
)


class XScreen:
    """While entered, programs started with `start` show their windows on it."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[str]] = []
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONUNBUFFERED": "1"}

    def __enter__(self) -> XScreen:
        reading, writing = os.pipe()
        # Without -noreset the server starts over whenever its last client leaves, and throws out
        # a window manager that is just arriving.
        server = subprocess.Popen(
            ["Xvfb", "-noreset", "-displayfd", str(writing), "-screen", "0", "1440x900x24"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
            text=True,
        )
        os.close(writing)
        self._running.append(server)
        with os.fdopen(reading) as said:
            self.environment["DISPLAY"] = f":{said.readline().strip()}"
        self._running.append(
            subprocess.Popen(
                ["openbox"],
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        )
        self._until(lambda: self.xdotool("get_desktop").isdigit(), "no window manager began")
        return self

    def __exit__(self, *_error: object) -> None:
        for process in reversed(self._running):
            process.kill()
            process.communicate()

    def start(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """`python -m MODULE ARGUMENTS`, its standard input and output in our hands."""
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._running.append(process)
        return process

    def xdotool(self, *arguments: str) -> str:
        """What it prints; empty where it finds nothing."""
        command = ["xdotool", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        ).stdout.strip()

    def until_active(self, name: str) -> None:
        """Give the keyboard to the window with this title, as a person clicking it would.

        A window manager that is still starting may leave a new window without it.
        """

        def active() -> bool:
            if self.xdotool("getactivewindow", "getwindowname") == name:
                return True
            self.xdotool("search", "--name", f"^{name}$", "windowactivate")
            return False

        self._until(active, f"{name} never became the active window")

    def _until(self, happened: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not happened():
            assert time.monotonic() < deadline, otherwise
            time.sleep(0.05)


def told(program: subprocess.Popen[str], command: str) -> str:
    """The line that a program of `start` answers to `command`."""
    pipe(program.stdin).write(f"{command}\n")
    pipe(program.stdin).flush()
    return pipe(program.stdout).readline().strip()


def pipe(end: IO[str] | None) -> IO[str]:
    assert end is not None
    return end
