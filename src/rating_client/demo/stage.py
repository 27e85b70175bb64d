"""Everything the demo is played on: a receiver behind a cable, a folder, a profile, a program."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.instance import ask
from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import save_setting
from rating_client.base.vault import KEY_FD, HandedOverKey
from rating_client.demo.cable import Cable
from rating_client.demo.receiver import DemoReceiver
from rating_client.demo.script import Act
from rating_client.profile import Profile

Program = subprocess.Popen[bytes]

# The offscreen plug-in complains of what no screen can do.
_OFFSCREEN = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "*.warning=false",
}
_PATIENCE = 90.0  # seconds for one step of the story
_MOMENT = 0.2


class Stage:
    """The set in `folder`. `close` leaves no process behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exports = folder / "exports"
        self.exports.mkdir(parents=True, exist_ok=True)
        self.paths = ProfilePaths.inside(folder / "profile")
        self.cable = Cable()
        self.receiver = DemoReceiver(folder / "receiver", self.cable)
        # A bare machine has no key store: the key goes from here to the program by a pipe.
        self._key = secrets.token_bytes(32)
        self._program: Program | None = None

    def set_up(self) -> None:
        """A receiver that serves, and a profile that knows folder and receiver."""
        self.receiver.make()
        self.receiver.start()
        self.paths.make()
        save_setting(self.paths.settings, "export_folders", [str(self.exports)])
        offered = self.folder / "demo.rating-enrol"
        self.receiver.enrolment_file(offered)
        self._enrol(offered)

    def drop(self, act: Act) -> None:
        """The declaration software writes an export: to a temporary name, then renamed."""
        name, data = act.file
        beside = self.exports / f"~{name}.tmp"
        beside.write_bytes(data)
        beside.replace(self.exports / name)

    def start(self, *command: str, offscreen: bool) -> None:
        """Start `python -m COMMAND` on the profile: the tray program, or a person before it."""
        self._program = self._spawn(*command, screen=_OFFSCREEN if offscreen else {})

    def kill(self) -> None:
        """SIGKILL: as a power cut looks to the program."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()
            self._program = None

    def quit(self) -> None:
        """Ask the program to end, and wait for it."""
        if self._program is not None:
            ask(self.paths, {"do": "quit"})
            self._program.wait(_PATIENCE)
            self._program = None

    @property
    def running(self) -> bool:
        """Whether the program is still there."""
        return self._program is not None and self._program.poll() is None

    def wait_for_the_person(self, seconds: float | None = None) -> None:
        """Until somebody quits the program, or for so long."""
        if self._program is not None:
            with suppress(subprocess.TimeoutExpired):
                self._program.wait(seconds)

    def profile(self) -> Profile:
        """The same ledger, seen from outside the program."""
        return Profile.open(self.paths, vault=HandedOverKey(self._key))

    def until(self, step: str, happened: Callable[[Ledger], Any]) -> None:
        """Wait until the ledger says so; `Trouble` when the program dies or nothing happens."""
        deadline = time.monotonic() + _PATIENCE
        with self.profile() as profile:
            while not happened(profile.ledger):
                if self._program is not None and self._program.poll() is not None:
                    raise Trouble("demo.window-ended", step=step, folder=self.folder)
                if time.monotonic() > deadline:
                    raise Trouble("demo.stuck", step=step, folder=self.folder)
                time.sleep(_MOMENT)

    def close(self) -> None:
        self.kill()
        self.receiver.stop()
        self.cable.pull_out()

    def _enrol(self, file: Path) -> None:
        """The real acceptance, with the fingerprint that customs would have printed in a letter."""
        fingerprint = ("--fingerprint", self.receiver.fingerprint)
        enrolling = self._spawn("rating_client", "enrol", str(file), *fingerprint, screen={})
        if enrolling.wait(_PATIENCE) != 0:
            raise Trouble("demo.window-ended", step="enrol", folder=self.folder)

    def _spawn(self, *command: str, screen: Mapping[str, str]) -> Program:
        program = subprocess.Popen(
            [sys.executable, "-m", *command, "--profile", str(self.paths.data)],
            stdin=subprocess.PIPE,
            env={**os.environ, KEY_FD: "0", **screen},
        )
        assert program.stdin is not None
        program.stdin.write(self._key.hex().encode("ascii"))
        program.stdin.close()
        return program
