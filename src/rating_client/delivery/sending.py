"""What is due goes out: one rating by itself, several as a bundle."""

from __future__ import annotations

from collections.abc import Sequence

from rating_client.base.clock import Clock
from rating_client.delivery.bundling import most
from rating_client.delivery.endpoint import Endpoint
from rating_client.delivery.judge import Outcome, Verdict
from rating_client.delivery.settling import Settling
from rating_client.delivery.window import Windows
from rating_client.outbox.dispatch import Dispatch

_TAKEN = {Verdict.RECEIPTED, Verdict.ITEM}


class Sending:
    """Hands over the queue of one profile, one request a call."""

    def __init__(
        self, dispatch: Dispatch, endpoint: Endpoint, settling: Settling, clock: Clock
    ) -> None:
        self._dispatch = dispatch
        self._endpoint = endpoint
        self._settling = settling
        self._clock = clock
        self._windows = Windows()

    def send_due(self, receiver: str, lease: float) -> tuple[Sequence[Outcome], int]:
        """Send the next of what is due to `receiver`: what came of it, and how many were sent.

        One outcome for each, or a single one where nothing was said of each.
        """
        room = self._endpoint.room(receiver)
        window = self._windows.size(receiver, self._clock.monotonic())
        attempts = self._dispatch.claim_many(
            receiver, self._clock.now(), lease, at_most=min(window, most(room)), room=room
        )
        if not attempts:
            return (), 0
        if len(attempts) == 1:
            heard = self._endpoint.submit(attempts[0])
            self._settling.submission(attempts[0], heard)
        else:
            heard = self._endpoint.submit_many(receiver, attempts)
            self._settling.bundle(receiver, attempts, heard)
        outcomes = heard.results or (heard.outcome,)
        self._size_up(receiver, outcomes)
        return outcomes, len(attempts)

    def _size_up(self, receiver: str, outcomes: Sequence[Outcome]) -> None:
        """How much to hand over the next time."""
        if outcomes[0].verdict is Verdict.ONE_BY_ONE:
            self._windows.one_by_one(receiver, self._clock.monotonic())
        elif any(outcome.verdict in _TAKEN for outcome in outcomes):
            self._windows.went_well(receiver)
        else:
            self._windows.went_wrong(receiver)
