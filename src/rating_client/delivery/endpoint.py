"""What is asked of one receiver: each request of the contract, sent and judged."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import uuid4

from rating_client.base.clock import Clock, iso
from rating_client.base.errors import RatingClientError
from rating_client.contract.answers import AnswerPage, AnswerRefused, read_answer_page
from rating_client.contract.bundle import (
    MEDIA_TYPE,
    BundleRefused,
    BundleResult,
    read_bundle_reply,
)
from rating_client.contract.device_token import device_token
from rating_client.contract.digests import content_digest
from rating_client.contract.keys import Device
from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.contract.receipts import Receipt
from rating_client.delivery.bundling import bundle_of, judge_results, room
from rating_client.delivery.judge import CheckReceipt, Outcome, Verdict, judge, no_receipt
from rating_client.delivery.receipt_check import ReceiptCheck, receipt_check, signer_of
from rating_client.delivery.reply import Ask, NoReply, Reply
from rating_client.delivery.taking import take_document
from rating_client.delivery.transport import (
    BUNDLE_SECONDS,
    GREETING_SECONDS,
    LARGE,
    MIDDLE,
    SECONDS,
    SMALL,
    Request,
    Transport,
)
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.documents import DocumentKind
from rating_client.enrolment.request import EnrolmentRequest
from rating_client.outbox.dispatch import Attempt
from rating_client.outbox.resending import Receipted

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Heard:
    """An outcome, and the receiver's clock minus this computer's where the reply told it.

    `results` has one outcome for each rating of a bundle, in order, where the reply judged them.
    """

    outcome: Outcome
    clock_offset: float | None = None
    results: tuple[Outcome, ...] = ()
    page: AnswerPage | None = None


class Endpoint:
    """The receivers of one profile, over one transport."""

    def __init__(self, transport: Transport, enrolments: EnrolmentBook, clock: Clock) -> None:
        self._transport = transport
        self._enrolments = enrolments
        self._clock = clock
        self._address: dict[str, int] = {}  # which of its base URLs is in use
        self._max_body: dict[str, int] = {}

    def hello(self, receiver: str) -> Heard:
        """Whether a receiver is there at all, before any rating is handed over."""
        reply = self._exchange(receiver, "HEAD", "/v1/submissions", deadline=GREETING_SECONDS)
        if isinstance(reply, Reply) and reply.speaks_protocol:
            self._max_body[receiver] = reply.max_body
        return self._judged(Ask.HELLO, receiver, reply)

    def submit(self, attempt: Attempt) -> Heard:
        """Hand over one claimed envelope: always exactly the bytes it was given."""
        receiver = attempt.receiver

        def check(token: str) -> Receipt:
            return self._checker(receiver)(token, attempt.id, attempt.envelope_sha256)

        path = f"/v1/submissions/{attempt.id}"
        return self._carry(Ask.SUBMISSION, receiver, "PUT", path, attempt.envelope, check)

    def room(self, receiver: str) -> int:
        """How many bytes of envelopes this receiver takes in one bundle."""
        max_body = self._max_body.get(receiver, MAX_ENVELOPE)
        return room(self._enrolments.statement(receiver), max_body)

    def bundle(self, receiver: str, attempts: Sequence[Attempt]) -> Request:
        """What hands over claimed envelopes, many at a time."""
        statement = self._enrolments.statement(receiver)
        body = bundle_of(statement, attempts, iso(self._clock.now()))
        headers = {"Content-Type": MEDIA_TYPE, "Content-Digest": content_digest(body)}
        url = self._base(receiver) + "/v1/bundles"
        return Request("POST", url, body, headers, MIDDLE, BUNDLE_SECONDS)

    def answered(self, receiver: str, attempts: Sequence[Attempt], reply: Reply | NoReply) -> Heard:
        """What the reply to a bundle means for each of its envelopes."""
        heard = self._judged(Ask.BUNDLE, receiver, reply)
        if isinstance(reply, NoReply) or heard.outcome.verdict is not Verdict.RESULTS:
            return heard
        host = self.host(receiver)
        try:
            said = read_bundle_reply(reply.body)
        except BundleRefused:  # nothing in it can be believed
            lost = {"host": host}
            cut = Outcome(Verdict.LATER, "delivery.reply-lost", lost, may_have_arrived=True)
            return replace(heard, outcome=cut)
        if self._new_key_among(receiver, said):
            self.document(receiver, "keys")
        check = self._checker(receiver)
        results = judge_results(
            attempts,
            said,
            lambda token, attempt: check(token, attempt.id, attempt.envelope_sha256),
            host,
        )
        return replace(heard, results=results)

    def answers(self, receiver: str, device: Device, after: int, clock_offset: float) -> Heard:
        """The next page of answers to `device`; `clock_offset` as `Heard` told it before."""
        now = self._clock.now()
        url = self._base(receiver) + "/v1/answers"
        token = device_token(device, receiver, "GET", url, now + clock_offset, str(uuid4()))
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        path = f"/v1/answers?after={after}"
        reply = self._exchange(receiver, "GET", path, headers, cap=MIDDLE)
        heard = self._judged(Ask.ANSWERS, receiver, reply)
        if isinstance(reply, Reply) and heard.outcome.verdict is Verdict.DOCUMENT:
            try:
                return replace(heard, page=read_answer_page(reply.body))
            except AnswerRefused:
                log.warning("a page of answers that cannot be read")
        return heard

    def receipt(self, receiver: str, entry: Receipted) -> Heard:
        """Whether the receiver still holds what it once said it holds."""

        def check(token: str) -> Receipt:
            return self._checker(receiver)(token, entry.id, entry.envelope_sha256)

        reply = self._exchange(receiver, "GET", f"/v1/receipts/{entry.envelope_sha256}")
        return self._judged(Ask.RECEIPT, receiver, reply, check)

    def resend(self, receiver: str) -> Heard:
        """Whether the receiver lost something and asks for it again, signed."""
        reply = self._exchange(receiver, "GET", "/v1/resend")
        return self._judged(Ask.RESEND, receiver, reply)

    def enrol(self, request: EnrolmentRequest) -> Heard:
        """Ask the receiver to know this device."""

        def check(token: str) -> Receipt:
            return self._checker(request.receiver)(token, None, request.sha256)

        path = "/v1/enrolments"
        body = request.envelope.encode("ascii")
        return self._carry(Ask.ENROLMENT, request.receiver, "POST", path, body, check)

    def document(self, receiver: str, kind: DocumentKind) -> Heard:
        """Ask for a newer key statement, form or directory, and keep one that is in order."""
        etag = self._enrolments.etag(receiver, kind)
        headers = {"If-None-Match": etag} if etag else {}
        reply = self._exchange(receiver, "GET", f"/v1/{kind}", headers, cap=LARGE)
        heard = self._judged(Ask.DOCUMENT, receiver, reply)
        if (token := heard.outcome.token) is not None:
            try:
                take_document(self._enrolments, receiver, kind, token, self._clock.now())
            except RatingClientError as error:
                # An older one, or not this receiver's own: the one in use stays.
                log.warning("a published %s was not taken: %s", kind, error.code)
        return heard

    def another_address(self, receiver: str) -> None:
        """This one did not answer: try the next of the receiver's addresses from now on."""
        self._address[receiver] = self._address.get(receiver, 0) + 1

    def host(self, receiver: str) -> str:
        return urlsplit(self._base(receiver)).hostname or ""

    def _carry(
        self,
        ask: Ask,
        receiver: str,
        method: str,
        path: str,
        body: bytes,
        check: CheckReceipt,
    ) -> Heard:
        headers = {"Content-Type": "application/jose", "Content-Digest": content_digest(body)}
        reply = self._exchange(receiver, method, path, headers, body=body)
        heard = self._judged(ask, receiver, reply, check)
        if heard.outcome.verdict is Verdict.SOMEONE_ELSE and self._new_key(receiver, reply):
            # The receiver may have changed its keys since: its statement says so, signed.
            self.document(receiver, "keys")
            heard = self._judged(ask, receiver, reply, check)
        return heard

    def _checker(self, receiver: str) -> ReceiptCheck:
        statement = self._enrolments.statement(receiver)
        return receipt_check(statement, self._enrolments.devices, self._clock.now())

    def _new_key_among(self, receiver: str, results: Sequence[BundleResult]) -> bool:
        """Whether the first receipt of a bundle is signed with a key nobody told us of."""
        first = next((result.receipt for result in results if result.receipt), None)
        if first is None:
            return False
        return signer_of(first) not in self._enrolments.statement(receiver).signing

    def _new_key(self, receiver: str, reply: Reply | NoReply) -> bool:
        """Whether the reply is signed like a receipt, with a key nobody told us of."""
        if isinstance(reply, NoReply):
            return False
        signer = signer_of(reply.token)
        return signer is not None and signer not in self._enrolments.statement(receiver).signing

    def _exchange(
        self,
        receiver: str,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        cap: int = SMALL,
        deadline: float = SECONDS,
    ) -> Reply | NoReply:
        url = self._base(receiver) + path
        return self._transport.exchange(Request(method, url, body, headers or {}, cap, deadline))

    def _judged(
        self, ask: Ask, receiver: str, reply: Reply | NoReply, check: CheckReceipt = no_receipt
    ) -> Heard:
        now = self._clock.now()
        outcome = judge(ask, reply, host=self.host(receiver), now=now, check=check)
        log.info("%s: %s %s", ask, outcome.verdict, outcome.code)
        return Heard(outcome, _clock_offset(reply, now))

    def _base(self, receiver: str) -> str:
        addresses = self._enrolments.statement(receiver).base_urls
        return addresses[self._address.get(receiver, 0) % len(addresses)]


def _clock_offset(reply: Reply | NoReply, now: float) -> float | None:
    said = reply.said_at if isinstance(reply, Reply) else None
    return None if said is None else said - now
