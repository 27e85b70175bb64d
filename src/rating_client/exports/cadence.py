"""When a folder is worth looking at: pure rules, with costs and times as arguments.

Three looks, each at what the one before cannot see: the modification times of directories, the
names in them, the files themselves. Each rests in proportion to what it cost the last time.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERY = 3.0  # seconds between looks, where a look is cheap
LISTENING = 12.0  # the same, where folder events stand watch and nothing happens
LEAST = 0.05  # between two looks, however often something wakes us
NAMES_AT_LATEST = 300.0  # then no modification time of a directory is trusted
FILES_AT_LATEST = 900.0  # then a file replaced under its old name has been found
_NAMES_SHARE = 10  # a look at names is followed by ten times its length of rest
_FILES_SHARE = 300  # a look at every file hardly ever finds anything
_ASLEEP = 60.0  # seconds too late: the computer slept, and anything may have happened


@dataclass
class Cadence:
    """The next looks at one folder, in monotonic seconds. At first everything is due."""

    names: float = 0.0
    whole_names: float = 0.0
    files: float = 0.0  # not planned yet
    earliest: float = 0.0
    _expected: float | None = None

    def names_looked_at(
        self, began: float, took: float, *, whole: bool, listening: bool = False
    ) -> None:
        """`listening`: an event will tell of what happens, so the look is only for lost ones."""
        self.names = began + max(LISTENING if listening else EVERY, _NAMES_SHARE * took)
        self.earliest = began + max(LEAST, 2 * took)
        if whole:
            self.whole_names = began + NAMES_AT_LATEST
        if not self.files:  # at first what the names cost says how large the folder is
            self.files = began + min(_FILES_SHARE * took, FILES_AT_LATEST)

    def files_looked_at(self, ended: float, took: float) -> None:
        """The next one goes with the look at names that comes then."""
        self.files = ended + min(_FILES_SHARE * took, FILES_AT_LATEST)

    def away(self, at: float, wait: float) -> None:
        """The folder cannot be reached: once it can, nothing of before is trusted."""
        self.names = at + wait
        self.whole_names = self.files = 0.0

    def sooner(self, at: float) -> None:
        """Something may have settled by then."""
        self.names = min(self.names, max(at, self.earliest))

    def turn(self, now: float) -> None:
        """A sweep begins at unix second `now`: after a sleep nothing of before is trusted."""
        if self._expected is not None and now > self._expected + _ASLEEP:
            self.names = self.whole_names = self.files = 0.0

    def waits(self, now: float, wait: float) -> None:
        """The sweep that ends at unix second `now` asked for the next one in `wait` seconds."""
        self._expected = now + wait
