"""Exceptions of the network libraries as one word each: what a person would call it."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator

from rating_client.delivery.reply import Failure

_EXPIRED, _NOT_YET_VALID, _OTHER_NAME, _OTHER_ADDRESS = 10, 9, 62, 64  # OpenSSL's X509_V_ERR_*
_WITHOUT_ROUTE = {
    getattr(errno, name)
    for name in (
        "ENETUNREACH",
        "ENETDOWN",
        "EHOSTUNREACH",
        "WSAENETUNREACH",
        "WSAENETDOWN",
        "WSAEHOSTUNREACH",
    )
    if hasattr(errno, name)
}
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")


def failure_of(error: BaseException, sent: bool) -> Failure:
    """What an exception of the network means; `sent` if a byte of the request may have left.

    TLS is asked first, because requests calls a TLS error a connection error too.
    """
    from requests.exceptions import ProxyError
    from urllib3.exceptions import NameResolutionError
    from urllib3.exceptions import TimeoutError as UrllibTimeout

    chain = list(_chain(error))
    if not sent:
        for each in chain:
            if isinstance(each, ssl.SSLCertVerificationError):
                return _certificate_failure(each)
        if any(isinstance(each, ssl.SSLError) and _is_protocol(each) for each in chain):
            return Failure.TLS_FAILED
    for each in chain:
        if found := _TUNNEL.search(str(each)):
            return Failure.PROXY_SIGN_IN if found[1] in ("407", "511") else Failure.UNREACHABLE
    if any(isinstance(each, ProxyError) for each in chain):
        return Failure.PROXY_UNREACHABLE
    if any(isinstance(each, NameResolutionError | socket.gaierror) for each in chain):
        return Failure.NAME_NOT_FOUND if has_route() else Failure.NO_NETWORK
    if any(isinstance(each, OSError) and each.errno in _WITHOUT_ROUTE for each in chain):
        return Failure.UNREACHABLE if has_route() else Failure.NO_NETWORK
    # Before the timeouts: urllib3 derives its "new connection" error from one of them.
    if any(isinstance(each, ConnectionRefusedError) for each in chain):
        return Failure.UNREACHABLE
    if any(isinstance(each, UrllibTimeout | TimeoutError) for each in chain):
        return Failure.TIMEOUT
    return Failure.RESET


def _certificate_failure(error: ssl.SSLCertVerificationError) -> Failure:
    if error.verify_code in (_EXPIRED, _NOT_YET_VALID):
        return Failure.CERTIFICATE_DATE
    if error.verify_code in (_OTHER_NAME, _OTHER_ADDRESS):
        return Failure.OTHER_HOST
    return Failure.INSPECTED


def _is_protocol(error: ssl.SSLError) -> bool:
    """Whether the two sides could not agree, rather than the connection breaking off."""
    return not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made of, each once."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        each = waiting.pop(0)
        if each in seen:
            continue
        seen.append(each)
        yield each
        parts = (each.__cause__, each.__context__, getattr(each, "reason", None), *each.args)
        waiting += [part for part in parts if isinstance(part, BaseException)]


def has_route() -> bool:
    """Whether this computer has a way out at all. Nothing is sent by asking."""
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 9))
                return True
        except OSError:
            continue
    return False
