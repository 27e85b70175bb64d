"""Starting, and looking again, over a folder of 100,000 known exports.

The limit is one pass that lists and stats every file. Ours is the real first look after a start,
ledger included, and the looks that follow. Alternating, in one run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.exports.directories import Directories
from rating_client.exports.folder import ExportFolder
from rating_client.exports.seen import SeenFiles
from rating_client.exports.sweep import list_exports

FILES = 100_000
NEW = 100
RUNS = 5
BARS = {"start, 0 new": 0.25, "start, 100 new": 0.6, "idle, gated": 0.001, "idle, names": 0.3}
BAR_MEMORY = 30  # MB over the bare program
KEY = bytes(32)

MEMORY = """
import sys
from pathlib import Path
from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.exports.folder import ExportFolder
from rating_client.exports.seen import SeenFiles

ledger = Ledger.open(Path(sys.argv[1]), bytes(32))
clock = SystemClock()
folder = ExportFolder(sys.argv[2], SeenFiles(ledger, lambda: "1"), clock)
looks = sys.argv[3]
if looks != "none":
    folder.sweep(clock.now())
if looks == "every file":
    folder._cadence.files = clock.monotonic()
    while folder.sweep(clock.now()).wait == 0.0:
        pass
for line in Path("/proc/self/status").read_text().splitlines():
    if line.startswith(("VmRSS", "VmHWM")):
        print(int(line.split()[1]) >> 10)
"""


def main() -> None:
    """Print the medians, their ratios and the bars."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "exports"
        folder.mkdir()
        for number in range(FILES):
            name = f"ECUS5VNACCS2018_ToKhai_1{number:011}_STT{number}.xml"
            (folder / name).write_bytes(b"<Root></Root>")
        path = Path(place) / "ledger.db"
        ledger = Ledger.open(path, KEY)
        _all_read(ledger, folder)
        took = _measured(ledger, folder)
        limit = statistics.median(took["scandir + stat"])
        print(f"{FILES:,} known exports, median of {RUNS}, alternating")
        for what, seconds in took.items():
            middle = statistics.median(seconds)
            bar = f"  (bar {BARS[what]})" if what in BARS else ""
            print(f"  {what:28} {middle * 1000:9.2f} ms  {middle / limit:8.4f}{bar}")
        bare, after, most = _memory(path, folder)
        print(f"  memory: bare {bare} MB, started {after - bare:+} MB  (bar +{BAR_MEMORY})")
        print(f"  memory at its highest, every file looked at: {most - bare:+} MB")


def _all_read(ledger: Ledger, folder: Path) -> None:
    """As after the first day: everything is read, and the directory is kept."""
    seen = SeenFiles(ledger, lambda: "1")
    seen.first_listed(str(folder), list_exports(str(folder)).files, 1.0)
    seen.first_pass_done(str(folder), 1.0)
    ledger.run("UPDATE export_file SET outcome = 'read', retry_at = NULL")
    time.sleep(3.5)  # a modification time is trusted when it is older than a clock's tick
    directories = Directories(str(folder), {}, seen.names.recorded, trusted=lambda: True)
    assert directories.look(time.time(), whole=True).files == []
    seen.names.keep(str(folder), directories.kept)


def _measured(ledger: Ledger, folder: Path) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {}
    for _ in range(RUNS):
        for what, seconds in _one_run(ledger, folder):
            took.setdefault(what, []).append(seconds)
        time.sleep(3.5)
    return took


def _one_run(ledger: Ledger, folder: Path) -> Iterator[tuple[str, float]]:
    seen, clock = SeenFiles(ledger, lambda: "1"), SystemClock()
    kept = seen.names.of(str(folder))
    directories = Directories(str(folder), kept, seen.names.recorded, trusted=lambda: True)

    def start() -> None:
        ExportFolder(folder, seen, clock)._look(0.0, clock.now())

    yield "scandir + stat", _seconds(lambda: _stat_all(folder))
    yield "start, 0 new", _seconds(start)
    directories.look(clock.now(), whole=True)
    yield "idle, names", _seconds(lambda: directories.look(clock.now(), whole=True))
    yield "idle, gated", _seconds(lambda: directories.look(clock.now(), whole=False))
    new = [folder / f"new-{number}.xml" for number in range(NEW)]
    for each in new:
        each.write_bytes(b"<Root></Root>")
    yield "start, 100 new", _seconds(start)
    for each in new:
        each.unlink()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _stat_all(folder: Path) -> int:
    with os.scandir(folder) as entries:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in entries)


def _memory(ledger: Path, folder: Path) -> tuple[int, int, int]:
    """MB of a process without a look, after the first one, and at its highest over many."""

    def run(looks: str) -> tuple[int, int]:
        command = [sys.executable, "-c", MEMORY, str(ledger), str(folder), looks]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        highest, now = map(int, said)
        return now, highest

    return run("none")[0], run("names")[0], run("every file")[1]


if __name__ == "__main__":
    main()
