"""`python -m tests.support.flood N KIND`: N exports at once in the folder of the running program.

The tray program itself, without a screen, over a real profile and folder. A heart beats in its
GUI thread; prints how long the longest pause between two beats was, and how much of that the GUI
thread spent at work itself, the rest being waits for a busy computer. KIND is `new` for
newly registered declarations or `foreign` for files nobody can read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from rating_client import app
from rating_client.base.clock import VIETNAM
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import save_setting
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.profile import Profile
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault

NUMBER = b"100000000110"
_BEAT_MS = 5
_LOOK_MS = 1_000
_AFTERWARDS = 3  # looks after the last file, for the card that tells of it
_MOVE = """
import os, sys
for name in os.listdir(sys.argv[1]):
    os.rename(os.path.join(sys.argv[1], name), os.path.join(sys.argv[2], name))
"""


class Watcher(QObject):
    """Lives in the GUI thread: begins the flood, measures, ends the program."""

    def __init__(self, program: app.Program, place: Path, files: int) -> None:
        super().__init__()
        self._program, self._place, self._files = program, place, files
        self._beats: list[tuple[float, float]] = []  # pause and own work, in seconds
        self._last: tuple[float, float] | None = None
        self._afterwards = _AFTERWARDS
        self._until = time.monotonic() + 60 + files / 20
        self._heart, self._look = QTimer(self), QTimer(self)
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._look.timeout.connect(self._look_on)
        self._heart.start(_BEAT_MS)
        QTimer.singleShot(2_000, self._flood)  # by then the empty folder was looked at

    def _flood(self) -> None:
        stage, exports = self._place / "stage", self._place / "exports"
        self._mover = subprocess.Popen([sys.executable, "-c", _MOVE, str(stage), str(exports)])
        self._look.start(_LOOK_MS)

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        if self._last is not None:
            self._beats.append((now - self._last[0] - _BEAT_MS / 1000, own - self._last[1]))
        self._last = now, own

    def _look_on(self) -> None:
        began = time.thread_time()
        found = self._profile.ledger.value(
            "SELECT count(*) FROM export_file WHERE outcome <> 'waiting'"
        )
        if self._last is not None:  # this look is no work of the program
            self._last = self._last[0], self._last[1] + time.thread_time() - began
        self._afterwards -= found >= self._files
        if self._afterwards and time.monotonic() < self._until:
            return
        self._mover.wait()
        self._heart.stop()
        print(json.dumps(self._figures(found)), flush=True)
        self._program.quit()

    def _figures(self, found: int) -> dict[str, int]:
        cards = self._profile.prompts.showings.cards_today(self._profile.clock.now())
        return {
            "found": found,
            "prompts": int(self._profile.ledger.value("SELECT count(*) FROM prompt")),
            "cards": len(cards),
            "longest": round(max(pause for pause, _ in self._beats) * 1000),
            "own": round(max(own for _, own in self._beats) * 1000),
            "over": sum(own > 0.05 for _, own in self._beats),
            "beats": len(self._beats),
        }

    @property
    def _profile(self) -> Profile:
        assert self._program._profile is not None
        return self._program._profile


def exports(files: int, kind: str) -> dict[str, bytes]:
    registered = datetime.now(VIETNAM).replace(microsecond=0) - timedelta(minutes=5)
    pattern = ecus_xml(SampleDeclaration(NUMBER.decode(), registered, "P", 2))
    if kind == "foreign":
        return {f"{number}.xml": b"<note>%d</note>" % number for number in range(files)}
    return {
        f"{number}.xml": pattern.replace(NUMBER, b"1%010d0" % number) for number in range(files)
    }


def main(files: int, kind: str) -> None:
    with tempfile.TemporaryDirectory(prefix="flood-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        for name in ("stage", "exports"):
            (place / name).mkdir()
        for name, data in exports(files, kind).items():
            (place / "stage" / name).write_bytes(data)
        paths = ProfilePaths.inside(place / "profile")
        paths.make()
        save_setting(paths.settings, "export_folders", [str(place / "exports")])
        watching: list[Watcher] = []
        app.run(
            paths,
            hidden=True,
            vault=MemoryVault(TEST_KEY),
            when_ready=lambda program: watching.append(Watcher(program, place, files)),
        )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
