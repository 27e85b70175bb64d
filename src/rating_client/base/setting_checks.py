"""Which values a setting takes that has no list of choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from rating_client.base.time_of_day import span, time_of_day
from rating_client.windows.hotkey import keys_of


def from_0_to(most: int) -> Callable[[int], bool]:
    return lambda number: 0 <= number <= most


def is_folder(text: str) -> bool:
    return bool(text.strip()) and "\0" not in text


def is_time_of_day(text: str) -> bool:
    """Or empty: never."""
    return not text.strip() or time_of_day(text) is not None


def is_span(text: str) -> bool:
    return span(text) is not None


def is_hotkey(text: str) -> bool:
    """Or empty: none."""
    return not text or keys_of(text) is not None


def is_proxy(text: str) -> bool:
    """`system`, `none`, `auto`, `http://proxy:3128` or `proxy:3128`, or `pac:ADDRESS`."""
    if text in ("system", "none", "auto"):
        return True
    address = text.removeprefix("pac:")
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
        return known and parts.port != 0 and not re.search(r"\s", text)
    except ValueError:
        return False
