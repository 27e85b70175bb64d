"""Taking a bundle: each item as if it had come alone, all of them with one commit.

Every item has its own savepoint: what is refused leaves nothing, and stops no other. The reply
leaves after the commit, so a receipt in it states no less than one that came alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from rating_client.contract.answers import AnswerPage
from rating_client.contract.bundle import Bundle, BundleItem, BundleResult
from rating_client.contract.problems import problem
from rating_client.contract.receipts import stored_receipt
from rating_client.receiver.answering import Answers
from rating_client.receiver.devices import Devices
from rating_client.receiver.enrolments import Enrolments
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.intake import Intake
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.receipt import Held
from rating_client.receiver.store import Store

# The reply to 200 items must stay below its own cap, whatever is wrong with each of them.
_MOST_FAULTS = 20

Taking = Callable[[Connection], Held]
Outcome = Held | ProblemReply


class Bundles:
    """Where long outboxes come in."""

    def __init__(
        self,
        store: Store,
        keys: ReceiverKeys,
        intake: Intake,
        enrolments: Enrolments,
        devices: Devices,
        answers: Answers,
    ) -> None:
        self._store = store
        self._keys = keys
        self._intake = intake
        self._enrolments = enrolments
        self._devices = devices
        self._answers = answers

    def take(self, bundle: Bundle) -> list[Outcome]:
        """What became of each item, in order; `ProblemReply` for a bundle for somebody else."""
        if bundle.receiver != self._keys.receiver:
            raise ProblemReply("wrong-receiver")
        opened = [_outcome_or(self._opened, item) for item in bundle.items]
        with self._store.writing() as connection:
            return [
                step if isinstance(step, ProblemReply) else _alone(connection, step)
                for step in opened
            ]

    def answers_beside(
        self, bundle: Bundle, outcomes: Sequence[Outcome], room: int
    ) -> AnswerPage | None:
        """The next sealed answers for the device that made `bundle`, at most `room` bytes.

        None where the bundle does not ask, where nothing in it was taken, or the device was
        revoked. They are for the device of the last item that was taken: one whose keys were
        replaced may have signed the earlier ones.
        """
        taken = [each.receipt for each in outcomes if isinstance(each, Held)]
        if bundle.answers_after is None or not taken:
            return None
        device = stored_receipt(taken[-1]).device
        if self._devices.revoked(device):
            return None
        return self._answers.page(device, bundle.answers_after, room)

    def _opened(self, item: BundleItem) -> Taking:
        """Everything that needs no database, so that the writer is not kept waiting for it."""
        if not item.intact:
            raise ProblemReply("digest-mismatch")
        if item.submission is None:
            request = self._enrolments.opened(item.jwe)
            return lambda connection: self._enrolments.take(connection, request)
        submission, arrived = item.submission, self._intake.opened(item.jwe)
        return lambda connection: self._intake.take(connection, submission, arrived)


def results(bundle: Bundle, outcomes: Sequence[Outcome], language: str) -> list[BundleResult]:
    """The outcomes as the reply says them."""
    return [
        BundleResult(item.sha256, receipt=outcome.receipt)
        if isinstance(outcome, Held)
        else BundleResult(
            item.sha256, problem=problem(outcome.slug, language, outcome.faults[:_MOST_FAULTS])
        )
        for item, outcome in zip(bundle.items, outcomes, strict=True)
    ]


def longest_wait(outcomes: Sequence[Outcome]) -> int | None:
    """Seconds until the items that came too fast may come again; None if none did."""
    waits = [
        outcome.retry_after
        for outcome in outcomes
        if isinstance(outcome, ProblemReply) and outcome.retry_after is not None
    ]
    return max(waits, default=None)


def _outcome_or(step: Callable[[BundleItem], Taking], item: BundleItem) -> Taking | ProblemReply:
    try:
        return step(item)
    except ProblemReply as refused:
        return refused


def _alone(connection: Connection, taking: Taking) -> Outcome:
    try:
        with connection.begin_nested():
            return taking(connection)
    except ProblemReply as refused:
        return refused
