"""A program that idles still hears that it is to end."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from rating_client.base.instance import ask
from rating_client.base.paths import ProfilePaths
from tests.support.program import start


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a session by a message to Qt")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_program_ends_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    program = start(tmp_path, "--tray")
    paths = ProfilePaths.inside(tmp_path)
    until = time.monotonic() + 30
    while ask(paths, {"do": "wake"}) is None and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)  # what the start brings with it is over
    program.send_signal(number)
    _, said = program.communicate(timeout=10)
    assert program.returncode == 0, said
