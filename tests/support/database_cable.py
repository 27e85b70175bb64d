"""The cable between a receiver and its PostgreSQL server, which can be pulled at any message."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
import threading
from pathlib import Path

from sqlalchemy import make_url

_SOCKET = ".s.PGSQL.5432"


class DatabaseCable:
    """A socket in front of the server's own; `url` goes through it."""

    def __init__(self, server: str) -> None:
        url = make_url(server)
        self._folder = Path(tempfile.mkdtemp(prefix="cable-"))
        self._server = f"{url.query['host']}/{_SOCKET}"
        self.url = url.set(query={"host": str(self._folder)}).render_as_string(hide_password=False)
        self.fired = False
        self._left: int | None = None  # messages until it is pulled
        self._deliver = False
        self._lock = threading.Lock()
        self._listening = socket.socket(socket.AF_UNIX)

    def pull(self, message: int, *, delivered: bool) -> None:
        """At this message of the receiver's from now on: before it is delivered, or its reply."""
        with self._lock:
            self._left, self._deliver, self.fired = message, delivered, False

    def mend(self) -> None:
        with self._lock:
            self._left = None

    def __enter__(self) -> DatabaseCable:
        self._listening.bind(str(self._folder / _SOCKET))
        self._listening.listen(16)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._listening.close()
        shutil.rmtree(self._folder)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed: the end
            while True:
                receiver, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                for there, back in ((receiver, server), (server, receiver)):
                    threading.Thread(
                        target=self._carry, args=(there, back, back is server), daemon=True
                    ).start()

    def _carry(self, there: socket.socket, back: socket.socket, outward: bool) -> None:
        with contextlib.suppress(OSError):
            while data := there.recv(65536):
                if not (outward and self._is_pulled()):
                    back.sendall(data)
                    continue
                if self._deliver:
                    there.shutdown(socket.SHUT_RDWR)  # the receiver hears no reply
                    back.sendall(data)
                    back.shutdown(socket.SHUT_WR)
                    return
                break
        for end in (there, back):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _is_pulled(self) -> bool:
        with self._lock:
            if self._left is None:
                return False
            self._left -= 1
            if self._left == 0:
                self._left, self.fired = None, True
                return True
            return False
