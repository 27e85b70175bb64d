"""What is due, claimed one at a time, as tests want it."""

from __future__ import annotations

from rating_client.outbox.dispatch import Attempt, Dispatch


def claim_one(dispatch: Dispatch, receiver: str, now: float, lease: float) -> Attempt | None:
    """The next due rating of `receiver`, claimed for `lease` seconds."""
    return next(iter(dispatch.claim(receiver, now, lease, at_most=1, room=0)), None)
