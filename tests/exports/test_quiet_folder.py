"""What watching costs, and what it leaves alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rating_client.base.ledger import Ledger
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import PRINT, XML, Reader


def test_nothing_in_the_folder_is_changed_by_watching_it(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    software.write("SAO MAI/b.xlsx", PRINT)
    software.write("broken.xlsx", PRINT[:100])
    before, open_before = software.state(), _open_files()
    reader.run(300.0)
    assert software.state() == before
    assert _open_files() <= open_before


def _open_files() -> set[Path]:
    """By the list that Linux keeps."""
    listed = Path("/proc/self/fd")
    return set(listed.iterdir()) if listed.exists() else set()


@pytest.mark.parametrize("unfinished", [b"", XML[:200], b"So TK"])
def test_a_quiet_folder_is_not_looked_at_all_the_time(
    software: ExportFolder, reader: Reader, clock: FakeClock, unfinished: bytes
) -> None:
    software.write("a.xml", XML)
    software.write("b.csv", unfinished)
    reader.settle()
    sweeps = 0
    until = clock.monotonic() + 60.0
    while clock.monotonic() < until:
        reader.step()
        sweeps += 1
        clock.advance(reader.last.wait)
    assert sweeps <= 21


def test_a_writer_cannot_wake_the_sweep_without_end(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    folder.sweep(clock.now())
    folder.wake()
    assert 0 < folder.sweep(clock.now()).wait <= 0.1


def test_trouble_of_the_ledger_is_not_swallowed(
    software: ExportFolder, folder: Watched, ledger: Ledger, clock: FakeClock
) -> None:
    ledger.run("DROP TABLE export_file")
    with pytest.raises(Exception, match="base"):
        folder.sweep(clock.now())


OPENED = re.compile(r'(?:openat|open)\([^"]*"([^"]*)", ([A-Z_|]+)[^)]*\)\s+= (\d+)')
CHANGES = re.compile(
    r"(?:rename|unlink|link|symlink|mkdir|rmdir|truncate|chmod|chown|utime|setxattr|flock|mknod)\w*\("
)


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_every_system_call_in_the_folder_only_reads_and_nothing_stays_open(
    software: ExportFolder, tmp_path: Path
) -> None:
    """The whole program's reading, watcher included, under strace."""
    for number in range(5):
        software.write(f"{number}.xml", XML)
        software.write(f"SAO MAI/{number}.xlsx", PRINT)
    software.write("half.xml", XML[:300])
    log = tmp_path / "calls"
    calls = "trace=%file,%desc"
    program = [sys.executable, "-c", KEEPS, str(software.path), str(tmp_path / "ledger.db")]
    subprocess.run(
        ["strace", "-f", "-e", calls, "-s", "400", "-o", log, *program],
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    inside = [line for line in log.read_text().splitlines() if str(software.path) in line]
    opens = [found for line in inside if (found := OPENED.search(line))]
    writing = [o[0] for o in opens if re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND", o[2])]
    changing = [line for line in inside if CHANGES.search(line)]
    print(f"opened {len(opens)} times, for writing {len(writing)}, changes {len(changing)}")
    assert len(opens) >= 11
    assert writing == []
    assert changing == []


KEEPS = """
import sys, time
from pathlib import Path
from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.exports.folder import ExportFolder
from rating_client.exports.keeper import FolderKeeper
from rating_client.exports.seen import SeenFiles

ledger = Ledger.open(Path(sys.argv[2]), bytes(32))
seen, clock, read = SeenFiles(ledger), SystemClock(), []

def settled(folder, file):
    if folder.read(file, clock.now()) is not None:
        read.append(file.path)
        seen.record(file, clock.now())

keeper = FolderKeeper(ExportFolder(sys.argv[1], seen, clock), clock, settled, lambda: None)
keeper.start()
until = time.monotonic() + 30
while len(read) < 10 and time.monotonic() < until:
    time.sleep(0.05)
time.sleep(1.0)
still_open = [str(p.readlink()) for p in Path("/proc/self/fd").iterdir() if p.is_symlink()]
assert not [path for path in still_open if path.startswith(sys.argv[1])], still_open
keeper.stop()
assert keeper.ended(5.0)
"""


def test_where_events_are_heard_a_quiet_folder_is_hardly_looked_at(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    software.write("SAO MAI/a.xml", XML)
    looks = 0
    until = clock.monotonic() + 660.0
    while clock.monotonic() < until:
        sweep = folder.sweep(clock.now(), listening=True)
        looks += clock.monotonic() > until - 600.0
        clock.advance(max(sweep.wait, 0.001))
    print(f"looks a minute at a quiet folder: {looks / 10:.1f}")
    assert looks <= 51


def test_after_an_event_a_lost_one_is_made_good_within_five_seconds(
    software: ExportFolder, folder: Watched, clock: FakeClock, seen: SeenFiles
) -> None:
    """A watcher whose buffer overflows tells of some files and not of the others."""

    def read_for(seconds: float) -> set[str]:
        names = set()
        until = clock.monotonic() + seconds
        while clock.monotonic() < until:
            sweep = folder.sweep(clock.now(), listening=True)
            for file in sweep.ready:
                names.add(Path(file.path).name)
                seen.record(file, clock.now())
            clock.advance(max(min(sweep.wait, 1.0), 0.001))
        return names

    read_for(60.0)
    software.write("lost.xml", XML)
    folder.wake(str(software.write("told.xml", XML)), written=True)
    assert read_for(5.0) == {"told.xml", "lost.xml"}
    software.write("lost too.xml", XML)
    assert read_for(13.0) == {"lost too.xml"}
