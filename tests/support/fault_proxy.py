"""A TCP proxy in front of a real receiver that can break a connection at a chosen moment.

with FaultProxy(("127.0.0.1", port)) as proxy:
    proxy.faults.append(Fault.REPLY_LOST)     # for the next connection that carries a request
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from enum import StrEnum
from types import TracebackType


class Fault(StrEnum):
    RESET_ON_ACCEPT = "reset on accept"
    RESET_MID_REQUEST = "reset mid request"  # half of the body gets through
    REPLY_LOST = "reply lost"  # the receiver has committed, the client never hears of it
    REPLY_CUT = "reply cut"
    BLACK_HOLE = "black hole"


class FaultProxy:
    """Forwards to `upstream`. Each request with a body uses up one of `faults`, if there is one."""

    def __init__(self, upstream: tuple[str, int]) -> None:
        self.upstream = upstream
        self.faults: list[Fault] = []
        self.fired: list[Fault] = []
        self.away = False  # the network is gone: nothing is even accepted
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> FaultProxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listener.close()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.away:
                _reset(client)
                continue
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        if self.faults and self.faults[0] is Fault.RESET_ON_ACCEPT:
            self.fired.append(self.faults.pop(0))
            _reset(client)
            return
        with contextlib.suppress(OSError), client, socket.create_connection(self.upstream) as up:
            self._open |= {client, up}
            while data := client.recv(1 << 20):
                if not self._exchange(data, client, up):
                    return

    def _exchange(self, data: bytes, client: socket.socket, up: socket.socket) -> bool:
        """One request and its reply; whether the connection goes on."""
        head, _, _ = data.partition(b"\r\n\r\n")
        fault = self.faults.pop(0) if self.faults and not head.startswith(b"HEAD") else None
        if fault is not None:
            self.fired.append(fault)
        if fault is Fault.BLACK_HOLE:
            self._closing.wait()
            return False
        data += self._rest_of_request(data, client)
        if fault is Fault.RESET_MID_REQUEST:
            up.sendall(data[: len(head) + 4 + (len(data) - len(head)) // 2])
            _reset(up)
            _reset(client)
            return False
        up.sendall(data)
        reply = up.recv(1 << 20)
        if fault is Fault.REPLY_LOST:
            _reset(client)
            return False
        if fault is Fault.REPLY_CUT:
            client.sendall(reply[:-20])
            return False
        client.sendall(reply)
        return bool(reply)

    def _rest_of_request(self, data: bytes, client: socket.socket) -> bytes:
        head, _, body = data.partition(b"\r\n\r\n")
        wanted = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                wanted = int(line.split(b":")[1])
        rest = b""
        while len(body) + len(rest) < wanted:
            rest += client.recv(1 << 20)
        return rest


def _reset(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()
