"""One program per profile: who holds it, and how a second start talks to the first.

The lock also is the deliverer lock: whoever holds it may send. It is the operating system's own
file lock, so a killed program leaves none behind. Messages go over a local socket (a named pipe
on Windows) and are authenticated by a key in the profile's folder, which only its user can read.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths

if TYPE_CHECKING:
    from multiprocessing.connection import Listener

log = logging.getLogger(__name__)

Message = dict[str, Any]
Answer = Callable[[Message], Message]

_LONGEST_UNIX_ADDRESS = 100
_LONGEST_MESSAGE = 1 << 20
_HELD_HERE: list[Path] = []  # the locks of this process


class Instance:
    """The hold of this process on its profile. Release it by `close` or by dying."""

    def __init__(self, paths: ProfilePaths, lock: IO[bytes]) -> None:
        self._paths = paths
        self._lock = lock
        self._listener: Listener | None = None
        _HELD_HERE.append(paths.lock)

    @classmethod
    def claim(cls, paths: ProfilePaths) -> Instance | None:
        """Take hold of the profile, or None while another process has it.

        `Trouble` where its folder cannot be written.
        """
        paths.make()
        try:
            lock = paths.lock.open("ab")
        except OSError as error:
            raise Trouble("base.ledger-not-writable") from error
        if not _lock(lock):
            lock.close()
            return None
        return cls(paths, lock)

    @staticmethod
    def held_here(paths: ProfilePaths) -> bool:
        """Whether this process holds the profile."""
        return paths.lock in _HELD_HERE

    @property
    def listens(self) -> bool:
        return self._listener is not None

    def listen(self, answer: Answer) -> None:
        """Answer other processes from a thread of its own until `close`."""
        from multiprocessing.connection import Listener  # a program that only starts waits for none

        key = os.urandom(32)
        _write_private(_key_file(self._paths), key)
        address = _address(self._paths)
        if os.name == "posix":
            Path(address).unlink(missing_ok=True)  # left by a killed program; we hold the lock
        self._listener = Listener(address)
        threading.Thread(target=self._serve, args=(answer, key), daemon=True).start()

    def close(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if not self._lock.closed:
            self._lock.close()
            _HELD_HERE.remove(self._paths.lock)

    def _serve(self, answer: Answer, key: bytes) -> None:
        while (listener := self._listener) is not None:
            try:
                connection = listener.accept()
            except OSError:
                continue  # closed, or a caller that went away at once
            # A thread each: whoever calls and says nothing keeps nobody else waiting.
            threading.Thread(target=_answer, args=(connection, answer, key), daemon=True).start()


def ask(paths: ProfilePaths, message: Message, timeout: float = 5.0) -> Message | None:
    """Send a message to the program that holds the profile; None where nobody answers in time."""
    replies: list[Message] = []
    # In a thread, because a stopped program takes the connection and then says nothing at all.
    call = threading.Thread(target=lambda: replies.extend(_call(paths, message)), daemon=True)
    call.start()
    call.join(timeout)
    return replies[0] if replies else None


def _call(paths: ProfilePaths, message: Message) -> list[Message]:
    from multiprocessing import AuthenticationError
    from multiprocessing.connection import Client

    try:
        key = _key_file(paths).read_bytes()
        with Client(_address(paths), authkey=key) as connection:
            connection.send_bytes(json.dumps(message).encode())
            return [json.loads(connection.recv_bytes(_LONGEST_MESSAGE))]
    except (OSError, EOFError, ValueError, AuthenticationError):
        return []


def _answer(connection: Any, answer: Answer, key: bytes) -> None:
    from multiprocessing import AuthenticationError
    from multiprocessing.connection import answer_challenge, deliver_challenge

    try:
        with connection:
            deliver_challenge(connection, key)
            answer_challenge(connection, key)
            message = json.loads(connection.recv_bytes(_LONGEST_MESSAGE))
            connection.send_bytes(json.dumps(answer(message)).encode())
    except (OSError, EOFError, ValueError, AuthenticationError):
        log.debug("a message from another process was dropped")
    except Exception:
        log.exception("a message from another process met a bug")


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _key_file(paths: ProfilePaths) -> Path:
    return paths.data / "running.key"


def _address(paths: ProfilePaths) -> str:
    import hashlib
    import tempfile

    name = "rating-client-" + hashlib.sha256(str(paths.data).encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    beside = str(paths.data / "running.sock")
    # A Unix socket's address holds about a hundred bytes; a deep profile folder does not fit.
    if len(os.fsencode(beside)) < _LONGEST_UNIX_ADDRESS:
        return beside
    return str(Path(tempfile.gettempdir()) / name)


def _write_private(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
