"""What is asked of one receiver: each request of the contract, sent and judged."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rating_client.base.clock import Clock
from rating_client.base.errors import RatingClientError
from rating_client.contract import jose, receipts
from rating_client.contract.digests import content_digest
from rating_client.contract.jose import TokenRefused
from rating_client.contract.receipts import Receipt, ReceiptRefused, check_receipt, read_receipt
from rating_client.delivery.judge import CheckReceipt, Outcome, Verdict, judge
from rating_client.delivery.reply import Ask, NoReply, Reply
from rating_client.delivery.transport import LARGE, SMALL, Request, Transport
from rating_client.directory.directory import Directory
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.documents import DocumentKind, verified_document
from rating_client.enrolment.request import EnrolmentRequest
from rating_client.outbox.entry import Entry
from rating_client.outbox.schedule import http_date
from rating_client.ratings.form import Form

log = logging.getLogger(__name__)

_HELLO_SECONDS = 15.0
_SECONDS = 60.0


@dataclass(frozen=True)
class Heard:
    """An outcome, and the receiver's clock minus this computer's where the reply told it."""

    outcome: Outcome
    clock_offset: float | None = None


class Endpoint:
    """The receivers of one profile, over one transport."""

    def __init__(self, transport: Transport, enrolments: EnrolmentBook, clock: Clock) -> None:
        self._transport = transport
        self._enrolments = enrolments
        self._clock = clock
        self._address: dict[str, int] = {}  # which of its base URLs is in use

    def hello(self, receiver: str) -> Heard:
        """Whether a receiver is there at all, before any rating is handed over."""
        reply = self._exchange(receiver, "HEAD", "/v1/submissions", deadline=_HELLO_SECONDS)
        return self._judged(Ask.HELLO, receiver, reply, _no_receipt)

    def submit(self, entry: Entry) -> Heard:
        """Hand over the envelope of a claimed entry: always exactly the bytes it was given."""
        assert entry.receiver is not None
        assert entry.envelope is not None
        receiver, sha256 = entry.receiver, entry.envelope_sha256

        def check(token: str) -> Receipt:
            return self._check(token, receiver, entry.id, sha256)

        path = f"/v1/submissions/{entry.id}"
        return self._carry(Ask.SUBMISSION, receiver, "PUT", path, entry.envelope, check)

    def enrol(self, request: EnrolmentRequest) -> Heard:
        """Ask the receiver to know this device."""

        def check(token: str) -> Receipt:
            return self._check(token, request.receiver, None, request.sha256)

        path = "/v1/enrolments"
        return self._carry(Ask.ENROLMENT, request.receiver, "POST", path, request.envelope, check)

    def document(self, receiver: str, kind: DocumentKind) -> Heard:
        """Ask for a newer key statement, form or directory, and keep one that is in order."""
        etag = self._enrolments.etag(receiver, kind)
        headers = {"If-None-Match": etag} if etag else {}
        reply = self._exchange(receiver, "GET", f"/v1/{kind}", headers, cap=LARGE)
        heard = self._judged(Ask.DOCUMENT, receiver, reply, _no_receipt)
        if (token := heard.outcome.token) is not None:
            try:
                self._keep(receiver, kind, token)
            except RatingClientError as error:
                # An older one, or not this receiver's own: the one in use stays.
                log.warning("a published %s was not taken: %s", kind, error.code)
        return heard

    def _keep(self, receiver: str, kind: DocumentKind, token: str) -> None:
        """Take a document that is this receiver's own, not an older one, and can be read."""
        found = verified_document(kind, token, self._enrolments.statement(receiver))
        if kind == "form":
            Form.from_payload(found.payload)
        elif kind == "directory":
            Directory.from_payload(found.payload)
        self._enrolments.set_document(receiver, kind, token, self._clock.now())

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
        envelope: str,
        check: CheckReceipt,
    ) -> Heard:
        body = envelope.encode("ascii")
        headers = {"Content-Type": "application/jose", "Content-Digest": content_digest(body)}
        reply = self._exchange(receiver, method, path, headers, body=body)
        heard = self._judged(ask, receiver, reply, check)
        if heard.outcome.verdict is Verdict.SOMEONE_ELSE and self._new_key(receiver, reply):
            # The receiver may have changed its keys since: its statement says so, signed.
            self.document(receiver, "keys")
            heard = self._judged(ask, receiver, reply, check)
        return heard

    def _check(
        self, token: str, receiver: str, submission: str | None, sha256: str | None
    ) -> Receipt:
        """The receipt in `token` for exactly this envelope of ours, or `ReceiptRefused`."""
        statement = self._enrolments.statement(receiver)
        devices = self._enrolments.devices
        # A device that was replaced since still counts: it signed what was sent.
        device = devices.known(read_receipt(token, statement).device)
        return check_receipt(
            token,
            statement,
            receiver=receiver,
            device=(device or devices.current(self._clock.now())).kid,
            submission=submission,
            sha256=sha256 or "",
            kind="enrolment" if submission is None else "submission",
        )

    def _new_key(self, receiver: str, reply: Reply | NoReply) -> bool:
        """Whether the reply is signed like a receipt, with a key nobody told us of."""
        if isinstance(reply, NoReply):
            return False
        try:
            kid = jose.read_unverified(receipts.TYP, reply.token).header["kid"]
        except TokenRefused:
            return False
        return kid not in self._enrolments.statement(receiver).signing

    def _exchange(
        self,
        receiver: str,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        cap: int = SMALL,
        deadline: float = _SECONDS,
    ) -> Reply | NoReply:
        url = self._base(receiver) + path
        return self._transport.exchange(Request(method, url, body, headers or {}, cap, deadline))

    def _judged(
        self, ask: Ask, receiver: str, reply: Reply | NoReply, check: CheckReceipt
    ) -> Heard:
        now = self._clock.now()
        outcome = judge(ask, reply, host=self.host(receiver), now=now, check=check)
        log.info("%s: %s %s", ask, outcome.verdict, outcome.code)
        return Heard(outcome, _clock_offset(reply, now))

    def _base(self, receiver: str) -> str:
        addresses = self._enrolments.statement(receiver).base_urls
        return addresses[self._address.get(receiver, 0) % len(addresses)]


def _no_receipt(_token: str) -> Receipt:
    raise ReceiptRefused("contract.receipt-for-another")


def _clock_offset(reply: Reply | NoReply, now: float) -> float | None:
    said = http_date(reply.headers.get("date")) if isinstance(reply, Reply) else None
    return None if said is None else said - now
