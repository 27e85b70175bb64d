"""What is due goes out: one rating by itself, several as a bundle."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rating_client.base.clock import Clock
from rating_client.delivery.abreast import AT_ONCE, abreast
from rating_client.delivery.bundling import most
from rating_client.delivery.endpoint import Endpoint, Heard
from rating_client.delivery.judge import Outcome, Verdict
from rating_client.delivery.settling import Settling
from rating_client.delivery.transport import Transport
from rating_client.delivery.window import Windows
from rating_client.outbox.dispatch import Attempt, Dispatch

if TYPE_CHECKING:
    from concurrent.futures import Future

    from rating_client.delivery.reply import NoReply, Reply

_A_STEP = 1.0  # seconds, after which nothing more is taken up before others had their turn
_TAKEN = {Verdict.RECEIPTED, Verdict.ITEM, Verdict.REVOKED}


class Sending:
    """Hands over the queue of one profile, a rating or a run of bundles a call."""

    def __init__(
        self,
        dispatch: Dispatch,
        endpoint: Endpoint,
        settling: Settling,
        transport: Transport,
        clock: Clock,
    ) -> None:
        self._dispatch = dispatch
        self._endpoint = endpoint
        self._settling = settling
        self._transport = transport
        self._clock = clock
        self._windows = Windows()

    def send_due(self, receiver: str, lease: float) -> tuple[Sequence[Outcome], int]:
        """Send the next of what is due to `receiver`: what came of it, and how many were sent.

        One outcome for each, or a single one for those of which nothing was said one by one.
        """
        attempts = self._claim(receiver, lease)
        if not attempts:
            return (), 0
        if len(attempts) > 1:
            return self._bundles(receiver, attempts, lease)
        heard = self._endpoint.submit(attempts[0])
        self._settling.submission(attempts[0], heard)
        return self._size_up(receiver, heard), 1

    def _bundles(
        self, receiver: str, attempts: Sequence[Attempt], lease: float
    ) -> tuple[Sequence[Outcome], int]:
        """`attempts` as a bundle; and while all is well what comes behind them, one more bundle
        being on its way while the reply to the one before it is verified and settled.

        Each is settled by its own reply, in its own transaction. What the ledger does not let us
        settle stays under its lease.
        """
        under_way: deque[tuple[Sequence[Attempt], Future[Reply | NoReply], float]] = deque()
        outcomes: list[Outcome] = []
        sent, well = 0, True
        until = self._clock.monotonic() + _A_STEP
        with abreast(self._transport) as launch:
            while attempts or under_way:
                if attempts:
                    request = self._endpoint.bundle(receiver, attempts)
                    left = self._clock.monotonic()
                    under_way.append((attempts, launch(request), left))
                    sent += len(attempts)
                else:
                    claimed, reply, left = under_way.popleft()
                    came = reply.result()
                    self._windows.took(receiver, self._clock.monotonic() - left)
                    heard = self._endpoint.answered(receiver, claimed, came)
                    self._settling.bundle(receiver, claimed, heard)
                    judged = self._size_up(receiver, heard, grow=well)
                    well = well and all(outcome.verdict in _TAKEN for outcome in judged)
                    outcomes += judged
                now = self._clock.monotonic()
                more = well and now < until and self._windows.abreast(receiver, now)
                more = more and len(under_way) < AT_ONCE
                attempts = self._claim(receiver, lease) if more else ()
        return outcomes, sent

    def _claim(self, receiver: str, lease: float) -> Sequence[Attempt]:
        room = self._endpoint.room(receiver)
        window = self._windows.size(receiver, self._clock.monotonic())
        return self._dispatch.claim(
            receiver, self._clock.now(), lease, at_most=min(window, most(room)), room=room
        )

    def _size_up(self, receiver: str, heard: Heard, *, grow: bool = True) -> Sequence[Outcome]:
        """What was heard of each; and how much to hand over the next time. What went well beside
        trouble says nothing about the next."""
        outcomes = heard.results or (heard.outcome,)
        if outcomes[0].verdict is Verdict.ONE_BY_ONE:
            self._windows.one_by_one(receiver, self._clock.monotonic())
        elif any(outcome.verdict in _TAKEN for outcome in outcomes):
            if grow:
                self._windows.went_well(receiver)
        else:
            self._windows.went_wrong(receiver)
        return outcomes
