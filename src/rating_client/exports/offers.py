"""Files that were handed out to be read, until the ledger says what became of each."""

from __future__ import annotations

from typing import NamedTuple

from rating_client.exports.settling import SettledFile
from rating_client.exports.sweep import Listed

_LONGEST = 6  # doublings: an offer that nobody answers is repeated every minute


class _Offer(NamedTuple):
    file: SettledFile
    times: int
    again_at: float  # monotonic seconds


class Offers:
    """The open offers by path. An unanswered one is made again, each time later than before."""

    def __init__(self) -> None:
        self._open: dict[str, _Offer] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._open

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self._open)

    def make(self, file: SettledFile, at: float) -> None:
        """`file` is handed out at monotonic second `at`."""
        before = self._open.get(file.path)
        times = before.times + 1 if before and before.file == file else 1
        wait = min(2.0 ** min(times, _LONGEST), 60.0)
        self._open[file.path] = _Offer(file, times, at + wait)

    def end(self, path: str) -> None:
        self._open.pop(path, None)

    def stands(self, listed: Listed, at: float) -> bool:
        """Whether this very file is on offer and an answer may still come."""
        offer = self._open.get(listed.path)
        if offer is None:
            return False
        file = offer.file
        return at < offer.again_at and listed[1:] == (file.size, file.modified_ns, file.changed_ns)
