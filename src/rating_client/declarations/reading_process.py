"""The program's side of the reading process: started on demand, killed when it overstays.

One process reads one file after the other. Whatever it does, the caller gets a `Reading` or a
`Refusal` of that one file within the time limit.
"""

from __future__ import annotations

import hashlib
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from rating_client.base.errors import Trouble
from rating_client.base.program import own_command
from rating_client.declarations.declaration import Source
from rating_client.declarations.framing import read_frame, write_frame
from rating_client.declarations.mapping_file import MappingFile
from rating_client.declarations.readers import Reading
from rating_client.declarations.record import from_json
from rating_client.declarations.refusal import Refusal
from rating_client.exports.names import plain_path, shown_name
from rating_client.windows import job

log = logging.getLogger(__name__)

MAX_BYTES = 50 << 20
_START_LIMIT = 30.0  # seconds; a virus scanner's first look takes its time
_AT_ONCE = 1.0  # seconds; a process that dies later dies of the file
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def worker_command() -> tuple[str, ...]:
    """The reading process as this program starts itself, in a checkout and in a bundle alike."""
    return own_command("read-worker")


class ReadingProcess:
    """Reads files in a process of their own.

    `time_limit` is wall-clock seconds for one file, `idle_limit` the seconds after which an idle
    process ends. `confine` is called with each new process before any file reaches it: the place
    for what a system can only impose from outside. `mappings` are asked for at each start. Calls
    from several threads wait for each other.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        time_limit: float = 10.0,
        idle_limit: float = 60.0,
        confine: Callable[[subprocess.Popen[bytes]], None] = job.confine,
        mappings: Callable[[], Iterable[MappingFile]] = tuple,
    ) -> None:
        self._command = tuple(command or worker_command())
        self._time_limit = time_limit
        self._idle_limit = idle_limit
        self._confine = confine
        self._mappings = mappings
        self._one_at_a_time = threading.Lock()
        self._worker: _Worker | None = None

    def read(self, data: bytes, name: str) -> Reading:
        """What the file `name` (a path, or just a name) says, each declaration with its source.

        Raises `Refusal` where it says nothing usable, `Trouble` where no reading process starts:
        then the file may be offered again.
        """
        if len(data) > MAX_BYTES:
            raise Refusal("declarations.too-large", file=shown_name(PurePath(name).name))
        with self._one_at_a_time:
            reply = self._answer(data, PurePath(name).name)
        if refused := reply.get("refusal"):
            facts = {"file": shown_name(PurePath(name).name), **refused["facts"]}
            raise Refusal(refused["code"], **facts)
        source = Source(plain_path(name), reply["format"], hashlib.sha256(data).hexdigest())
        return Reading(
            tuple(replace(from_json(each), source=source) for each in reply["declarations"]),
            tuple(reply["found_by"]),
        )

    def close(self) -> None:
        """End the process. A later `read` starts another."""
        with self._one_at_a_time:
            if self._worker:
                self._worker.kill()
                self._worker = None

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _answer(self, data: bytes, name: str) -> dict[str, Any]:
        worker = self._worker
        fresh = worker is None or not worker.alive
        if worker is None or fresh:
            worker = self._start()
        began = time.monotonic()
        reply = worker.ask({"name": name}, data, self._time_limit, self._idle_limit)
        if reply is None and not fresh and time.monotonic() - began < _AT_ONCE:
            # It may have been ended from outside between two files: that is no fault of this one.
            worker = self._start()
            reply = worker.ask({"name": name}, data, self._time_limit, self._idle_limit)
        if reply is None:
            log.warning("the reading process died, overdue: %s", worker.overdue)
            self._worker = None
            return {"refusal": {"code": "declarations.reader-died", "facts": {}}}
        if bug := reply.get("bug"):
            log.error("a reader failed: %s", bug)
        return reply

    def _start(self) -> _Worker:
        if self._worker:
            self._worker.kill()
            self._worker = None
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise Trouble("declarations.reader-not-starting") from error
        worker = _Worker(process, min(self._time_limit, self._idle_limit))
        self._confine(process)
        # A process that cannot even greet is no file's fault: no file is refused for it.
        if worker.greeting(_START_LIMIT) is None:
            worker.kill()
            raise Trouble("declarations.reader-not-starting")
        if mappings := {each.name: each.document for each in self._mappings()}:
            worker.tell({"mappings": mappings})
        self._worker = worker
        return worker


class _Worker:
    """One process and the deadline at which it dies, whether it works or idles.

    `nap` is how long its timekeeper sleeps at most: no more than the shortest deadline, so that
    nobody need wake it in the middle of a file.
    """

    def __init__(self, process: subprocess.Popen[bytes], nap: float) -> None:
        self._process = process
        self._nap = nap
        self._change = threading.Condition()
        self._deadline: float | None = None
        self._working = False
        self._done = False
        self.overdue = False
        threading.Thread(target=self._keep_time, name="reading-deadline", daemon=True).start()

    @property
    def alive(self) -> bool:
        with self._change:
            return not self._done and self._process.poll() is None

    def greeting(self, time_limit: float) -> dict[str, Any] | None:
        """The frame with which a process says that it is ready; None where none comes."""
        self._set_deadline(time_limit, working=True)
        return self._next_head()

    def tell(self, head: dict[str, Any]) -> None:
        """Send what has no reply. Where the process dies over it, the next `ask` will know."""
        with suppress(OSError):
            write_frame(cast("BinaryIO", self._process.stdin), head)

    def ask(
        self, head: dict[str, Any], data: bytes, time_limit: float, idle_limit: float
    ) -> dict[str, Any] | None:
        """The reply's head; None where the process died over it."""
        self._set_deadline(time_limit, working=True)
        with suppress(OSError):  # it died in the middle: there will be no reply
            write_frame(cast("BinaryIO", self._process.stdin), head, data)
        reply = self._next_head()
        self._set_deadline(idle_limit, working=False)
        if reply is None:
            self.kill()
        return reply

    def kill(self) -> None:
        with self._change:
            self._done = True
            self._process.kill()
            self._change.notify()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was still unsent cannot be flushed
                cast("BinaryIO", pipe).close()

    def _next_head(self) -> dict[str, Any] | None:
        try:
            frame = read_frame(cast("BinaryIO", self._process.stdout))
        except (OSError, ValueError):
            return None
        return frame[0] if frame else None

    def _set_deadline(self, seconds: float, *, working: bool) -> None:
        with self._change:
            self._deadline = time.monotonic() + seconds
            self._working = working

    def _keep_time(self) -> None:
        with self._change:
            while not self._done:
                left = None if self._deadline is None else self._deadline - time.monotonic()
                if left is None or left > 0:
                    self._change.wait(self._nap if left is None else min(left, self._nap))
                    continue
                self.overdue = self._working
                self._done = True
                self._process.kill()
        self._process.wait()
