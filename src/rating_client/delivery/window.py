"""How many ratings go out in one request: many while all is well, one by one after any trouble.

One rating that makes a receiver stumble would otherwise take a whole bundle with it, again and
again. Alone it only delays itself.
"""

from __future__ import annotations

from rating_client.contract.bundle import MAX_ITEMS

GROWTH = 8
WITHOUT_BUNDLES = 3600.0  # seconds until a receiver that took none is offered one again


class Windows:
    """The window of each receiver. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._size: dict[str, int] = {}
        self._one_by_one_until: dict[str, float] = {}

    def size(self, receiver: str, now: float) -> int:
        """How many may go out together."""
        if now < self._one_by_one_until.get(receiver, now):
            return 1
        return self._size.get(receiver, MAX_ITEMS)

    def abreast(self, receiver: str, now: float) -> bool:
        """Whether a second bundle may leave before the first is answered: only where the last
        thing that was handed over was taken, and nothing is being tried out."""
        return self._size.get(receiver) == MAX_ITEMS == self.size(receiver, now)

    def went_well(self, receiver: str) -> None:
        self._size[receiver] = min(MAX_ITEMS, self._size.get(receiver, MAX_ITEMS) * GROWTH)

    def went_wrong(self, receiver: str) -> None:
        self._size[receiver] = 1

    def one_by_one(self, receiver: str, now: float) -> None:
        """It takes no bundles."""
        self._one_by_one_until[receiver] = now + WITHOUT_BUNDLES
