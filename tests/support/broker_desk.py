"""A whole profile that watches a folder: each settled file goes through the real flow."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.base.paths import ProfilePaths
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.folder import ExportFolder
from rating_client.profile import Profile
from tests.support.clock import FakeClock
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault

_WARM = SampleDeclaration("100000000990", datetime(2026, 11, 20, 9, tzinfo=VIETNAM))


class BrokerDesk:
    """Sweeps as often as the folder asks for it; counts what came of every file."""

    def __init__(self, place: Path, exports: Path, clock: FakeClock) -> None:
        paths = ProfilePaths.inside(place / "profile")
        self.profile = Profile.open(paths, vault=MemoryVault(TEST_KEY), clock=clock)
        self.folder = ExportFolder(exports, self.profile.seen, clock)
        self.asked: Counter[str] = Counter()  # how often each declaration became a new prompt
        self.read = 0  # files whose declarations were noted
        self.refused: list[str] = []  # codes of what a person would be shown
        self._clock = clock
        self.profile.reading.read(ecus_xml(_WARM), "warm.xml")  # no lock keeps it from starting
        self.work(5.0)  # the first pass is over

    def work(self, seconds: float) -> None:
        """So much time passes."""
        until = self._clock.monotonic() + seconds
        while self._clock.monotonic() < until:
            sweep = self.folder.sweep(self._clock.now())
            for file in sweep.ready:
                came = self.profile.flow.export_settled(self.folder, file)
                self.read += bool(came.noted)
                self.refused += [came.refused.code] if came.refused else []
                self.asked.update(
                    noted.prompt.declaration.number
                    for noted in came.noted
                    if noted.kind == "new" and noted.prompt
                )
            left = until - self._clock.monotonic()
            self._clock.advance(max(min(sweep.wait, left), 0.001))

    def close(self) -> None:
        self.profile.close()
