"""The harness's end of `tests.faults.victims`: run a scenario, perhaps with a fault in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.injection import Injection, counted, traced
from tests.faults.twins import PLANTED


class Ended(NamedTuple):
    """How a victim ended."""

    killed: bool
    status: int  # its exit code; 0 where it was killed

    @property
    def well(self) -> bool:
        return not self.killed and self.status == 0


class Nursery:
    """Makes victims; with `planted`, all of them carry that bug (see `tests.faults.twins`)."""

    def __init__(self, planted: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.victims"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, PLANTED: planted},
        )

    def run(
        self, scenario: str, folder: Path, fault: Injection | None = None, **asked: Any
    ) -> Ended:
        """Carry out `scenario` on what lies in `folder`, with `fault` in it if there is one."""
        if fault is None:
            return self._run(scenario, folder, None, asked)
        return self._run(scenario, folder, fault.arguments(), asked)

    def count(
        self, scenario: str, folder: Path, calls: tuple[str, ...], **asked: Any
    ) -> dict[str, int]:
        """Carry out `scenario` undisturbed: how often it makes each of `calls`."""
        ended = self._run(scenario, folder, ["-e", f"trace={','.join(calls)}"], asked)
        assert ended.well, complaints(folder)
        return counted(_log(folder))

    def log(self, scenario: str, folder: Path, arguments: list[str], **asked: Any) -> Path:
        """Carry out `scenario` under strace with these arguments; where its log lies."""
        ended = self._run(scenario, folder, arguments, asked)
        assert ended.well, complaints(folder)
        return _log(folder)

    def _run(
        self, scenario: str, folder: Path, tracing: list[str] | None, asked: dict[str, Any]
    ) -> Ended:
        request = {"scenario": scenario, "folder": str(folder), "history": str(_history(folder))}
        self._tell(json.dumps({**request, **asked}))
        pid = self._heard()
        around = nullcontext() if tracing is None else traced(pid, tracing, _log(folder))
        with around:
            self._tell("go")
            status = self._heard()
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL, f"died of {os.WTERMSIG(status)}"
            return Ended(killed=True, status=0)
        return Ended(killed=False, status=os.WEXITSTATUS(status))

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _heard(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()


def history(folder: Path) -> list[str]:
    """What the victims in `folder` called done, line by line; a line cut by a kill is none."""
    file = _history(folder)
    text = file.read_text("utf-8") if file.exists() else ""
    return text.splitlines() if text.endswith("\n") else text.splitlines()[:-1]


def complaints(folder: Path) -> str:
    file = Path(f"{_history(folder)}.err")
    return file.read_text("utf-8") if file.exists() else ""


def _history(folder: Path) -> Path:
    return folder / "history"


def _log(folder: Path) -> Path:
    return folder / "trace"
