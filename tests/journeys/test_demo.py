"""The demo as a newcomer starts it: real widgets, a lost network, a kill, a table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_it_plays_itself_to_verified_receipts_and_leaves_nothing_running(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rating_client", "demo", "--headless", "--profile", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    table = done.stdout.split("\n\n")[-1].splitlines()
    rated = [line for line in table if "answered" in line]
    assert len(rated) == 6
    for line in rated:
        assert "receipted" in line
        assert "verified" in line
        assert "once" in line
    before = [line for line in table if "before_setup" in line]
    assert len(before) == 2
    assert all(" due " in line for line in before)
    assert any("not registered" in line for line in table)
