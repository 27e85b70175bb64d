"""A network cable that can be pulled out: a relay between the client and the receiver."""

from __future__ import annotations

import contextlib
import socket
import threading

_CHUNK = 64 * 1024


class Cable:
    """Listens on a loopback port and carries bytes to the far end while it is plugged in.

    Pulled out, the port refuses connections and the open ones are cut, as when somebody trips
    over the real thing.
    """

    def __init__(self) -> None:
        self._far = 0
        self._ends: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._near = _listening(0)
        self.port: int = self._near.getsockname()[1]
        self._carry()

    def lead_to(self, port: int) -> None:
        """The port of the far end; it may come up later than the cable."""
        self._far = port

    def pull_out(self) -> None:
        _shut(self._near)
        with self._guard:
            for end in self._ends:
                _shut(end)
            self._ends.clear()

    def plug_in(self) -> None:
        self._near = _listening(self.port)
        self._carry()

    def _carry(self) -> None:
        threading.Thread(target=self._accept, args=(self._near,), daemon=True).start()

    def _accept(self, near: socket.socket) -> None:
        while True:
            try:
                client, _ = near.accept()
            except OSError:
                return  # pulled out
            try:
                server = socket.create_connection(("127.0.0.1", self._far), timeout=5)
            except OSError:
                _shut(client)
                continue
            with self._guard:
                self._ends |= {client, server}
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK):
                sink.sendall(chunk)
        for end in (source, sink):
            _shut(end)
        with self._guard:
            self._ends -= {source, sink}


def _listening(port: int) -> socket.socket:
    return socket.create_server(("127.0.0.1", port))


def _shut(end: socket.socket) -> None:
    # Closing alone does not wake a thread that waits in accept or recv.
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
