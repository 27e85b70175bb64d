"""Base URLs of a receiver: HTTPS, or anything on this computer itself; no trailing slash."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from rating_client.base.text import Text
from rating_client.contract.shape import Fault


def base_url(value: Any, pointer: str) -> Iterable[Fault]:
    """The rule for one address in a key statement."""
    if not isinstance(value, str) or not _is_base_url(value):
        yield Fault(
            pointer,
            Text(
                "phải là địa chỉ https không có dấu / ở cuối",
                "must be an https address without a trailing slash",
            ),
        )


def _is_base_url(value: str) -> bool:
    """Whether ratings may be sent below this address."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port  # the port is only parsed when asked for
    except ValueError:
        return False
    if not host or len(value) > 500 or not value.isascii() or any(c <= " " for c in value):
        return False
    if parts.username is not None or parts.query or parts.fragment or value[-1] in "/?#":
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this computer itself."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
