"""A time of day, and a span of the day, as a person writes them."""

from __future__ import annotations

import re
from datetime import time

Span = tuple[time, time]
"""From a time of day until another; one that ends earlier than it begins runs past midnight."""


def time_of_day(text: str) -> time | None:
    """`16:30`, or `16`; None for anything else."""
    found = re.fullmatch(r"([01]?\d|2[0-3])(?::([0-5]?\d))?", text.strip(), re.ASCII)
    return time(int(found[1]), int(found[2] or 0)) if found else None


def span(text: str) -> Span | None:
    """`11:30-13:00`, or `17:00-` until midnight; None where it lasts all day, and for the rest."""
    begin, dash, end = text.replace("–", "-").partition("-")
    begins = time_of_day(begin)
    ends = time() if end.strip() in ("24:00", "") else time_of_day(end)
    if not dash or begins is None or ends is None or begins == ends:
        return None
    return begins, ends
