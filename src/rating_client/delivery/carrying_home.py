"""What came back by hand: a receipts file, taken in part by part, each by its own proof.

Whoever carried the file could read its receipts and change nothing. A receipt counts exactly as
one that came over the network; what is not ours is passed over and counted; a problem that nobody
signed is only told to the person. Taking a file in twice changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from rating_client.base.clock import Clock
from rating_client.base.errors import RatingClientError, Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.text import Text
from rating_client.contract.bundle import BundleRefused, read_bundle
from rating_client.contract.keys import fingerprint
from rating_client.contract.receipts import Receipt, ReceiptRefused
from rating_client.contract.receipts_file import (
    Published,
    ReceiptsFile,
    is_receipts_file,
    read_receipts_file,
)
from rating_client.delivery.judge import Verdict, judge_problem
from rating_client.delivery.receipt_check import ReceiptCheck, receipt_check
from rating_client.delivery.taking import Restored, open_answers, take_document
from rating_client.delivery.watching import Progress, unwatched
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.documents import DocumentKind
from rating_client.outbox.answers import AnswerBook
from rating_client.outbox.box import Outbox
from rating_client.outbox.carrying import Carrying
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import Reason
from rating_client.outbox.resending import Resending

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Advised:
    """What an unsigned note says of one rating that has no receipt yet.

    `submission` is None for the request that is to make this device known.
    """

    submission: str | None
    reason: Reason


@dataclass
class BroughtHome:
    """What a receipts file brought."""

    receiver: str
    name: Text
    receipts: int = 0  # for ratings that had none
    known: int = 0  # for ratings that had theirs already
    foreign: int = 0  # for ratings that are not of this profile
    refused: int = 0  # parts that do not prove what they say
    joined: bool = False  # this device's enrolment request was received
    answers: int = 0  # new ones
    sent_again: int = 0  # asked for again by a restored receiver
    advice: list[Advised] = field(default_factory=list)


class CarryingHome:
    """Takes receipts files into one ledger."""

    def __init__(self, ledger: Ledger, enrolments: EnrolmentBook, clock: Clock) -> None:
        self._enrolments = enrolments
        self._clock = clock
        self._outbox = Outbox(ledger)
        self._carrying = Carrying(ledger)
        self._dispatch = Dispatch(ledger)
        self._answers = AnswerBook(ledger)
        self._resending = Resending(ledger)
        self._restored = Restored(ledger, enrolments)

    def take(self, data: bytes, progress: Progress = unwatched) -> BroughtHome:
        """Take in the receipts file `data`, receipt by receipt: one that is stopped half-way is
        simply taken in again. `Trouble` for any other file, and for one of a receiver this
        profile is not enrolled with."""
        file = _read(data)
        receiver = file.statement.receiver
        if receiver not in self._enrolments.receivers():
            raise Trouble(
                "delivery.receipts-of-another",
                name=file.statement.name,
                fingerprint=fingerprint(receiver),
            )
        brought = BroughtHome(receiver, file.statement.name, refused=file.refused)
        self._documents(receiver, file, brought)
        check = receipt_check(
            self._enrolments.statement(receiver), self._enrolments.devices, self._clock.now()
        )
        self._resending.keep_place(receiver)
        for done, receipt in enumerate(file.receipts):
            progress(done, len(file.receipts))
            self._receipt(receipt, check, brought)
        self._take_answers(receiver, file, brought)
        self._advise(receiver, file, brought)
        log.info("carried home: %d receipts, %d answers", brought.receipts, brought.answers)
        return brought

    def _documents(self, receiver: str, file: ReceiptsFile, brought: BroughtHome) -> None:
        """Newer ones first: a receipt may be signed with a key only they tell of."""
        published: Mapping[Published, str] = file.published or {}
        tokens: dict[DocumentKind, str] = {"keys": file.statement.token}
        for kind in ("form", "directory"):
            if kind in published:
                tokens[kind] = published[kind]
        now = self._clock.now()
        for kind, token in tokens.items():
            try:
                take_document(self._enrolments, receiver, kind, token, now)
            except RatingClientError as error:  # an older one: the one in use stays
                log.info("a %s that was carried was not taken: %s", kind, error.code)
        if "resend" in published:
            try:
                again = self._restored.obey(receiver, published["resend"], now)
                brought.sent_again = again.waiting if again else 0
            except RatingClientError as error:
                log.warning("a call to send again was not obeyed: %s", error.code)
                brought.refused += 1

    def _receipt(self, receipt: Receipt, check: ReceiptCheck, brought: BroughtHome) -> None:
        try:
            if receipt.submission is None:
                self._enrolment(receipt, check, brought)
            else:
                self._submission(receipt, receipt.submission, check, brought)
        except ReceiptRefused:
            brought.refused += 1

    def _submission(
        self, receipt: Receipt, submission: str, check: ReceiptCheck, brought: BroughtHome
    ) -> None:
        entry = self._outbox.entry(submission)
        if entry is None or entry.envelope_sha256 is None:
            brought.foreign += 1
            return
        checked = check(receipt.token, submission, entry.envelope_sha256)
        if self._dispatch.receipted(submission, ReceiptFacts.of(checked)):
            brought.receipts += 1
        else:
            brought.known += 1

    def _enrolment(self, receipt: Receipt, check: ReceiptCheck, brought: BroughtHome) -> None:
        request = self._enrolments.requests.of(receipt.receiver)
        if request is None or request.sha256 != receipt.envelope_sha256:
            brought.foreign += 1
            return
        check(receipt.token, None, request.sha256)
        device = self._enrolments.devices.known(receipt.device)
        assert device is not None  # the receipt was checked to be for one of ours
        statement = self._enrolments.statement(receipt.receiver)
        before = request.state
        taken = self._enrolments.requests.receipted(request, receipt.token, statement, device)
        brought.joined = taken and before != "receipted"

    def _take_answers(self, receiver: str, file: ReceiptsFile, brought: BroughtHome) -> None:
        """Keep those for this device. Where the file begins behind what is here, the network or
        the next file still brings what lies between."""
        if file.answers is None:
            return
        now = self._clock.now()
        devices = self._enrolments.devices.all()
        statement = self._enrolments.statement(receiver)
        payloads, refused = open_answers(file.answers.answers, devices, statement)
        known = self._answers.next_after(receiver)
        joins = file.answers.after <= known and not refused
        after = file.answers.next if joins else known
        brought.answers = self._answers.keep(receiver, payloads, after, now)
        brought.refused += len(refused)

    def _advise(self, receiver: str, file: ReceiptsFile, brought: BroughtHome) -> None:
        if not file.problems:
            return
        awaited: dict[str, str | None] = {**self._carrying.awaited(receiver)}
        request = self._enrolments.requests.of(receiver)
        if request is not None and request.state != "receipted":
            awaited[request.sha256] = None
        for each in file.problems:
            outcome = judge_problem(each.problem)
            if outcome is not None and each.sha256 in awaited:
                reason = Reason(outcome.code, outcome.facts, outcome.words, outcome.pointers)
                brought.advice.append(Advised(awaited[each.sha256], reason))
                if outcome.verdict is Verdict.REVOKED:
                    device = self._enrolments.device(receiver, self._clock.now())
                    self._enrolments.requests.said_to_be_revoked(receiver, device.kid)


def _read(data: bytes) -> ReceiptsFile:
    """The receipts file in `data`; a bundle, which is on its way out, has a sentence of its own."""
    if is_receipts_file(data):
        return read_receipts_file(data)
    try:
        read_bundle(data)
    except BundleRefused as error:
        raise Trouble("contract.receipts-file-unreadable") from error
    raise Trouble("delivery.bundle-not-receipts")
