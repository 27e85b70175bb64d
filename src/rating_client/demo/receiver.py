"""The demo's receiver: the real one, as its own process, with keys made for the occasion."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.demo.cable import Cable

_PATIENCE = 30.0  # seconds for a start on a busy machine
_COMMAND = (sys.executable, "-m", "rating_client.receiver")


class DemoReceiver:
    """A receiver in `folder` that is reached through `cable` only."""

    def __init__(self, folder: Path, cable: Cable) -> None:
        self._folder = folder
        self._cable = cable
        self._process: subprocess.Popen[bytes] | None = None
        self.fingerprint = ""

    def make(self) -> None:
        """Keys, database, form and directory, with the near end of the cable as its address."""
        made = _receiver(
            "init",
            str(self._folder),
            *("--name-vi", "Nơi nhận trình diễn", "--name-en", "Demonstration receiver"),
            *("--base-url", f"http://127.0.0.1:{self._cable.port}"),
        )
        self.fingerprint = json.loads(made)["fingerprint"]

    def enrolment_file(self, path: Path) -> None:
        """Write a `.rating-enrol` with an activation code, as customs would hand it out."""
        _receiver("enrol", str(self._folder), "--out", str(path))

    def start(self) -> None:
        """Serve on a free port, and let the cable lead there."""
        port_file = self._folder / "port"
        port_file.unlink(missing_ok=True)
        with (self._folder / "receiver.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(*_COMMAND, "serve", str(self._folder)),
                    *("--port", "0", "--port-file", str(port_file)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _PATIENCE
        while not port_file.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise Trouble("demo.receiver-not-started", folder=self._folder)
            time.sleep(0.05)
        self._cable.lead_to(int(port_file.read_text("ascii")))

    def held(self) -> list[dict[str, Any]]:
        """What it holds, one row a submission."""
        held: list[dict[str, Any]] = json.loads(_receiver("list", str(self._folder)))["held"]
        return held

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE)
            self._process = None


def _receiver(*arguments: str) -> str:
    done = subprocess.run(
        [*_COMMAND, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise Trouble("demo.receiver-failed", words=done.stderr.strip())
    return done.stdout
