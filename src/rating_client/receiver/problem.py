"""A refusal on its way to the sender: one of the contract's problem types."""

from __future__ import annotations

from collections.abc import Sequence

from rating_client.contract.problems import STATUS
from rating_client.contract.shape import Fault


class ProblemReply(Exception):
    """Answer with this problem, and keep nothing of the request."""

    def __init__(
        self, slug: str, faults: Sequence[Fault] = (), *, retry_after: int | None = None
    ) -> None:
        super().__init__(slug)
        self.slug = slug
        self.status = STATUS[slug]
        self.faults = tuple(faults)
        self.retry_after = retry_after  # seconds
