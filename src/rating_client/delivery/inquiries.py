"""What a receiver is asked for beside sending: documents, answers, and whether it lost anything.

Documents by ETag once an hour. Answers after each run and every quarter of an hour, but only
where something was received that could be answered. Whether it was restored: once a day, and when
a receipt shows a new epoch; and whether it still holds what it gave the newest receipt for, since
whoever put it back may not have told it: as often, and before anything new is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from rating_client.base.clock import Clock
from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Ledger
from rating_client.contract.answers import AnswerPage
from rating_client.delivery.endpoint import Endpoint, Heard
from rating_client.delivery.judge import Outcome, Verdict
from rating_client.delivery.pauses import Pauses
from rating_client.delivery.settling import Settling
from rating_client.delivery.taking import Restored, open_answers
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.documents import KINDS, DocumentKind
from rating_client.outbox.answers import AnswerBook
from rating_client.outbox.resending import NEWEST, Place, Resending

log = logging.getLogger(__name__)

DOCUMENTS_EVERY = 3600.0
ANSWERS_EVERY = 15 * 60.0
RESEND_EVERY = 86400.0
SURE = 300.0  # seconds after a receipt in which nobody puts a receiver back from a backup


class Inquiry(StrEnum):
    """One thing to ask for, in the order in which a start asks."""

    RESEND = "resend"
    HELD = "held"
    ANSWERS = "answers"
    KEYS = "keys"
    FORM = "form"
    DIRECTORY = "directory"


_DOCUMENT: dict[Inquiry, DocumentKind] = {Inquiry(kind): kind for kind in KINDS}
_EVERY = {
    **dict.fromkeys(_DOCUMENT, DOCUMENTS_EVERY),
    Inquiry.ANSWERS: ANSWERS_EVERY,
    Inquiry.RESEND: RESEND_EVERY,
    Inquiry.HELD: RESEND_EVERY,
}
_DONE = {
    Verdict.RECEIPTED,
    Verdict.NOT_HELD,
    Verdict.DOCUMENT,
    Verdict.UNCHANGED,
    Verdict.SOMEONE_ELSE,
    Verdict.ENROLMENT,
    Verdict.REVOKED,
    Verdict.ITEM,
}


class Inquiries:
    """The inquiries of one deliverer. What is due is kept in monotonic seconds."""

    def __init__(
        self,
        ledger: Ledger,
        enrolments: EnrolmentBook,
        endpoint: Endpoint,
        settling: Settling,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._enrolments = enrolments
        self._endpoint = endpoint
        self._settling = settling
        self._clock = clock
        self._pauses = Pauses(ledger)
        self._answers = AnswerBook(ledger)
        self._resending = Resending(ledger)
        self._restored = Restored(ledger, enrolments)
        self._sure_until: dict[str, float] = {}  # before that nothing is asked first; monotonic
        self._due: dict[tuple[str, Inquiry], float] = {}
        self._epoch: dict[str, str] = {}
        self._receipted: set[str] = set()  # the receivers that hold something of this profile

    def due(self, receiver: str) -> Inquiry | None:
        """What to ask `receiver` for now, if anything: what has been due for longest."""
        now = self._clock.monotonic()
        for inquiry in sorted(Inquiry, key=lambda each: self._due.get((receiver, each), 0.0)):
            if self._due.get((receiver, inquiry), now) <= now:
                if inquiry in _DOCUMENT or self._holds_something(receiver):
                    return inquiry
                self._due[receiver, inquiry] = now + ANSWERS_EVERY
        return None

    def first(self, receiver: str) -> Inquiry | None:
        """What to ask before anything is sent: once there are newer receipts the newest of them
        says nothing any more of what was lost before."""
        sure = self._sure_until.get(receiver, 0.0) > self._clock.monotonic()
        return None if sure or not self._holds_something(receiver) else Inquiry.HELD

    def next_due(self, receiver: str) -> float:
        """From when on there is something to ask for, in monotonic seconds."""
        now = self._clock.monotonic()
        return min(self._due.get((receiver, inquiry), now) for inquiry in Inquiry)

    def receipted(self, receiver: str, epoch: str) -> None:
        """A receipt came: there may be answers after this run, and a new epoch was a restore."""
        now = self._clock.monotonic()
        self._receipted.add(receiver)
        self._sure_until[receiver] = now + SURE
        self._due[receiver, Inquiry.ANSWERS] = now
        if self._epoch.setdefault(receiver, epoch) != epoch:
            self._epoch[receiver] = epoch
            self._due[receiver, Inquiry.RESEND] = now

    def ask(self, receiver: str, inquiry: Inquiry) -> Outcome:
        """Ask for one thing and take what came back, if it is in order."""
        if inquiry is Inquiry.ANSWERS:
            heard, again = self._ask_for_answers(receiver)
        elif inquiry is Inquiry.HELD:
            heard, again = self._ask_whether_held(receiver)
        else:
            heard, again = self._ask_for_one(receiver, inquiry), False
        self._settling.inquiry(receiver, heard)
        done = heard.outcome.verdict in _DONE and not again
        wait = _EVERY[inquiry] if done else 0.0  # after whatever was due before
        self._due[receiver, inquiry] = self._clock.monotonic() + wait
        return heard.outcome

    def _ask_for_one(self, receiver: str, inquiry: Inquiry) -> Heard:
        if inquiry is not Inquiry.RESEND:
            return self._endpoint.document(receiver, _DOCUMENT[inquiry])
        heard = self._endpoint.resend(receiver)
        if (token := heard.outcome.token) is not None:
            try:
                self._restored.obey(receiver, token, self._clock.now())
            except RatingClientError as error:
                log.warning("a call to send again was not obeyed: %s", error.code)
        return heard

    def _ask_whether_held(self, receiver: str) -> tuple[Heard, bool]:
        """Of the newest that was receipted, and where that is lost, in growing steps back to one
        that is not; and whether there is more to ask. Where no answer came, sending goes on, and
        what is newer by then is asked for only after this one."""
        place = self._resending.place(receiver)
        entry = self._resending.receipted(receiver, place)
        if entry is None:
            heard, since = Heard(Outcome(Verdict.UNCHANGED)), 0.0
        else:
            heard, since = self._endpoint.receipt(receiver, entry), entry.received_at
        verdict = heard.outcome.verdict
        if verdict is Verdict.NOT_HELD:
            self._resending.go_on_at(receiver, Place(since, 2 * place.skip + 1))
            return heard, True
        if verdict not in (Verdict.RECEIPTED, Verdict.UNCHANGED):
            self._resending.keep_place(receiver)
        elif place.skip:
            now = self._clock.now()
            with self._ledger.transaction():
                self._resending.go_on_at(receiver, NEWEST)
                self._restored.found_out(receiver, since, now, device_too=entry is None)
        elif place != NEWEST:
            self._resending.go_on_at(receiver, NEWEST)
            return heard, True
        rare = verdict in (Verdict.SOMEONE_ELSE, Verdict.UNCHANGED)
        self._sure_until[receiver] = self._clock.monotonic() + (RESEND_EVERY if rare else SURE)
        return heard, False

    def _ask_for_answers(self, receiver: str) -> tuple[Heard, bool]:
        """One page; and whether there is more."""
        after = self._answers.next_after(receiver)
        offset = self._pauses.of(receiver).clock_offset or 0.0
        device = self._enrolments.device(receiver, self._clock.now())
        heard = self._endpoint.answers(receiver, device, after, offset)
        if heard.outcome.verdict is Verdict.REVOKED:
            self._enrolments.requests.revoked(receiver, device.kid, heard.outcome.code)
        page = heard.page
        if page is None:
            return heard, False
        payloads = self._opened(receiver, page)
        new = self._answers.keep(receiver, payloads, page.next, self._clock.now())
        log.info("answers: %d in the page, %d new", len(page.answers), new)
        return heard, page.more and page.next > after

    def _opened(self, receiver: str, page: AnswerPage) -> list[dict[str, Any]]:
        """The payloads of the answers that are for this device and truly the receiver's."""
        opened, refused = self._open_each(receiver, page.answers)
        if refused:
            # They may be signed with a key the receiver has had since the last look.
            self._endpoint.document(receiver, "keys")
            more, refused = self._open_each(receiver, refused)
            opened += more
        if refused:
            log.warning("answers not taken: %d", len(refused))
        return opened

    def _open_each(
        self, receiver: str, sealed: Sequence[str]
    ) -> tuple[list[dict[str, Any]], list[str]]:
        devices = self._enrolments.devices.all()
        return open_answers(sealed, devices, self._enrolments.statement(receiver))

    def _holds_something(self, receiver: str) -> bool:
        if receiver not in self._receipted:
            found = self._ledger.value(
                "SELECT 1 FROM entry WHERE state = 'receipted' AND receiver = ? LIMIT 1",
                (receiver,),
            )
            if found is None:
                return False
            self._receipted.add(receiver)
        return True
