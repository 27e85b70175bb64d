"""An HTTP proxy that tunnels with CONNECT, with or without a password."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading

from tests.support.listening import Listening


class TunnelProxy(Listening):
    """`account` is `name:password`; without it, anybody may pass.

    Whatever name a client asks for, the tunnel ends at port `reaches` of this computer.
    """

    def __init__(
        self,
        account: str | None = None,
        *,
        reaches: int | None = None,
        refuses_with: int | None = None,
    ) -> None:
        super().__init__()
        self.asked_for: list[str] = []  # the targets of CONNECT, refused ones included
        self.passed_on: list[str] = []
        self._account = account
        self._reaches = reaches
        self._refuses_with = refuses_with

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection as client:
            head = b""
            while not head.endswith(b"\r\n\r\n") and (piece := client.recv(4096)):
                head += piece
            target = head.split(b" ")[1].decode()
            self.asked_for.append(target)
            if self._refuses_with is not None:
                client.sendall(f"HTTP/1.1 {self._refuses_with} No\r\n\r\n".encode())
                return
            if self._account is not None and self._password() not in head:
                client.sendall(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                    b'Proxy-Authenticate: Basic realm="proxy"\r\n\r\n'
                )
                return
            self.passed_on.append(target)
            port = self._reaches or int(target.rsplit(":", 1)[1])
            with socket.create_connection(("127.0.0.1", port)) as far:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = threading.Thread(target=_pump, args=(far, client), daemon=True)
                back.start()
                _pump(client, far)
                back.join(5)

    def _password(self) -> bytes:
        return base64.b64encode((self._account or "").encode())


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
