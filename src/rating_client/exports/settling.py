"""When a file counts as finished: pure rules, with looks and their times as arguments.

No system tells reliably that a writer is done: Windows has no close event, shares send no events
at all, and modification times may say 1980 or 2099. So a file has settled when two looks some
seconds apart find the same size and the same modification time, whatever that time is. A file
whose own format says that it is whole (`completeness`) need not wait for the second look; one
whose format says that its end is missing waits longer, for a writer may pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rating_client.base.clock import VIETNAM, local

REST = 2.0  # seconds between the two looks
_LONG_REST = 20.0  # where the file itself says that there is more to come


class Look(NamedTuple):
    """What one look at a file found. `at` is monotonic seconds."""

    size: int
    modified_ns: int
    at: float


@dataclass(frozen=True)
class SettledFile:
    """A file that may be read now. `path` is exactly as the system names it."""

    path: str
    folder: str
    size: int
    modified_ns: int
    before_setup: bool  # it lay there when the folder was first listed
    changed_ns: int = 0
    named_at: float | None = None  # when the folder was named, if it could be listed only later

    def tells_of_before(self, registered_at: datetime | None) -> bool:
        """Whether a declaration in it, registered then, is from before the folder was watched.

        What lies there at the first list is from before. Only where the folder was named while
        it could not be reached, somebody may have exported into it since: there what was
        registered on the day it was named, or later, is new.
        """
        if self.named_at is None or registered_at is None:
            return self.before_setup
        named_on = local(self.named_at).date()
        return self.before_setup and registered_at.astimezone(VIETNAM).date() < named_on


def compared(previous: Look | None, look: Look) -> Look:
    """The look to remember: the oldest one that found the file as it is now."""
    if previous and previous[:2] == look[:2]:
        return previous
    return look


def settled(remembered: Look, look: Look, whole: bool | None) -> bool:
    """Whether the file may be read: it is whole, or stood still since the remembered look for
    long enough. `whole` is what its format says of it, None where it does not tell."""
    if whole:
        return True
    rest = REST if whole is None else _LONG_REST
    return remembered[:2] == look[:2] and look.at - remembered.at >= rest
