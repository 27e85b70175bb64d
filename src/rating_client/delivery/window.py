"""How many ratings go out in one request: many while all is well, one by one after any trouble.

One rating that makes a receiver stumble would otherwise take a whole bundle with it, again and
again. Alone it only delays itself.
"""

from __future__ import annotations

from rating_client.contract.bundle import MAX_ITEMS

GROWTH = 8
WITHOUT_BUNDLES = 3600.0  # seconds until a receiver that took none is offered one again
_QUICK = 15.0  # seconds for a bundle: three that share its line stay far below their deadline


class Windows:
    """The window of each receiver. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._size: dict[str, int] = {}
        self._one_by_one_until: dict[str, float] = {}
        self._slow: set[str] = set()

    def size(self, receiver: str, now: float) -> int:
        """How many may go out together."""
        if now < self._one_by_one_until.get(receiver, now):
            return 1
        return self._size.get(receiver, MAX_ITEMS)

    def abreast(self, receiver: str, now: float) -> bool:
        """Whether a second bundle may leave before the first is answered: only where the last
        thing that was handed over was taken, soon, and nothing is being tried out."""
        whole = self._size.get(receiver) == MAX_ITEMS == self.size(receiver, now)
        return whole and receiver not in self._slow

    def took(self, receiver: str, seconds: float) -> None:
        """How long the last bundle was on its way there and back."""
        (self._slow.discard if seconds <= _QUICK else self._slow.add)(receiver)

    def went_well(self, receiver: str) -> None:
        self._size[receiver] = min(MAX_ITEMS, self._size.get(receiver, MAX_ITEMS) * GROWTH)

    def went_wrong(self, receiver: str) -> None:
        self._size[receiver] = 1

    def one_by_one(self, receiver: str, now: float) -> None:
        """It takes no bundles."""
        self._one_by_one_until[receiver] = now + WITHOUT_BUNDLES
