"""Faults at a chosen system call, by strace: a kill or an error at its n-th time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# Continuous integration installs strace, so there a missing one is a failure.
needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None and not os.environ.get("CI"), reason="strace is not installed"
)

WRITES = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "unlink")
NETWORK = ("connect", "sendto", "recvfrom")

_CALL = re.compile(r"(\d+) +(\w+)\(")


@dataclass(frozen=True)
class Injection:
    """`what` happens at the `when`-th `call` of any thread: `signal=KILL` or `error=ENOSPC`.

    With `onwards` it happens at every later one too, as on a disk that stays full.
    """

    call: str
    when: int
    what: str = "signal=KILL"
    onwards: bool = False

    def arguments(self) -> list[str]:
        when = f"{self.when}{'+' if self.onwards else ''}"
        return ["-e", f"trace={self.call}", "-e", f"inject={self.call}:{self.what}:when={when}"]


def every_point(
    counts: Mapping[str, int], what: str = "signal=KILL", *, step: int = 1, onwards: bool = False
) -> Iterator[Injection]:
    """Each call of a run that was counted, or every `step`-th of each kind from the first on."""
    for call, most in sorted(counts.items()):
        for when in range(1, most + 1, step):
            yield Injection(call, when, what, onwards)


def counted(log: Path) -> dict[str, int]:
    """How often each call was made, by the thread that made it most: strace counts per thread."""
    threads: dict[str, Counter[str]] = {}
    for line in log.read_text("utf-8", "replace").splitlines():
        if found := _CALL.match(line):
            threads.setdefault(found[1], Counter())[found[2]] += 1
    calls = {call for counts in threads.values() for call in counts}
    return {call: max(counts[call] for counts in threads.values()) for call in calls}


@contextmanager
def traced(pid: int, arguments: list[str], log: Path) -> Iterator[None]:
    """Around what process `pid` does while strace is attached to it."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(pid), "-o", str(log), *arguments],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if "attached" not in said:
        tracer.kill()
        tracer.wait()
        if os.environ.get("CI"):
            raise AssertionError(f"strace may not attach: {said}")
        pytest.skip("strace may not attach here")
    try:
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        try:
            tracer.communicate(timeout=5)
        except subprocess.TimeoutExpired:  # it may wait for ever for a thread it has killed
            tracer.kill()
            tracer.communicate()
