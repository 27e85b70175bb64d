"""The one place where urllib3 is touched: a connection with a deadline and one trust.

Importing this module loads urllib3, so it is imported when the first request is made.

Not requests, which does the same with urllib3: it reads the environment, keeps cookies, follows
redirects and widens a trust it is given, all of which had to be kept out, and guesses encodings,
for which alone it loads three megabytes.
"""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util import make_headers

# Everything by which the library says that the network failed.
NETWORK_ERRORS = (HTTPError, OSError, http.client.HTTPException)

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


class Wire:
    """Kept connections with exactly the trust of `context`, whatever the environment says."""

    def __init__(self, context: ssl.SSLContext, line: Line) -> None:
        self._context = context
        self._pools = _pools(line)
        self._managers: dict[str | None, PoolManager] = {}  # by proxy

    def send(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str],
        timeout: Timeout,
        proxy: str | None,
    ) -> BaseHTTPResponse:
        """The reply to one request, its body not read yet: `NETWORK_ERRORS`, or `ValueError` for
        what cannot be written down. `proxy` may carry a name and a password."""
        if proxy not in self._managers:
            self._managers[proxy] = self._manager(proxy)
        return self._managers[proxy].urlopen(
            method,
            url,
            body=body,
            headers=headers,
            timeout=timeout,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
        )

    def close(self) -> None:
        for manager in self._managers.values():
            manager.clear()

    def _manager(self, proxy: str | None) -> PoolManager:
        trust: Any = {"ssl_context": self._context, "cert_reqs": "CERT_REQUIRED"}
        if proxy is None:
            manager = PoolManager(num_pools=4, maxsize=1, **trust)
        else:
            address = proxy if "://" in proxy else f"http://{proxy}"
            manager = ProxyManager(
                address,
                num_pools=4,
                maxsize=1,
                proxy_headers=_sign_in(address),
                proxy_ssl_context=self._context,
                **trust,
            )
        manager.pool_classes_by_scheme = self._pools
        return manager


def _sign_in(address: str) -> dict[str, str]:
    """What a proxy wants to hear besides: the name and password in its address, if any."""
    parts = urlsplit(address)
    if parts.username is None:
        return {}
    name, password = unquote(parts.username), unquote(parts.password or "")
    return dict(make_headers(proxy_basic_auth=f"{name}:{password}"))


def _shut_down(sock: socket.socket) -> None:
    with suppress(OSError):  # it may be down already
        sock.shutdown(socket.SHUT_RDWR)


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
