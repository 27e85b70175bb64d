"""When to try again: pure functions of tries, what the receiver asked for, and randomness.

Full jitter keeps a thousand offices from coming back in the same second after an outage. No
number of tries ends it: a rating is kept until it is receipted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC

BASE = 5.0
CAP = 15 * 60.0
RETRY_AFTER_CAP = 6 * 3600.0

_SPREAD = 0.1  # of a wait the receiver asked for: it asked everyone for the same

Random = Callable[[], float]
"""A number in [0, 1), such as `random.random`."""


def next_attempt(tries: int, asked: float | None, now: float, random: Random) -> float:
    """The time of the next attempt after `tries` failed ones.

    `asked` is what `retry_after` made of the reply: never earlier than that.
    """
    return now + backoff(tries, asked, random)


def backoff(tries: int, asked: float | None, random: Random) -> float:
    """Seconds to wait: anywhere below a ceiling that doubles with each try, from 5 s to 15 min."""
    ceiling = min(CAP, BASE * 2.0 ** min(max(tries - 1, 0), 16))
    if asked is None:
        return random() * ceiling
    asked = min(asked, RETRY_AFTER_CAP)
    return asked + random() * max(ceiling, asked * _SPREAD)


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds that a `Retry-After` asks to wait, at most six hours; None for garbage.

    RFC 9110 section 10.2.3: digits, or an HTTP date. `now` is the time the reply was made, best
    by the receiver's own `Date`, so that a wrong clock here does not stretch the wait.
    """
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch("[0-9]{1,12}", value):
        return min(float(value), RETRY_AFTER_CAP)
    moment = http_date(value)
    if moment is None or moment <= now:
        return None
    return min(moment - now, RETRY_AFTER_CAP)


def http_date(value: str | None) -> float | None:
    """Unix seconds of an HTTP date; None for garbage."""
    if value is None:
        return None
    from email.utils import parsedate_to_datetime  # slow to load, and seldom needed

    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None  # the parser of e-mail dates raises each of these for some garbage
