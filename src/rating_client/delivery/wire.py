"""The one place where requests and urllib3 are touched: a connection with a deadline and one trust.

Importing this module loads requests, so it is imported when the first request is made.

What requests would do unasked is kept out by using its adapter alone, without a session: it follows
no redirect, reads no environment, keeps no cookie. Its adapter would still widen the trust we
give it: one certificate became 145 through REQUESTS_CA_BUNDLE and 118 through certifi. The three
methods overridden below keep it at what it was.
"""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from rating_client.windows.sockets import interrupt

# Everything by which these libraries say that the network failed.
NETWORK_ERRORS = (requests.RequestException, HTTPError, OSError, http.client.HTTPException)

# Its warnings quote what a stranger sent; what matters of it is logged in our own words.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class Line:
    """The connections of one transport, and the deadline of the exchange that uses them.

    Timeouts of sockets count per read, so a reply of one byte a second never ends by them. At the
    deadline every socket is shut down, which ends whatever waits on it.
    """

    def __init__(self) -> None:
        self.sent = False  # whether any byte of the current request may have left
        self.expired = False
        self._sockets: set[socket.socket] = set()
        self._guard = threading.Lock()

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Hang up on everything when `seconds` have passed and the block still runs."""
        self.sent = self.expired = False
        timer = threading.Timer(seconds, self.hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def hang_up(self) -> None:
        """End the current exchange from any thread."""
        with self._guard:
            self.expired = True
            for watched in self._sockets:
                _shut_down(watched)

    def watch(self, sock: socket.socket) -> socket.socket:
        """Have `sock` shut down at the deadline; the answer is what `forget` takes.

        A duplicate, because wrapping a socket for TLS takes the original away, and because a
        descriptor that another thread closes may by then belong to somebody else.
        """
        watched = sock.dup()
        with self._guard:
            self._sockets.add(watched)
            if self.expired:
                _shut_down(watched)
        return watched

    def forget(self, watched: socket.socket) -> None:
        with self._guard:
            self._sockets.discard(watched)
            watched.close()


class _Watched(HTTPConnection):
    """A connection that tells its line what it opens, and when the first byte leaves."""

    line: Line
    _watched: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self._watched = self.line.watch(sock)
        return sock

    def connect(self) -> None:
        try:
            super().connect()
        finally:
            self.line.sent = False  # what left so far was for a proxy or for TLS

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        self.line.sent = True
        super().send(data)

    def close(self) -> None:
        super().close()
        if self._watched is not None:
            self.line.forget(self._watched)
            self._watched = None


class Adapter(HTTPAdapter):
    """An adapter with exactly the trust of `context`, whatever its environment says."""

    def __init__(self, context: ssl.SSLContext, line: Line) -> None:
        self._context = context
        self._pools = _pools(line)
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(
            proxy, **kwargs, ssl_context=self._context, proxy_ssl_context=self._context
        )
        manager.pool_classes_by_scheme = self._pools
        return manager

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, _verify: Any, _cert: Any = None
    ) -> tuple[Any, Any]:
        host, _ = super().build_connection_pool_key_attributes(request, True, None)
        return host, {"ssl_context": self._context}

    def cert_verify(self, conn: Any, _url: Any, _verify: Any, _cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None


def _shut_down(sock: socket.socket) -> None:
    with suppress(OSError):  # it may be down already
        sock.shutdown(socket.SHUT_RDWR)
    interrupt(sock)


def _pools(line: Line) -> dict[str, type[HTTPConnectionPool]]:
    watching = line

    class PlainConnection(_Watched):
        line = watching

    class SecureConnection(_Watched, HTTPSConnection):
        line = watching

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = PlainConnection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    return {"http": PlainPool, "https": SecurePool}
