"""Thousands of exports at once beside the running program: its windows answer all the while."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FLOODS = [
    ("new", 400),
    ("foreign", 1_000),
    pytest.param("new", 100_000, marks=pytest.mark.slow),
    pytest.param("foreign", 20_000, marks=pytest.mark.slow),
]
OWN = 100  # milliseconds the GUI thread may work without a pause, on a computer as slow as any
ONCE = 2  # times it may work for more than 50: a first card loads what it is made of
COUNTED = 5_000  # open declarations for one more such time: what the icon tells is counted anew


@pytest.mark.parametrize(("kind", "files"), FLOODS)
def test_the_gui_thread_is_not_held_up_by_a_flood(kind: str, files: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.flood", str(files), kind],
        capture_output=True,
        text=True,
        timeout=120 + files / 15,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{files} {kind} files: found {figures['found']}, prompts {figures['prompts']}, cards"
        f" {figures['cards']}; {figures['beats']} beats, longest pause {figures['longest']} ms,"
        f" of it at work at most {figures['own']} ms, more than 50 ms {figures['over']} times"
    )
    assert figures["found"] == files
    assert figures["prompts"] == (files if kind == "new" else 0)
    assert figures["cards"] == (1 if kind == "new" else 0)
    assert figures["own"] <= OWN
    assert figures["over"] <= ONCE + files // COUNTED
