"""A TCP proxy in front of a real receiver that can break a connection at a chosen moment.

with FaultProxy(("127.0.0.1", port)) as proxy:
    proxy.faults.append(Fault.REPLY_LOST)     # for the next connection that carries a request
"""

from __future__ import annotations

import contextlib
import socket
import struct
from dataclasses import replace
from enum import StrEnum
from urllib.parse import urlsplit

from rating_client.delivery.reply import NoReply, Reply
from rating_client.delivery.transport import Request, Transport
from tests.support.listening import Listening


class Fault(StrEnum):
    RESET_ON_ACCEPT = "reset on accept"
    RESET_MID_REQUEST = "reset mid request"  # half of the body gets through
    REPLY_LOST = "reply lost"  # the receiver has committed, the client never hears of it
    REPLY_CUT = "reply cut"
    BLACK_HOLE = "black hole"


class FaultProxy(Listening):
    """Forwards to `upstream`. Each request with a body uses up one of `faults`, if there is one."""

    def __init__(self, upstream: tuple[str, int]) -> None:
        super().__init__()
        self.upstream = upstream
        self.faults: list[Fault] = []
        self.fired: list[Fault] = []
        self.away = False  # the network is gone: nothing gets through

    def _serve(self, connection: socket.socket) -> None:
        if self.away:
            _reset(connection)
            return
        if self.faults and self.faults[0] is Fault.RESET_ON_ACCEPT:
            self.fired.append(self.faults.pop(0))
            _reset(connection)
            return
        with (
            contextlib.suppress(OSError),
            connection,
            socket.create_connection(self.upstream) as up,
        ):
            self._open |= {connection, up}
            while self._exchange(connection, up):
                pass

    def _exchange(self, client: socket.socket, up: socket.socket) -> bool:
        """One request and its reply; whether the connection goes on."""
        head, body = _message(client)
        if not head:
            return False
        greeting = head.startswith(b"HEAD")
        fault = self.faults.pop(0) if self.faults and not greeting else None
        if fault is not None:
            self.fired.append(fault)
        if fault is Fault.BLACK_HOLE:
            self._closing.wait()
            return False
        if fault is Fault.RESET_MID_REQUEST:
            up.sendall(head + body[: len(body) // 2])
            _reset(up)
            _reset(client)
            return False
        up.sendall(head + body)
        reply = b"".join(_message(up, bodiless=greeting))
        if fault is Fault.REPLY_LOST:
            _reset(client)
            return False
        if fault is Fault.REPLY_CUT:
            client.sendall(reply[:-20])
            return False
        client.sendall(reply)
        return bool(reply)


class Cable(Transport):
    """Every request goes through the fault proxy, whatever port the receiver's address names."""

    def __init__(self, proxy: FaultProxy) -> None:
        super().__init__(proxy="none")
        self._end = proxy.port

    def exchange(self, request: Request) -> Reply | NoReply:
        path = urlsplit(request.url).path
        url = f"http://127.0.0.1:{self._end}{path}"
        return super().exchange(replace(request, url=url, deadline=min(request.deadline, 2.0)))


def _message(sock: socket.socket, *, bodiless: bool = False) -> tuple[bytes, bytes]:
    """Head and body of one HTTP message; empty at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = sock.recv(1 << 16)
        if not piece:
            return b"", b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    wanted = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:") and not bodiless:
            wanted = int(line.split(b":")[1])
    while len(body) < wanted and (piece := sock.recv(1 << 16)):
        body += piece
    return head + b"\r\n\r\n", body


def _reset(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()
