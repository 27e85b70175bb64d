"""The real receiver, as a process of its own on loopback."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from rating_client.base.resources import resource
from rating_client.contract.strict_json import parse_object
from rating_client.receiver.enrolments import new_code
from rating_client.receiver.installation import Receiver

_PATIENCE = 20.0  # seconds for a start on a busy machine


class RunningReceiver:
    """One receiver in `folder`. It keeps its port over restarts."""

    def __init__(
        self,
        folder: Path,
        program: str = "rating_client.receiver",
        arguments: Sequence[str] = (),
        database: str | None = None,
    ) -> None:
        self.folder = folder
        self.database = database
        self._arguments = arguments
        self._program = program
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        Receiver.make(
            folder,
            name={"vi": "Nơi nhận thử nghiệm", "en": "Test receiver"},
            base_urls=["http://127.0.0.1"],
            form=_shipped("form"),
            directory=_shipped("directory"),
            database=database,
        ).close()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether the process is gone, by whatever cause."""
        return self._process is None or self._process.poll() is not None

    def start(self) -> None:
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        with (self.folder / "receiver.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", self._program, "serve", str(self.folder)),
                    *("--port", str(self.port), "--port-file", str(port_file)),
                    *("--base-url", "http://127.0.0.1:{port}"),
                    *self._arguments,
                ],
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers(port_file):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the receiver did not start:\n{self.log()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End it in good order."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE)
            self._process = None

    def kill(self) -> None:
        """SIGKILL: as a power cut looks to the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_PATIENCE)
            self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def enrolment_file(
        self,
        *,
        offices: Sequence[str] | Literal["*"] = "*",
        tax_codes: Sequence[str] = ("0200000000",),
        code: str | None = "auto",
        days: int = 90,
    ) -> bytes:
        """A new `.rating-enrol`, each with a code of its own; `code=None` for one without."""
        with self.opened() as receiver:
            return receiver.enrolments.issue(
                offices, tax_codes, new_code() if code == "auto" else code, days
            )

    def stored(self) -> list[dict[str, Any]]:
        """What it holds, in the order of its receipts (`Receiver.held`)."""
        with self.opened() as receiver:
            return receiver.held()

    @contextmanager
    def opened(self) -> Iterator[Receiver]:
        """The same receiver, opened beside the serving process, as its own commands do."""
        receiver = Receiver.open(self.folder)
        try:
            yield receiver
        finally:
            receiver.close()

    def log(self) -> str:
        return (self.folder / "receiver.log").read_text("utf-8", "replace")

    def _answers(self, port_file: Path) -> bool:
        with contextlib.suppress(OSError, ValueError, urllib.error.URLError):
            self.port = int(port_file.read_text("ascii"))
            with urllib.request.urlopen(f"{self.base_url}/healthz", timeout=2) as reply:
                return bool(reply.status == 200)
        return False


@contextmanager
def running_receiver(
    folder: Path,
    program: str = "rating_client.receiver",
    arguments: Sequence[str] = (),
    database: str | None = None,
) -> Iterator[RunningReceiver]:
    """A receiver with the shipped form and directory, serving until the block ends.

    `program` is the module to run: the receiver, or a twin of it with a planted bug; `arguments`
    are further ones of its command `serve`; `database` is the URL of an empty one on a server.
    """
    receiver = RunningReceiver(folder, program, arguments, database)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.kill()


def _shipped(kind: str) -> dict[str, Any]:
    return parse_object(resource(kind, f"{kind}.json").read_bytes())
