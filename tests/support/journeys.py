"""A broker's whole desk for journeys: a real receiver, an export folder, a profile on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rating_client.base.clock import Clock, SystemClock
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import save_setting
from rating_client.exports.folder import ExportFolder
from rating_client.flow import ExportRead
from rating_client.profile import Profile
from tests.support.any_receiver import AnyReceiver
from tests.support.enrolling import enrol
from tests.support.ledgers import TEST_KEY
from tests.support.program import run
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.vaults import MemoryVault


@dataclass
class Broker:
    """One profile whose export folder is empty and already read once."""

    folder: Path
    clock: Clock

    def __post_init__(self) -> None:
        self.exports = self.folder / "exports"
        self.exports.mkdir()
        self.paths = ProfilePaths.inside(self.folder / "profile")
        self.paths.make()
        save_setting(self.paths.settings, "export_folders", [str(self.exports)])
        with self.profile() as profile:
            self.watched(profile).sweep(self.clock.now())

    def profile(self) -> Profile:
        """Open the profile, as the program does at its start."""
        return Profile.open(self.paths, vault=MemoryVault(TEST_KEY), clock=self.clock)

    def watched(self, profile: Profile) -> ExportFolder:
        return profile.export_folders()[0]

    def export(self, profile: Profile, name: str, data: bytes) -> list[ExportRead]:
        """The declaration software writes a file, and the program reads what has settled."""
        (self.exports / name).write_bytes(data)
        folder = self.watched(profile)
        ready = folder.sweep(self.clock.now()).ready
        return [profile.flow.export_settled(folder, file) for file in ready]

    def enrol(self, receiver: AnyReceiver) -> None:
        with self.profile() as profile:
            enrol(profile, receiver.enrolment_file())

    def undo_is_over(self) -> None:
        """The seconds in which what was submitted can be taken back go by, with nobody waiting."""
        with self.profile() as profile:
            profile.ledger.run("UPDATE entry SET not_before = 0")

    def run(self, *arguments: str) -> Any:
        """`rating-client ARGUMENTS --json` on this profile; its JSON document."""
        done = run(self.paths.data, *arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@contextmanager
def enrolled_broker(
    folder: Path, clock: Clock | None = None, program: str = "rating_client.receiver"
) -> Iterator[tuple[Broker, RunningReceiver]]:
    """A broker and a receiver who know each other; `program` may be a twin of the receiver."""
    with running_receiver(folder / "receiver", program) as receiver:
        broker = Broker(folder, clock or SystemClock())
        broker.enrol(receiver)
        yield broker, receiver
