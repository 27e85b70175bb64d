"""Forwarding a bundle for somebody else, without being enrolled and without being able to read it.

The signed statement in the bundle says where it goes; a person is shown that before a byte leaves.
What comes back is written down for the way home: receipts that verify for exactly these envelopes,
what the receiver said of the others, sealed answers, and what it publishes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rating_client.base.clock import Clock, iso
from rating_client.base.errors import RatingClientError
from rating_client.base.text import Text
from rating_client.contract.answers import CarriedAnswers
from rating_client.contract.bundle import (
    Bundle,
    BundleItem,
    BundleRefused,
    bundle,
    fitting,
    read_bundle,
    read_bundle_reply,
    read_carried_answers,
)
from rating_client.contract.keys import fingerprint
from rating_client.contract.problems import Problem
from rating_client.contract.receipts import ReceiptRefused
from rating_client.contract.receipts_file import Advice, receipts_file
from rating_client.contract.statement import KeyStatement
from rating_client.delivery.courier import Courier
from rating_client.delivery.judge import Outcome, Verdict, judge_problem
from rating_client.delivery.transport import Transport
from rating_client.delivery.watching import Progress, unwatched


@dataclass(frozen=True)
class Destination:
    """Where a bundle goes, by the word of the receiver it was sealed to."""

    bundle: Bundle
    statement: KeyStatement

    @property
    def name(self) -> Text:
        return self.statement.name

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host this receiver may be reached at, the first one tried first."""
        urls = self.statement.base_urls
        return tuple(dict.fromkeys(urlsplit(url).hostname or "" for url in urls))

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.statement.receiver)


@dataclass
class Forwarded:
    """What came of forwarding. What is `unanswered` may have arrived: forward the file again."""

    receipts: list[str] = field(default_factory=list)
    problems: list[Advice] = field(default_factory=list)
    answers: CarriedAnswers | None = None
    unanswered: int = 0
    file: bytes = b""  # to carry back


def destination(data: bytes) -> Destination:
    """Where the bundle in `data` goes; `Trouble` for a file that is none, or whose statement does
    not prove itself. Nothing is sent."""
    found = read_bundle(data)
    try:
        statement = KeyStatement.verified(found.statement, found.receiver)
    except RatingClientError as error:
        raise BundleRefused("contract.bundle-unreadable") from error
    return Destination(found, statement)


def forward(
    where: Destination, transport: Transport, clock: Clock, progress: Progress = unwatched
) -> Forwarded:
    """Hand the bundle over, and make the receipts file to carry back.

    `Trouble` where the receiver is not there or said nothing of any item: then there is nothing to
    carry back. Forwarding the same file again is harmless.
    """
    courier = Courier(where.statement, transport, clock)
    courier.greet()
    courier.learn_keys()
    result = Forwarded()
    items = list(where.bundle.items)
    while items:
        progress(len(where.bundle.items) - len(items), len(where.bundle.items))
        count = max(1, fitting(where.bundle.statement, items, courier.max_body))
        trouble = _hand_over(courier, where.bundle, items[:count], result)
        items = items[count:]
        if trouble is not None:
            result.unanswered += len(items)
            if not (result.receipts or result.problems):
                raise courier.trouble(trouble)
            break
    result.file = receipts_file(
        courier.statement,
        result.receipts,
        iso(clock.now()),
        problems=result.problems,
        answers=result.answers,
        published=courier.published(),
    )
    return result


def _hand_over(
    courier: Courier, whole: Bundle, items: Sequence[BundleItem], result: Forwarded
) -> Outcome | None:
    """Hand over what fits one request; the trouble where going on makes no sense."""
    body = bundle(
        whole.statement, whole.receiver, items, whole.made_at, answers_after=whole.answers_after
    )
    outcome, reply = courier.hand_over(body)
    if outcome.verdict is Verdict.ONE_BY_ONE:
        return _one_by_one(courier, items, result)
    if outcome.verdict is not Verdict.RESULTS:
        result.unanswered += len(items)
        return outcome
    try:
        by_digest = {each.sha256: each for each in read_bundle_reply(reply)}
        if whole.answers_after is not None:
            answers = read_carried_answers(reply, whole.answers_after)
            result.answers = answers or result.answers
    except BundleRefused:
        result.unanswered += len(items)
        return Outcome(Verdict.SOMEONE_ELSE)
    for item in items:
        said = by_digest.get(item.sha256)
        if said is not None and said.problem is not None and _is_of_the_item(said.problem):
            result.problems.append(Advice(item.sha256, said.problem))
        elif said is None or said.receipt is None or not _kept(courier, item, said.receipt, result):
            result.unanswered += 1
    return None


def _one_by_one(courier: Courier, items: Sequence[BundleItem], result: Forwarded) -> Outcome | None:
    """This receiver takes no bundle: each item by itself."""
    for place, item in enumerate(items):
        outcome, problem = courier.hand_over_one(item)
        if outcome.receipt is not None:
            result.receipts.append(outcome.receipt.token)
        elif problem is not None and _is_of_the_item(problem):
            result.problems.append(Advice(item.sha256, problem))
        else:
            result.unanswered += len(items) - place
            return outcome
    return None


_OF_THE_ITEM = (Verdict.ITEM, Verdict.REVOKED, Verdict.ENROLMENT)


def _is_of_the_item(problem: Problem) -> bool:
    """Whether its owner should hear of it; that a receiver was busy passes by itself."""
    outcome = judge_problem(problem)
    return outcome is not None and outcome.verdict in _OF_THE_ITEM


def _kept(courier: Courier, item: BundleItem, token: str, result: Forwarded) -> bool:
    try:
        result.receipts.append(courier.receipt_for(item, token).token)
    except ReceiptRefused:
        return False
    return True
