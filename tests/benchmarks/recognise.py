"""From the close of an export to "recognised", beside raw inotify and what else watches folders.

The limit opens, reads and parses in the very thread that reads the event. Ours is the real way:
watcher, sweep, seen table, reading process; the file is recognised once its declarations are
back. Each contender alone in turn, in one run, in an empty folder and among 20,000 files.
"""

from __future__ import annotations

import ctypes
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from rating_client.base.clock import VIETNAM, SystemClock
from rating_client.base.ledger import Ledger
from rating_client.declarations.document import Document
from rating_client.declarations.readers import read_document
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.folder import ExportFolder
from rating_client.exports.keeper import FolderKeeper
from rating_client.exports.seen import SeenFiles
from rating_client.exports.settling import SettledFile
from rating_client.exports.sweep import list_exports

ROUNDS = 4
FILES = 8  # a round, after one that is not counted
CROWD = 20_000
BAR = 3.0
IDLE = 0.5  # seconds after which the reading process has ended, for the first file after idle

EXPORT = ecus_xml(SampleDeclaration("100000000110", datetime(2026, 11, 20, 9, tzinfo=VIETNAM)))
Seen = Callable[..., object]  # told the name of each file that was recognised, and when
Contender = Callable[[Path, Seen], "Iterator[None]"]

QT = """
import os, sys, time
from PySide6.QtCore import QCoreApplication, QFileSystemWatcher
from rating_client.declarations.document import Document
from rating_client.declarations.readers import read_document
app = QCoreApplication([])
folder = sys.argv[1]
known = set(os.listdir(folder))
def changed(path):
    names = set(os.listdir(folder))
    for name in sorted(names - known):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        try:
            read_document(Document(data, name))
        except Exception:
            continue  # half a file: seen again at the next change
        known.add(name)
        print(name, time.perf_counter(), flush=True)
watcher = QFileSystemWatcher([folder])
watcher.directoryChanged.connect(changed)
print("ready", 0, flush=True)
app.exec()
"""


def main() -> None:
    """Print the medians, their ratios and the bar."""
    contenders = {
        "raw inotify": raw_inotify,
        "rating-client": ours,
        "watchdog": watchdog,
        "QFileSystemWatcher": qt_watcher,
        "polling each second": polling,
    }
    print(f"export closed to recognised, median of {ROUNDS * FILES}, each contender in turn")
    for crowd in (0, CROWD):
        took: dict[str, list[float]] = {name: [] for name in contenders}
        lost = dict.fromkeys(contenders, 0)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "exports"
            folder.mkdir()
            for number in range(crowd):
                (folder / f"old-{number}.xml").write_bytes(b"<Root></Root>")
            for turn in range(ROUNDS):
                for name, contender in contenders.items():
                    few = 1 if contender is polling else FILES
                    for seconds in _measured(contender, folder, f"{name}-{turn}", few):
                        if seconds is None:
                            lost[name] += 1
                        else:
                            took[name].append(seconds)
        limit = statistics.median(took["raw inotify"])
        print(f"  among {crowd:,} files")
        for name, seconds_each in took.items():
            middle = statistics.median(seconds_each)
            bar = f"  (bar {BAR})" if name == "rating-client" else ""
            gone = f"  lost {lost[name]}" if lost[name] else ""
            print(f"    {name:20} {middle * 1000:9.2f} ms  {middle / limit:8.2f}{bar}{gone}")
    print(
        f"  first file after idle   {_first_after_idle() * 1000:9.0f} ms, its process starts anew"
    )


def _measured(
    contender: Contender, folder: Path, prefix: str, files: int, uncounted: int = 1
) -> Iterator[float | None]:
    """Seconds from each close to its recognition; None for a file that was lost."""
    recognised: dict[str, float] = {}
    rang = threading.Event()

    def seen(name: str, at: float | None = None) -> None:
        recognised.setdefault(name, time.perf_counter() if at is None else at)
        rang.set()

    with contextmanager(contender)(folder, seen):
        for number in range(uncounted + files):
            name = f"{prefix}-{number}.xml"
            rang.clear()
            with (folder / name).open("wb") as file:
                file.write(EXPORT)
                closed = time.perf_counter()
            until = closed + 5.0
            while name not in recognised and time.perf_counter() < until:
                rang.wait(0.5)
                rang.clear()
            if number >= uncounted:
                at = recognised.get(name)
                yield None if at is None else at - closed
            time.sleep(0.06)
        for number in range(uncounted + files):
            (folder / f"{prefix}-{number}.xml").unlink()


def _parsed(path: str, name: str) -> None:
    with open(path, "rb") as file:  # noqa: PTH123 - the limit spends nothing on a Path
        data = file.read()
    read_document(Document(data, name))


def raw_inotify(folder: Path, seen: Seen) -> Iterator[None]:
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_CLOEXEC)
    libc.inotify_add_watch(watch, os.fsencode(folder), 0x8 | 0x80)  # close-write, moved to
    stop = folder / "stop"

    def run() -> None:
        while True:
            events = os.read(watch, 1 << 16)
            at = 0
            while at < len(events):
                _, _, _, length = struct.unpack_from("iIII", events, at)
                name = os.fsdecode(events[at + 16 : at + 16 + length].rstrip(b"\0"))
                at += 16 + length
                if name == stop.name:
                    return
                _parsed(f"{folder}/{name}", name)
                seen(name)

    thread = threading.Thread(target=run)
    thread.start()
    yield
    stop.write_bytes(b"")
    thread.join()
    os.close(watch)
    stop.unlink()


def ours(folder: Path, seen: Seen) -> Iterator[None]:
    yield from _ours(folder, seen, ReadingProcess())


def _ours(folder: Path, seen: Seen, reading: ReadingProcess) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as place, reading:
        ledger = Ledger.open(Path(place) / "ledger.db", bytes(32))
        book, clock = SeenFiles(ledger, lambda: "1"), SystemClock()
        old = b"<Root></Root>"

        def settled(kept: ExportFolder, file: SettledFile) -> None:
            now = clock.now()
            if file.size == len(old):  # what lay there before is not what is measured
                book.record(file, now)
                return
            if (data := kept.read(file, now)) is not None:
                reading.read(data, file.path)
                seen(Path(file.path).name)
                book.record(file, now)

        reading.read(EXPORT, "warm.xml")
        watched = ExportFolder(folder, book, clock)
        _read_before(watched, book)
        keeper = FolderKeeper(watched, clock, settled, lambda: None)
        keeper.start()
        while keeper.standing is None:
            time.sleep(0.01)
        time.sleep(1.0)
        yield
        keeper.stop()
        keeper.ended(5.0)
        ledger.close()


def _read_before(watched: ExportFolder, book: SeenFiles) -> None:
    """What lay there is known, as after any day of work."""
    book.first_listed(watched.path, list_exports(watched.path).files, 1.0)
    book.first_pass_done(watched.path, 1.0)
    book._ledger.run("UPDATE export_file SET outcome = 'read', retry_at = NULL")


def watchdog(folder: Path, seen: Seen) -> Iterator[None]:
    class Handler(FileSystemEventHandler):
        def on_closed(self, event: FileSystemEvent) -> None:
            path = os.fsdecode(event.src_path)
            _parsed(path, Path(path).name)
            seen(Path(path).name)

    observer = Observer()
    observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()
    yield
    observer.stop()
    observer.join()


def qt_watcher(folder: Path, seen: Seen) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", QT, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = process.stdout
    lines.readline()

    def run() -> None:
        for line in lines:
            name, at = line.rsplit(" ", 1)
            seen(name, float(at))

    thread = threading.Thread(target=run)
    thread.start()
    yield
    process.kill()
    process.wait()
    thread.join()


def polling(folder: Path, seen: Seen) -> Iterator[None]:
    known = set(os.listdir(folder))  # noqa: PTH208 - names
    stopping = threading.Event()

    def run() -> None:
        while not stopping.wait(1.0):
            for name in sorted(set(os.listdir(folder)) - known):  # noqa: PTH208 - names
                _parsed(f"{folder}/{name}", name)
                known.add(name)
                seen(name)

    thread = threading.Thread(target=run)
    thread.start()
    yield
    stopping.set()
    thread.join()


def _first_after_idle() -> float:
    def rested(folder: Path, seen: Seen) -> Iterator[None]:
        for _ in _ours(folder, seen, ReadingProcess(idle_limit=IDLE)):
            time.sleep(3 * IDLE)
            yield

    took: list[float | None] = []
    for turn in range(3):
        with tempfile.TemporaryDirectory() as folder:
            took += _measured(rested, Path(folder), f"idle-{turn}", 1, uncounted=0)
    return statistics.median(each for each in took if each is not None)


if __name__ == "__main__":
    main()
