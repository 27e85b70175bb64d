"""Whoever owns a watched folder, as the exports thread does; and some exports to write into it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.folder import ExportFolder, Sweep
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock

AT = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
XML = ecus_xml(SampleDeclaration("100000000010", AT))
OTHER = ecus_xml(SampleDeclaration("100000000020", AT, "P", 2))
PRINT = excel_print(SampleDeclaration("100000000110", AT))


class Reader:
    """Sweeps, reads and records."""

    def __init__(self, folder: ExportFolder, seen: SeenFiles, clock: FakeClock) -> None:
        self.folder = folder
        self._seen = seen
        self._clock = clock
        self.read: list[tuple[str, bytes, bool]] = []  # name, content, from before
        self.last = Sweep((), 0.0, None, None)

    def step(self, *, record: bool = True) -> list[str]:
        """One sweep; the names that were read in it."""
        now = self._clock.now()
        self.last = self.folder.sweep(now)
        names = []
        for file in self.last.ready:
            data = self.folder.read(file, now)
            if data is not None:
                names.append(Path(file.path).name)
                self.read.append((names[-1], data, file.before_setup))
                if record:
                    self._seen.record(file, now)
        return names

    def run(self, seconds: float) -> list[str]:
        """Sweep as often as the folder asks for it, for so long."""
        names = []
        until = self._clock.monotonic() + seconds
        while self._clock.monotonic() < until:
            names += self.step()
            self._clock.advance(max(self.last.wait, 0.001))
        return names

    def settle(self) -> None:
        """Get the first pass over with."""
        self.run(10.0)
        self.read.clear()
