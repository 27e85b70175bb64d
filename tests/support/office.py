"""A broker's office without a window: ledger, enrolments, outbox and deliverer, all real."""

from __future__ import annotations

import random
from typing import Any

from rating_client.base.ledger import Ledger
from rating_client.delivery.sealing import Sealing
from rating_client.delivery.stage import Delivery
from rating_client.delivery.transport import Transport
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import Enrolment, EnrolmentBook
from rating_client.enrolment.file import read_offer
from rating_client.outbox.box import Outbox
from rating_client.outbox.entry import Entry, EntryState, Hold
from tests.support.clock import FakeClock
from tests.support.submissions import KEY, content, known_declaration

_STORM = 5000  # steps


class Office:
    """Time stands still except in `work`, which lets it pass from step to step."""

    def __init__(
        self, ledger: Ledger, clock: FakeClock, transport: Transport | None = None
    ) -> None:
        self.ledger = ledger
        self.clock = clock
        self.outbox = Outbox(ledger)
        self.enrolments = EnrolmentBook(ledger)
        self.addressing = Addressing(ledger, self.enrolments)
        self.transport = transport or Transport(proxy="none")
        self.delivery = self.deliverer()
        self.steps = 0

    def deliverer(self) -> Delivery:
        """A new deliverer over the same ledger, as after a start of the program."""
        return Delivery(
            self.ledger,
            self.enrolments,
            self.addressing,
            self.transport,
            self.clock,
            random.Random(7).random,
        )

    def restart(self) -> None:
        self.delivery = self.deliverer()

    def enrol(self, file: bytes) -> Enrolment:
        """Open an enrolment file whose fingerprint a person compared."""
        offer = read_offer(file)
        enrolment = self.enrolments.accept(offer, self.clock.now(), fingerprint=offer.fingerprint)
        self.delivery.look_for_receivers()
        return enrolment

    def rate(self, key: str = KEY, *, hold: Hold | None = None, **said: Any) -> Entry:
        """Answer for one declaration, sealed at once where a receiver takes it."""
        known_declaration(self.ledger, key)
        entry = self.outbox.put(
            content(key, **said), declaration_key=key, now=self.clock.now(), hold=hold
        )
        Sealing(self.ledger, self.enrolments, self.addressing).seal_waiting(self.clock.now())
        return self.outbox.known(entry.id)

    def work(self, seconds: float = 60.0) -> None:
        """Let the deliverer work for so many seconds of the clock."""
        end = self.clock.now() + seconds
        for _ in range(_STORM):
            self.steps += 1
            wake = self.delivery.step(self.clock.now())
            if wake > end:
                self.clock.advance(end - self.clock.now())
                return
            self.clock.advance(max(0.0, wake - self.clock.now()))
        raise AssertionError(f"{_STORM} steps in {seconds} s: this is a storm")

    def state(self, entry: Entry) -> EntryState:
        return self.outbox.known(entry.id).state

    def said(self) -> list[str]:
        """The codes of what the window would show."""
        return [sentence.code for sentence in self.delivery.conditions()]
