"""How sending stands, read from the ledger alone: also for whoever does not send."""

from __future__ import annotations

from rating_client.base.clock import Clock
from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence
from rating_client.delivery.conditions import Situation, link, sentences
from rating_client.delivery.notices import Notice, current_notices
from rating_client.delivery.pauses import Pauses, Standing
from rating_client.delivery.sealing import Left
from rating_client.delivery.state import DeliveryState
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Dispatch
from rating_client.outbox.entry import EntryState
from rating_client.outbox.resending import Resending

_ON_ITS_WAY = (EntryState.WAITING, EntryState.SENDING, EntryState.UNCONFIRMED)


class Outlook:
    """The standing of one profile's delivery. Changes nothing; may be asked from any thread."""

    def __init__(self, ledger: Ledger, enrolments: EnrolmentBook, clock: Clock) -> None:
        self._enrolments = enrolments
        self._clock = clock
        self._outbox = Outbox(ledger)
        self._dispatch = Dispatch(ledger)
        self._pauses = Pauses(ledger)
        self._resending = Resending(ledger)

    def conditions(self, left: Left | None = None) -> list[Sentence]:
        """Every condition a person may want to know of; `left` is what the last sealing left."""
        return sentences(self._situation(left or Left()))

    def state(self, *, trying: bool = False) -> DeliveryState:
        situation = self._situation(Left())
        return DeliveryState(
            link=link(situation),
            waiting=situation.waiting,
            held=self._outbox.held(),
            unaddressed=situation.unaddressed,
            trying=trying,
            next_try=self._next_try(),
            last_receipt=self._outbox.last_receipt(),
        )

    def notices(self) -> list[Notice]:
        """What receivers announce at the moment."""
        return current_notices(self._enrolments)

    def standings(self) -> list[Standing]:
        """Every receiver: when it was heard, and its clock."""
        return [self._pauses.of(receiver) for receiver in self._enrolments.receivers()]

    def _next_try(self) -> float | None:
        times = [
            max(due, self._pauses.of(receiver).paused_until or 0.0)
            for receiver in self._enrolments.receivers()
            if (due := self._dispatch.next_due(receiver)) is not None
        ]
        return min(times, default=None)

    def _situation(self, left: Left) -> Situation:
        counts = self._outbox.counts()
        enrolments = self._enrolments.enrolments()
        return Situation(
            now=self._clock.now(),
            standings=tuple(self._pauses.of(each.receiver) for each in enrolments),
            enrolment_troubles=frozenset(each.trouble for each in enrolments if each.trouble),
            waiting=sum(counts[state] for state in _ON_ITS_WAY) - self._outbox.held(sealed=True),
            unaddressed=counts[EntryState.UNADDRESSED],
            left=left,
            last_receipt=self._outbox.last_receipt(),
            lost_for_good=sum(self._resending.erased(each.receiver) for each in enrolments),
        )
