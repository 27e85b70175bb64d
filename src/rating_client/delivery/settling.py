"""What an outcome does: to the entry that was sent, and to the standing of its receiver.

Trouble of an item touches that item alone; trouble of the endpoint pauses the endpoint, and the
item waits as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from rating_client.base.clock import Clock, local
from rating_client.base.ledger import Ledger
from rating_client.delivery.endpoint import Heard
from rating_client.delivery.judge import Outcome, Verdict
from rating_client.delivery.pauses import Pauses
from rating_client.delivery.revocation import Revocation
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.request import EnrolmentRequest
from rating_client.outbox.dispatch import Attempt, Dispatch, ReceiptFacts
from rating_client.outbox.entry import Reason
from rating_client.outbox.schedule import CAP, Random, next_attempt

_TRULY_THE_RECEIVER = {
    Verdict.RECEIPTED,
    Verdict.NOT_HELD,
    Verdict.HELLO,
    Verdict.UNCHANGED,
    Verdict.ITEM,
    Verdict.REVOKED,
    Verdict.ENROLMENT,
    Verdict.RESULTS,
    Verdict.ONE_BY_ONE,
}
_GOOD = {Verdict.RECEIPTED, Verdict.ITEM, Verdict.REVOKED}
_OF_THE_ENDPOINT = {Verdict.LATER, Verdict.SIGN_IN, Verdict.UNTRUSTED}


class Settling:
    """Writes outcomes into one ledger, each in one transaction."""

    def __init__(
        self, ledger: Ledger, enrolments: EnrolmentBook, clock: Clock, random: Random
    ) -> None:
        self._ledger = ledger
        self._enrolments = enrolments
        self._clock = clock
        self._random = random
        self._dispatch = Dispatch(ledger)
        self._pauses = Pauses(ledger)
        self._revocation = Revocation(ledger, enrolments)

    def greeting(self, receiver: str, heard: Heard) -> bool:
        """Whether the receiver is there."""
        with self._ledger.transaction():
            self._note(receiver, heard)
            if heard.outcome.verdict is Verdict.HELLO:
                return True
            self._pause(receiver, heard.outcome)
            return False

    def submission(self, attempt: Attempt, heard: Heard) -> None:
        with self._ledger.transaction():
            self._note(attempt.receiver, heard)
            if heard.outcome.verdict in _GOOD:
                self._done([(attempt, heard.outcome)])
                self._pauses.well(attempt.receiver, self._clock.now())
            else:
                until = self._pause(attempt.receiver, heard.outcome)
                self._later(attempt, heard.outcome, until)

    def bundle(self, receiver: str, attempts: Sequence[Attempt], heard: Heard) -> None:
        """Settle a whole bundle: what was judged alone, and what waits for the receiver."""
        with self._ledger.transaction():
            self._note(receiver, heard)
            if heard.outcome.verdict is Verdict.ONE_BY_ONE:
                for attempt in attempts:
                    self._put_off(attempt, heard.outcome, self._clock.now())
            elif not heard.results:  # nobody knows whose fault it is: none waits on its own account
                until = self._pause(receiver, heard.outcome)
                for attempt in attempts:
                    self._put_off(attempt, heard.outcome, until)
            else:
                self._results(receiver, attempts, heard.results)

    def enrolment(self, request: EnrolmentRequest, heard: Heard) -> None:
        outcome, requests = heard.outcome, self._enrolments.requests
        with self._ledger.transaction():
            self._note(request.receiver, heard)
            if outcome.receipt is not None:
                device = self._enrolments.devices.known(outcome.receipt.device)
                assert device is not None  # the receipt was checked to be for one of ours
                statement = self._enrolments.statement(request.receiver)
                requests.receipted(request, outcome.receipt.token, statement, device)
                self._pauses.well(request.receiver, self._clock.now())
            elif outcome.verdict is Verdict.REVOKED:
                requests.revoked(request.receiver, request.device, outcome.code)
                self._pauses.well(request.receiver, self._clock.now())
            elif outcome.verdict in (Verdict.ITEM, Verdict.ENROLMENT):
                # Not sent again: a new enrolment file is needed. Ratings go on by themselves, for
                # this device may be known from before.
                requests.refused(request, "delivery.activation-needed")
                self._pauses.well(request.receiver, self._clock.now())
            else:
                if outcome.may_have_arrived:
                    requests.unconfirmed(request)
                self._pause(request.receiver, outcome)

    def inquiry(self, receiver: str, heard: Heard) -> None:
        """What is not there, or is not in order, is no reason to stop sending."""
        with self._ledger.transaction():
            self._note(receiver, heard)
            if heard.outcome.verdict in (Verdict.DOCUMENT, Verdict.UNCHANGED):
                self._pauses.well(receiver, self._clock.now())
            elif heard.outcome.verdict in _OF_THE_ENDPOINT:
                self._pause(receiver, heard.outcome)

    def _results(
        self, receiver: str, attempts: Sequence[Attempt], results: Sequence[Outcome]
    ) -> None:
        judged = list(zip(attempts, results, strict=True))
        troubled = [each for each in judged if each[1].verdict not in _GOOD]
        self._done([each for each in judged if each[1].verdict in _GOOD])
        until = self._clock.now()
        if len(troubled) < len(attempts):
            self._pauses.well(receiver, self._clock.now())
        if troubled:
            until = self._pause(receiver, troubled[0][1])
        for attempt, outcome in troubled:
            self._later(attempt, outcome, until)

    def _done(self, judged: Sequence[tuple[Attempt, Outcome]]) -> None:
        self._dispatch.receipted_each(
            (attempt.id, ReceiptFacts.of(outcome.receipt))
            for attempt, outcome in judged
            if outcome.receipt is not None
        )
        for attempt, outcome in judged:
            if outcome.verdict is Verdict.REVOKED:
                self._revocation.turned_away(attempt, _reason(outcome), self._clock.now())
            elif outcome.receipt is None:
                self._dispatch.needs_attention(attempt, _reason(outcome))

    def _later(self, attempt: Attempt, outcome: Outcome, until: float) -> None:
        """It failed on its own account; `until` the receiver is left alone anyway."""
        if outcome.verdict is Verdict.ENROLMENT:  # not its own fault
            self._put_off(attempt, outcome, until)
            return
        own = next_attempt(attempt.attempts, outcome.asked, self._clock.now(), self._random)
        self._put_off(attempt, outcome, own, shown=max(until, own))

    def _put_off(
        self, attempt: Attempt, outcome: Outcome, until: float, *, shown: float | None = None
    ) -> None:
        self._dispatch.later(
            attempt,
            not_before=until,
            reason=_reason(outcome, time=clock_time(shown or until), n=1),
            may_have_arrived=outcome.may_have_arrived,
        )

    def _pause(self, receiver: str, outcome: Outcome) -> float:
        """Leave the receiver alone for a while; until when.

        What failed beside something else was the same trouble: it counts once.
        """
        now = self._clock.now()
        standing = self._pauses.of(receiver)
        already = standing.paused_until if standing.paused_at(now) else None
        failures = standing.failures + (already is None)
        if outcome.verdict is Verdict.ENROLMENT:
            until = now + CAP * (0.5 + 0.5 * self._random())  # only a person can mend it
        else:
            until = next_attempt(failures, outcome.asked, now, self._random)
        until = max(until, already or 0.0)
        self._pauses.pause(receiver, until, failures, _reason(outcome))
        return until

    def _note(self, receiver: str, heard: Heard) -> None:
        if heard.outcome.verdict in _TRULY_THE_RECEIVER:
            self._pauses.heard(receiver, self._clock.now(), heard.clock_offset)


def clock_time(seconds: float) -> str:
    """A time as it stands in a sentence: `10:52:30`, Viet Nam time."""
    return f"{local(seconds):%H:%M:%S}"


def _reason(outcome: Outcome, **facts: object) -> Reason:
    return Reason(outcome.code, {**outcome.facts, **facts}, outcome.words, outcome.pointers)
