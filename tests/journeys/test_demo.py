"""The demo as a newcomer starts it: real widgets, a lost network, a kill, a table."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


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


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal's Ctrl+C goes to a POSIX group")
def test_a_person_ends_it_where_they_began_it_and_reads_the_table(tmp_path: Path) -> None:
    """Ctrl+C, as the one way on a desktop that shows no icons: the whole group hears it."""
    with subprocess.Popen(
        [sys.executable, "-m", "rating_client", "demo"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as demo:
        assert demo.stdout is not None
        said = next(line for line in demo.stdout if "exported: " in line)
        os.killpg(demo.pid, signal.SIGINT)
        table, _ = demo.communicate(timeout=120)
    assert demo.returncode == 0, table
    assert "ToKhaiHQ7N_100000000110.xlsx" in said
    assert "before_setup" in table
    assert list(tmp_path.iterdir()) == []


def test_where_it_fails_the_logs_it_names_are_still_there(tmp_path: Path) -> None:
    nowhere = {"PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)}
    (tmp_path / "uvicorn.py").write_text("raise SystemExit('no receiver today')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rating_client", "demo", "--headless"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **nowhere},
        timeout=120,
    )
    assert done.returncode == 1
    (log,) = tmp_path.glob("rating-demo-*/receiver/receiver.log")
    assert str(log.parent) in done.stderr
    assert "no receiver today" in log.read_text("utf-8")
