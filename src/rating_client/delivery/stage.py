"""The delivery stage: seals what has found a receiver, sends what is due, settles what came of it.

Qt-free, and it never sleeps: whoever runs it calls `step` when the time it returned has come, or
earlier. One step does at most one thing for one receiver, or hands over bundles for a second; a
program that wants to quit hangs up and waits for what is under way only. A crash at any point
leaves a lease behind, and the same bytes go out again.

`step` may raise `Trouble` of the ledger, such as a full disk. What it was sending is then sent
again later: the receiver knows its id.
"""

from __future__ import annotations

import random as randomness
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rating_client.base.clock import Clock
from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence
from rating_client.delivery.conditions import OF_THE_NETWORK
from rating_client.delivery.endpoint import Endpoint
from rating_client.delivery.inquiries import Inquiries, Inquiry
from rating_client.delivery.judge import Outcome, Verdict
from rating_client.delivery.outlook import Outlook
from rating_client.delivery.pauses import Pauses
from rating_client.delivery.sealing import Left, Sealing
from rating_client.delivery.sending import Sending
from rating_client.delivery.settling import Settling
from rating_client.delivery.state import DeliveryState
from rating_client.delivery.transport import Transport
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.request import EnrolmentRequest
from rating_client.enrolment.routing import Undecided
from rating_client.outbox.dispatch import CLOCK_SLACK, Dispatch
from rating_client.outbox.schedule import CAP, Random

LEASE = 180.0  # seconds; longer than any exchange
GREETING_HOLDS = 30.0  # seconds of a run between two exchanges, after which it greets again


@dataclass(frozen=True)
class Tally:
    """What this deliverer did since it was made."""

    attempts: int = 0
    receipts: int = 0
    refusals: int = 0  # of ratings: those need attention

    def plus(self, outcomes: Sequence[Outcome], attempts: int) -> Tally:
        verdicts = [outcome.verdict for outcome in outcomes]
        return Tally(
            self.attempts + attempts,
            self.receipts + verdicts.count(Verdict.RECEIPTED),
            self.refusals + verdicts.count(Verdict.ITEM),
        )


class Delivery:
    """The one deliverer of a profile: whoever makes it holds the profile's lock."""

    def __init__(
        self,
        ledger: Ledger,
        enrolments: EnrolmentBook,
        addressing: Addressing,
        transport: Transport,
        clock: Clock,
        random: Random = randomness.random,
    ) -> None:
        self._enrolments = enrolments
        self._transport = transport
        self._clock = clock
        self._random = random
        self._dispatch = Dispatch(ledger)
        self._pauses = Pauses(ledger)
        self._endpoint = Endpoint(transport, enrolments, clock)
        self._settling = Settling(ledger, enrolments, clock, random)
        self._sending = Sending(self._dispatch, self._endpoint, self._settling, transport, clock)
        self._inquiries = Inquiries(ledger, enrolments, self._endpoint, self._settling, clock)
        self._outlook = Outlook(ledger, enrolments, clock)
        self._sealing = Sealing(ledger, enrolments, addressing)
        self._left = Left()
        self._look_for_receivers = True
        self._clocks: tuple[float, float] | None = None  # wall and monotonic, at the last step
        self._greeted_until: dict[str, float] = {}  # monotonic
        self._last_served = ""
        self._trying = False
        self.tally = Tally()

    def step(self, now: float) -> float:
        """Do the next due thing, if any; the time at which to come back. At most 15 minutes on."""
        self._believe_clock(now)
        self._dispatch.expire_leases(now, LEASE)
        if self._look_for_receivers:
            self._left = self._sealing.seal_waiting(now)
            self._look_for_receivers = False
        for receiver in self._in_turn():
            if self._pauses.of(receiver).paused_at(now):
                continue
            work = self._due(receiver, now)
            if work is None:
                continue
            self._last_served = receiver
            self._trying = True
            try:
                if not self._greet(receiver):
                    break
                work()
            finally:
                self._trying = False
            return self._clock.now()  # perhaps there is more to do at once
        return self._next_wake(now)

    def send_now(self) -> None:
        """A person asked: forget back-offs, greet again, try at the next step. Holds are kept."""
        self._pauses.forget_failures()
        self._dispatch.hurry(self._clock.now())
        self._greeted_until.clear()
        self.look_for_receivers()

    def woke_up(self) -> None:
        """The network changed or the computer woke: what was the network's fault is tried again
        within seconds, one probe a receiver. What a receiver asked for itself is kept."""
        now = self._clock.now()
        self._greeted_until.clear()
        self._pauses.wake(OF_THE_NETWORK, now, self._random)
        self._dispatch.wake(OF_THE_NETWORK, now)
        self._transport.close()

    def look_for_receivers(self) -> None:
        """An enrolment, a choice or a directory changed: what had no receiver may have one."""
        self._look_for_receivers = True

    def hang_up(self) -> None:
        """End the exchange that is going on, from any thread; what was sent is sent again later."""
        self._transport.hang_up()

    def conditions(self) -> list[Sentence]:
        """What a person may want to know about sending, for the window."""
        return self._outlook.conditions(self._left)

    def choices(self) -> tuple[Undecided, ...]:
        """Offices that several receivers take: a person chooses once."""
        return self._left.undecided

    def state(self) -> DeliveryState:
        """How sending stands, for the icon and the command line."""
        return self._outlook.state(trying=self._trying)

    # One step ------------------------------------------------------------------------------------

    def _believe_clock(self, now: float) -> None:
        """Plans count no more at the start, when somebody set the clock, or after a sleep."""
        steady = self._clock.monotonic()
        begins = self._clocks is None
        wall, before = self._clocks or (now, steady)
        self._clocks = (now, steady)
        if begins:
            self._dispatch.nobody_sends(now)
        if begins or abs((now - wall) - (steady - before)) > CLOCK_SLACK:
            self._dispatch.heed_clock(now)
            self._pauses.end_all()
            self._greeted_until.clear()

    def _in_turn(self) -> list[str]:
        """Every receiver, the one served last at the end: none waits behind another."""
        receivers = self._enrolments.receivers()
        if self._last_served in receivers:
            after = receivers.index(self._last_served) + 1
            return receivers[after:] + receivers[:after]
        return receivers

    def _due(self, receiver: str, now: float) -> Callable[[], None] | None:
        """What to do for `receiver` now: make this device known, send, or look for documents."""
        for request in self._enrolments.requests.to_send():
            if request.receiver == receiver:
                return partial(self._enrol, request)
        due = self._dispatch.next_due(receiver)
        sends = due is not None and due <= now
        inquiry = self._inquiries.first(receiver) if sends else self._inquiries.due(receiver)
        if inquiry is not None:
            return partial(self._ask, receiver, inquiry)
        return partial(self._send, receiver) if sends else None

    def _greet(self, receiver: str) -> bool:
        """Whether the receiver is there; asked once a run, so that no rating meets a login page."""
        if self._greeted_until.get(receiver, 0.0) > self._clock.monotonic():
            return True
        heard = self._endpoint.hello(receiver)
        there = self._settling.greeting(receiver, heard)
        if there:
            self._goes_on(receiver)
        else:
            self._endpoint.another_address(receiver)
        return there

    def _enrol(self, request: EnrolmentRequest) -> None:
        heard = self._endpoint.enrol(request)
        self._settling.enrolment(request, heard)
        self._goes_on(request.receiver, heard.outcome)

    def _send(self, receiver: str) -> None:
        outcomes, attempts = self._sending.send_due(receiver, LEASE)
        if attempts == 0:
            return  # taken back while the receiver was greeted
        self.tally = self.tally.plus(outcomes, attempts)
        receipts = [outcome.receipt for outcome in outcomes if outcome.receipt is not None]
        for epoch in dict.fromkeys(receipt.epoch for receipt in receipts):
            self._inquiries.receipted(receiver, epoch)
        if any(each.verdict is Verdict.REVOKED for each in outcomes):
            self.look_for_receivers()  # this device may have a new key since
        trouble = (each for each in outcomes if each.verdict not in _WELL)
        self._goes_on(receiver, next(trouble, None))

    def _ask(self, receiver: str, inquiry: Inquiry) -> None:
        outcome = self._inquiries.ask(receiver, inquiry)
        refused = outcome.verdict is Verdict.ENROLMENT  # an answer all the same
        self._goes_on(receiver, None if refused else outcome)
        if inquiry is Inquiry.DIRECTORY and outcome.verdict is Verdict.DOCUMENT:
            self.look_for_receivers()

    def _goes_on(self, receiver: str, outcome: Outcome | None = None) -> None:
        """The run goes on while the receiver answers, and ends with its first trouble."""
        if outcome is None or outcome.verdict in _WELL:
            self._greeted_until[receiver] = self._clock.monotonic() + GREETING_HOLDS
        else:
            self._greeted_until.pop(receiver, None)

    def _next_wake(self, now: float) -> float:
        steady = self._clock.monotonic()
        times = [now + CAP]
        unsent = {request.receiver for request in self._enrolments.requests.to_send()}
        for receiver in self._enrolments.receivers():
            first = now + self._inquiries.next_due(receiver) - steady
            if (sending := self._dispatch.next_due(receiver)) is not None:
                first = min(first, sending)
            if receiver in unsent:
                first = now
            times.append(max(first, self._pauses.of(receiver).paused_until or 0.0))
        return max(min(times), now + _BREATH)


_WELL = {
    Verdict.RECEIPTED,
    Verdict.NOT_HELD,
    Verdict.ITEM,
    Verdict.REVOKED,
    Verdict.DOCUMENT,
    Verdict.UNCHANGED,
    Verdict.ONE_BY_ONE,
}
_BREATH = 0.2  # seconds; nothing is due, so a step that finds nothing must not spin
