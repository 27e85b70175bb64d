"""A token bucket: how many requests at once, how many in the long run, how long to wait. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """At most `burst` at once, and `per_second` in the long run."""

    per_second: float
    burst: float

    def __post_init__(self) -> None:
        if not (self.per_second > 0 and self.burst >= 1):
            raise ValueError("a limit that would never let anything through")


@dataclass(frozen=True)
class Bucket:
    """What was left at one moment (seconds of a clock that only goes forward)."""

    left: float
    at: float


@dataclass(frozen=True)
class Taken:
    """The bucket afterwards, and the seconds until another try can succeed: 0 if this one did."""

    bucket: Bucket
    wait: float


def full(limit: Limit, at: float) -> Bucket:
    return Bucket(limit.burst, at)


def take(bucket: Bucket, limit: Limit, at: float) -> Taken:
    """Take one. A refused try costs nothing, so that whoever waits as told gets through."""
    left = level(bucket, limit, at)
    if left >= 1:
        return Taken(Bucket(left - 1, max(at, bucket.at)), 0)
    return Taken(Bucket(left, max(at, bucket.at)), (1 - left) / limit.per_second)


def level(bucket: Bucket, limit: Limit, at: float) -> float:
    """What is left in the bucket at a later moment; a clock that goes back refills nothing."""
    return min(limit.burst, bucket.left + max(0.0, at - bucket.at) * limit.per_second)
