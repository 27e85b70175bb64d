"""Many ratings in one request: the bundle that is sent, and what its reply means for each.

Every result is judged by itself, exactly as the reply to a single submission would be. What the
reply does not speak of may have arrived all the same: the same bytes go out again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rating_client.contract.bundle import (
    MAX_BUNDLE,
    BundleResult,
    bundle_of_pieces,
    item_pieces,
)
from rating_client.contract.padding import STEPS
from rating_client.contract.receipts import Receipt, ReceiptRefused
from rating_client.contract.statement import KeyStatement
from rating_client.delivery.judge import Outcome, Verdict, judge_problem
from rating_client.outbox.dispatch import Attempt

CheckItem = Callable[[str, Attempt], Receipt]
"""The receipt in a token for exactly this attempt, or `ReceiptRefused`."""

_HEAD = 512  # bytes of a bundle beside its statement and its items


def room(statement: KeyStatement, max_body: int) -> int:
    """Bytes of a bundle that are left for its items."""
    return min(max_body, MAX_BUNDLE) - len(statement.token) - _HEAD


def most(room: int) -> int:
    """How many envelopes could fit `room`: none is shorter than the first step of padding."""
    return max(1, room // (STEPS[0] * 4 // 3))


def bundle_of(statement: KeyStatement, attempts: Sequence[Attempt], made_at: str) -> bytes:
    """The body of one bundle request."""
    items = [
        item_pieces(attempt.id, attempt.envelope_sha256, attempt.envelope) for attempt in attempts
    ]
    return bundle_of_pieces(statement.token, statement.receiver, items, made_at)


def judge_results(
    attempts: Sequence[Attempt], results: Sequence[BundleResult], check: CheckItem, host: str
) -> tuple[Outcome, ...]:
    """The outcome of each attempt, in order, by what the reply says of its digest."""
    by_digest = {result.sha256: result for result in results}
    return tuple(
        _outcome(attempt, by_digest.get(attempt.envelope_sha256), check, host)
        for attempt in attempts
    )


def _outcome(attempt: Attempt, result: BundleResult | None, check: CheckItem, host: str) -> Outcome:
    if result is not None and result.receipt is not None:
        try:
            return Outcome(Verdict.RECEIPTED, receipt=check(result.receipt, attempt))
        except ReceiptRefused:
            return Outcome(
                Verdict.SOMEONE_ELSE,
                "delivery.receipt-not-valid",
                {"host": host},
                may_have_arrived=True,
            )
    problem = None if result is None else result.problem
    if problem is not None and (named := judge_problem(problem)) is not None:
        return named
    return Outcome(Verdict.LATER, "delivery.reply-lost", {"host": host}, may_have_arrived=True)
