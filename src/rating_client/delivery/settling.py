"""What an outcome does: to the entry that was sent, and to the standing of its receiver.

Trouble of an item touches that item alone; trouble of the endpoint pauses the endpoint, and the
item waits as it is.
"""

from __future__ import annotations

from rating_client.base.clock import Clock, local
from rating_client.base.ledger import Ledger
from rating_client.delivery.endpoint import Heard
from rating_client.delivery.judge import Outcome, Verdict
from rating_client.delivery.pauses import Pauses
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.request import EnrolmentRequest
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import Entry, Reason
from rating_client.outbox.schedule import CAP, Random, next_attempt

_TRULY_THE_RECEIVER = {
    Verdict.RECEIPTED,
    Verdict.HELLO,
    Verdict.UNCHANGED,
    Verdict.ITEM,
    Verdict.ENROLMENT,
}


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

    def greeting(self, receiver: str, heard: Heard) -> bool:
        """Whether the receiver is there."""
        with self._ledger.transaction():
            self._note(receiver, heard)
            if heard.outcome.verdict is Verdict.HELLO:
                return True
            self._pause(receiver, heard.outcome)
            return False

    def submission(self, entry: Entry, heard: Heard) -> None:
        outcome = heard.outcome
        assert entry.receiver is not None
        with self._ledger.transaction():
            self._note(entry.receiver, heard)
            if outcome.receipt is not None:
                receipt = outcome.receipt
                facts = ReceiptFacts(
                    receipt.token, receipt.received_seconds, receipt.epoch, receipt.sequence
                )
                self._dispatch.receipted(entry.id, facts)
                self._pauses.well(entry.receiver)
            elif outcome.verdict is Verdict.ITEM:
                self._dispatch.needs_attention(entry, _reason(outcome))
                self._pauses.well(entry.receiver)
            else:
                self._later(entry, outcome)

    def enrolment(self, request: EnrolmentRequest, heard: Heard) -> None:
        outcome, requests = heard.outcome, self._enrolments.requests
        with self._ledger.transaction():
            self._note(request.receiver, heard)
            if outcome.receipt is not None:
                device = self._enrolments.devices.known(outcome.receipt.device)
                assert device is not None  # the receipt was checked to be for one of ours
                statement = self._enrolments.statement(request.receiver)
                requests.receipted(request, outcome.receipt.token, statement, device)
                self._pauses.well(request.receiver)
            elif outcome.verdict in (Verdict.ITEM, Verdict.ENROLMENT):
                # Not sent again: a new enrolment file is needed. Ratings go on by themselves, for
                # this device may be known from before.
                requests.refused(request, "delivery.activation-needed")
                self._pauses.well(request.receiver)
            else:
                if outcome.may_have_arrived:
                    requests.unconfirmed(request)
                self._pause(request.receiver, outcome)

    def document(self, receiver: str, heard: Heard) -> None:
        """A document that is not there, or is not in order, is no reason to stop sending."""
        with self._ledger.transaction():
            self._note(receiver, heard)
            if heard.outcome.verdict in (Verdict.DOCUMENT, Verdict.UNCHANGED):
                self._pauses.well(receiver)
            elif heard.outcome.verdict is not Verdict.SOMEONE_ELSE:
                self._pause(receiver, heard.outcome)

    def _later(self, entry: Entry, outcome: Outcome) -> None:
        assert entry.receiver is not None
        until = self._pause(entry.receiver, outcome)
        now = self._clock.now()
        own = (
            until  # not its own fault: as soon as the receiver is asked again
            if outcome.verdict is Verdict.ENROLMENT
            else next_attempt(entry.attempts, outcome.asked, now, self._random)
        )
        shown = {"time": clock_time(max(until, own)), "n": 1}
        self._dispatch.later(
            entry,
            not_before=own,
            reason=_reason(outcome, **shown),
            may_have_arrived=outcome.may_have_arrived,
        )

    def _pause(self, receiver: str, outcome: Outcome) -> float:
        """Leave the receiver alone for a while; until when."""
        now = self._clock.now()
        if outcome.verdict is Verdict.ENROLMENT:
            until = now + CAP * (0.5 + 0.5 * self._random())  # only a person can mend it
        else:
            failures = self._pauses.of(receiver).failures + 1
            until = next_attempt(failures, outcome.asked, now, self._random)
        self._pauses.pause(receiver, until, _reason(outcome))
        return until

    def _note(self, receiver: str, heard: Heard) -> None:
        if heard.outcome.verdict in _TRULY_THE_RECEIVER:
            self._pauses.heard(receiver, self._clock.now(), heard.clock_offset)


def clock_time(seconds: float) -> str:
    """A time as it stands in a sentence: `10:52:30`, Viet Nam time."""
    return f"{local(seconds):%H:%M:%S}"


def _reason(outcome: Outcome, **facts: object) -> Reason:
    return Reason(outcome.code, {**outcome.facts, **facts}, outcome.words, outcome.pointers)
