"""What a receiver signed, taken into the ledger: by whatever way it came, each by its own proof."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.contract.answers import AnswerRefused, open_answer
from rating_client.contract.keys import Device
from rating_client.contract.messages import verified_message
from rating_client.contract.statement import KeyStatement
from rating_client.contract.types import RESEND
from rating_client.directory.directory import Directory
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.documents import DocumentKind, verified_document
from rating_client.outbox.answers import AnswerBook
from rating_client.outbox.resending import Resending, SentAgain
from rating_client.ratings.form import Form

log = logging.getLogger(__name__)


def take_document(
    enrolments: EnrolmentBook, receiver: str, kind: DocumentKind, token: str, now: float
) -> bool:
    """Keep a document that is this receiver's own, newer than the one in use, and can be read.

    False for the one in use; a `RatingClientError` with the reason otherwise.
    """
    found = verified_document(kind, token, enrolments.statement(receiver))
    if kind == "form":
        Form.from_payload(found.payload)
    elif kind == "directory":
        Directory.from_payload(found.payload)
    return enrolments.set_document(receiver, kind, token, now)


def open_answers(
    sealed: Sequence[str], devices: Sequence[Device], statement: KeyStatement
) -> tuple[list[dict[str, Any]], list[str]]:
    """The members of those that are for one of `devices` and truly the receiver's, and the
    others as they came."""
    opened, refused = [], []
    for each in sealed:
        for device in devices:
            with suppress(AnswerRefused):
                opened.append(open_answer(each, device, statement))
                break
        else:
            refused.append(each)
    return opened, refused


class Restored:
    """A receiver that was put back from a backup: by its own signed word, or found out."""

    def __init__(self, ledger: Ledger, enrolments: EnrolmentBook) -> None:
        self._ledger = ledger
        self._enrolments = enrolments
        self._answers = AnswerBook(ledger)
        self._resending = Resending(ledger)

    def obey(self, receiver: str, token: str, now: float) -> SentAgain | None:
        """Have everything it lost sent again; None where that is done or the word is another
        receiver's. A `RatingClientError` where it is nobody's."""
        keys = self._enrolments.statement(receiver).signing
        said = verified_message(RESEND, token, keys)
        if said["receiver"] != receiver:
            log.warning("a call to send again from another receiver")
            return None
        since = seconds_of(said["lost_from"])
        with self._ledger.transaction():
            again = self._resending.obey(receiver, said["epoch"], since, now)
            if again is None:
                return None
            self._answers.from_the_start(receiver)
            self._enrolments.requests.send_again(receiver, since)
        log.info("restored receiver: %d sent again, %d erased", again.waiting, again.erased)
        return again

    def found_out(self, receiver: str, since: float, now: float, *, device_too: bool) -> None:
        """It was asked, and does not hold what it receipted from `since` on: have that sent again,
        and with `device_too` this device's request."""
        with self._ledger.transaction():
            again = self._resending.not_held(receiver, since, now)
            self._answers.from_the_start(receiver)
            if device_too:
                self._enrolments.requests.send_again(receiver, since)
        log.warning("a receiver lost what it receipted: %d sent again", again)
