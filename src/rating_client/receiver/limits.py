"""How much one device may ask of this receiver. Kept in memory: a restart forgives."""

from __future__ import annotations

import math
import threading

from rating_client.base.clock import Clock
from rating_client.receiver import bucket as buckets
from rating_client.receiver.bucket import Bucket, Limit
from rating_client.receiver.problem import ProblemReply

# A broker with a hundred thousand ratings in the outbox is served within the hour; a program that
# has run wild is stopped before it fills a disk.
GENEROUS = Limit(per_second=50, burst=5000)

_FORGET_ABOVE = 10_000  # devices; beyond, those that have their full measure again are forgotten


class DeviceLimits:
    """One bucket for each device that proved who it is."""

    def __init__(self, clock: Clock, limit: Limit) -> None:
        self.limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[str, Bucket] = {}

    def take(self, device: str) -> None:
        """Count one item or question; `ProblemReply("rate-limited")` beyond the limit."""
        with self._lock:
            at = self._clock.monotonic()
            before = self._buckets.get(device) or buckets.full(self.limit, at)
            taken = buckets.take(before, self.limit, at)
            self._buckets[device] = taken.bucket
            if len(self._buckets) > _FORGET_ABOVE:
                self._forget(at)
        if taken.wait > 0:
            raise ProblemReply("rate-limited", retry_after=math.ceil(taken.wait))

    def _forget(self, at: float) -> None:
        self._buckets = {
            device: bucket
            for device, bucket in self._buckets.items()
            if buckets.level(bucket, self.limit, at) < self.limit.burst
        }
