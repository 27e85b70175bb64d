"""Spawn of `rating-client --tray` to its icon, beside a bare QApplication with one window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rating_client.base.ledger import Ledger
from rating_client.base.vault import KEY_FD
from tests.benchmarks.compiled import compile_program

RUNS = 10
BAR = 1.3

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
window = QLabel("bare")
window.show()
app.processEvents()
print("shown", flush=True)
"""

OURS = """
import sys
from rating_client import app
from rating_client.__main__ import main
from PySide6.QtWidgets import QSystemTrayIcon

shown, run = QSystemTrayIcon.show, app.run

def show_and_say(icon):
    shown(icon)
    print("shown", flush=True)

def ready(program):
    print("ready", flush=True)
    program.quit()

QSystemTrayIcon.show = show_and_say
app.run = lambda paths, **wishes: run(paths, when_ready=ready, **wishes)
sys.argv[1:] = ["--tray", "--profile", sys.argv[1]]
sys.exit(main())
"""


def main() -> None:
    """Print the medians, their ratio and the bar."""
    compile_program()
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        profile.mkdir()
        ledger = Ledger.open(profile / "ledger.db", bytes(32))
        ledger.remember("desktop.first-run", "1")
        ledger.close()
        bare, tray, ready = [], [], []
        for _ in range(RUNS):
            bare.append(_seconds_until(BARE, profile)["shown"])
            ours = _seconds_until(OURS, profile)
            tray.append(ours["shown"])
            ready.append(ours["ready"])
    limit = statistics.median(bare)
    print(f"start-up, median of {RUNS}, alternating, offscreen")
    print(f"  bare QApplication + window  {limit * 1000:6.0f} ms  1.00")
    for name, seconds in (("tray icon", tray), ("everything", ready)):
        middle = statistics.median(seconds)
        bar = f"  (bar {BAR})" if name == "tray icon" else ""
        print(f"  rating-client, {name:11}  {middle * 1000:6.0f} ms  {middle / limit:.2f}{bar}")


def _seconds_until(program: str, profile: Path) -> dict[str, float]:
    """Seconds from the spawn to each word the program says."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(profile)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", KEY_FD: "0"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(bytes(32).hex().encode())
    process.stdin.close()
    said: dict[str, float] = {}
    for line in process.stdout:
        said.setdefault(line.decode().strip(), time.perf_counter() - begun)
    process.wait()
    return said


if __name__ == "__main__":
    main()
