"""Ratings answered before any receiver was known: sealed once an enrolment covers them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Ledger
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.routing import Route, Routed, Undecided
from rating_client.outbox.box import Outbox
from rating_client.outbox.entry import Entry
from rating_client.outbox.envelope import Envelope, seal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Left:
    """What is still without a receiver: how many nobody takes, and what a person must choose."""

    uncovered: int = 0
    undecided: tuple[Undecided, ...] = ()


class Sealing:
    """Gives the entries of one ledger their envelopes."""

    def __init__(self, ledger: Ledger, enrolments: EnrolmentBook, addressing: Addressing) -> None:
        self._outbox = Outbox(ledger)
        self._enrolments = enrolments
        self._addressing = addressing

    def seal_waiting(self, now: float) -> Left:
        """Seal every entry that has a receiver by now; what is left.

        Those for a receiver that revoked this device stay as they are, and are not counted: its
        own sentence says what they wait for.
        """
        uncovered = 0
        undecided: dict[str, Undecided] = {}
        for entry in self._every_unaddressed():
            assert entry.content is not None  # the schema keeps it while there is no envelope
            route = self._route(entry.content)
            if isinstance(route, Routed):
                try:
                    if (envelope := self._sealed(entry.content, route, now)) is not None:
                        self._outbox.address(entry.id, envelope)
                except RatingClientError as error:
                    # This one stays as it is; it must not keep the others from leaving.
                    log.warning("entry %s could not be sealed: %s", entry.id, error.code)
                    uncovered += 1
            elif isinstance(route, Undecided):
                undecided[route.office] = route
            else:
                uncovered += 1
        return Left(uncovered, tuple(undecided.values()))

    def _every_unaddressed(self) -> Iterator[Entry]:
        """Page by page: those that nobody takes must not hide the ones behind them."""
        page = self._outbox.unaddressed()
        while page:
            yield from page
            page = self._outbox.unaddressed(after=page[-1].id)

    def _route(self, content: Mapping[str, Any]) -> Route:
        declaration = content["declaration"]
        registered_at = declaration.get("registered_at")
        day = datetime.fromisoformat(registered_at).date() if registered_at else None
        return self._addressing.route(
            declaration.get("office_code"), declaration.get("office_name"), day
        )

    def _sealed(self, content: Mapping[str, Any], route: Routed, now: float) -> Envelope | None:
        signer = self._enrolments.signer(route.receiver, now)
        if signer is None:
            return None
        return seal(content, self._enrolments.statement(route.receiver), signer)
