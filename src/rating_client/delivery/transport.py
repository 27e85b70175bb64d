"""One request to a receiver, and a plain value of what came back. The only door to the network.

Every exchange has a deadline over all of it, a cap on the reply, no redirect, no cookie, no content
coding, and the trust of `trust.trust_context` alone. No exception of any library leaves here: what
goes wrong in the world is a `NoReply`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rating_client import __version__
from rating_client.contract.addresses import is_loopback
from rating_client.delivery.pac import Pac, PacUnusableError, is_pac
from rating_client.delivery.proxy import SYSTEM, proxies_for
from rating_client.delivery.reply import Failure, NoReply, Reply

if TYPE_CHECKING:
    import ssl

    from rating_client.delivery.wire import Adapter, Line

log = logging.getLogger(__name__)

SMALL = 64 * 1024  # receipts and problems
MIDDLE = 1024 * 1024  # replies to bundles, and pages of answers
LARGE = 4 * 1024 * 1024  # forms and directories

GREETING_SECONDS = 15.0
BUNDLE_SECONDS = 120.0  # a megabyte over a slow line
SECONDS = 60.0  # anything else

_CONNECT = 10.0  # seconds for each address of a host
_READ = 20.0  # seconds without a single byte


@dataclass(frozen=True)
class Request:
    """`cap` in bytes, `deadline` in seconds over everything from the name look-up to the end."""

    method: str
    url: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cap: int = SMALL
    deadline: float = SECONDS


class Transport:
    """One exchange at a time, the others wait; `hang_up` may come from any thread."""

    def __init__(
        self,
        *,
        proxy: str = SYSTEM,
        certificates: Path | None = None,
        context: ssl.SSLContext | None = None,
        language: str = "vi",
    ) -> None:
        self._proxy = proxy
        self._certificates = certificates
        self._context = context
        self._language = language

    def exchange(self, request: Request) -> Reply | NoReply:
        """Send `request` and read its reply. `ValueError` for an address that is neither https
        nor this computer: a key statement cannot hold one."""
        import requests

        from rating_client.delivery.wire import NETWORK_ERRORS

        self._only_where_allowed(request.url)
        headers = {
            "User-Agent": f"rating-client/{__version__}",
            "Accept": "application/jose, application/problem+json",
            "Accept-Encoding": "identity",
            "Accept-Language": f"{self._language}, vi;q=0.5, en;q=0.4",
            **request.headers,
        }
        try:
            proxies = self._proxies(request.url)
        except PacUnusableError as error:
            return NoReply(error.failure)
        with self._one_at_a_time, self._line.deadline(request.deadline):
            try:
                prepared = requests.Request(
                    request.method, request.url, headers=headers, data=request.body
                ).prepare()
                response = self._adapter.send(
                    prepared,
                    stream=True,
                    timeout=(min(_CONNECT, request.deadline), min(_READ, request.deadline)),
                    proxies=proxies,
                )
                return self._read(response, request.cap)
            except NETWORK_ERRORS as error:
                return self._no_reply(error, request, proxies)
            except ValueError as error:  # a host name or a header that cannot be written down
                log.warning("request not possible: %s", type(error).__name__)
                return NoReply(Failure.UNREACHABLE, self._line.sent)

    @cached_property
    def beside(self) -> Transport:
        """Another connection, for what goes out at the same time. It hangs up and closes with
        this one."""
        other = copy(self)
        for own in ("_line", "_adapter", "_pac", "_one_at_a_time"):
            other.__dict__.pop(own, None)
        return other

    def hang_up(self) -> None:
        """End what is going on: the program wants to quit. Safe from any thread."""
        if "_line" in self.__dict__:  # else nothing ever went on, and there is nothing to load
            self._line.hang_up()
        if "beside" in self.__dict__:
            self.beside.hang_up()

    def close(self) -> None:
        """Close idle connections; the next exchange opens new ones."""
        if "_adapter" in self.__dict__:
            self._adapter.close()
        self.__dict__.pop("_pac", None)  # another network has another one
        if "beside" in self.__dict__:
            self.beside.close()

    @cached_property
    def _one_at_a_time(self) -> Lock:
        return Lock()

    @cached_property
    def _pac(self) -> Pac:
        return Pac(self._proxy, self._trust)

    def _trust(self) -> ssl.SSLContext:
        from rating_client.delivery.trust import trust_context

        return self._context or trust_context(self._certificates)

    def _proxies(self, url: str) -> dict[str, str]:
        return self._pac.proxies(url) if is_pac(self._proxy) else proxies_for(url, self._proxy)

    @cached_property
    def _line(self) -> Line:
        from rating_client.delivery.wire import Line

        return Line()

    @cached_property
    def _adapter(self) -> Adapter:
        from rating_client.delivery.wire import Adapter

        return Adapter(self._trust(), self._line)

    def _only_where_allowed(self, url: str) -> None:
        parts = urlsplit(url)
        on_this_computer = parts.scheme == "http" and is_loopback(parts.hostname or "")
        if parts.scheme != "https" and not on_this_computer:
            raise ValueError("ratings travel over https")

    def _read(self, response: Any, cap: int) -> Reply | NoReply:
        from rating_client.delivery.wire import NETWORK_ERRORS

        body = bytearray()
        try:
            for piece in response.raw.stream(16 * 1024, decode_content=False):
                body += piece
                if len(body) > cap:
                    body.clear()
                    break
            else:
                response.raw.release_conn()
        except NETWORK_ERRORS as error:
            log.info("reply cut: %s", type(error).__name__)
            return NoReply(Failure.TIMEOUT if self._line.expired else Failure.RESET, sent=True)
        finally:
            response.close()
        if self._line.expired:  # hanging up looks like the end of a reply
            return NoReply(Failure.TIMEOUT, sent=True)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(response.status_code, headers, bytes(body))

    def _no_reply(self, error: Exception, request: Request, proxies: dict[str, str]) -> NoReply:
        from rating_client.delivery.failures import failure_of

        failure = Failure.TIMEOUT if self._line.expired else failure_of(error, self._line.sent)
        log.info("no reply: %s, sent=%s", failure, self._line.sent)
        issuer = None
        if failure is Failure.PROXY_UNREACHABLE and "_pac" in self.__dict__:
            self._pac.dead(proxies)
        if failure is Failure.INSPECTED and not proxies:
            issuer = self._issuer_shown_by(request.url)
        return NoReply(failure, self._line.sent, issuer)

    def _issuer_shown_by(self, url: str) -> str | None:
        """Whose certificate the other side shows, so that an administrator can find the device."""
        import socket

        from rating_client.delivery.trust import issuer_name, looking_context

        parts = urlsplit(url)
        host = parts.hostname or ""
        watched = None
        try:
            with socket.create_connection((host, parts.port or 443), _CONNECT) as plain:
                watched = self._line.watch(plain)
                with looking_context().wrap_socket(plain, server_hostname=host) as shown:
                    return issuer_name(shown.getpeercert(binary_form=True) or b"")
        except OSError:
            return None
        finally:
            if watched is not None:
                self._line.forget(watched)
