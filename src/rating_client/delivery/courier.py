"""What somebody who only carries asks of a receiver: no device, no enrolment, no secret."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from rating_client.base.clock import Clock
from rating_client.base.errors import RatingClientError, Trouble
from rating_client.contract import jose
from rating_client.contract.bundle import MEDIA_TYPE, BundleItem
from rating_client.contract.digests import content_digest
from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.contract.problems import Problem, read_problem
from rating_client.contract.receipts import Receipt, ReceiptRefused, read_receipt
from rating_client.contract.receipts_file import Published
from rating_client.contract.statement import KeyStatement
from rating_client.contract.types import RESEND
from rating_client.delivery.judge import CheckReceipt, Outcome, Verdict, judge, no_receipt
from rating_client.delivery.reply import Ask, NoReply, Reply
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
from rating_client.enrolment.documents import verified_document


class Courier:
    """One way to one receiver. `statement` becomes the newest it publishes."""

    def __init__(self, statement: KeyStatement, transport: Transport, clock: Clock) -> None:
        self.statement = statement
        self.max_body = MAX_ENVELOPE
        self.clock_offset: float | None = None  # its clock minus this computer's, where it said so
        self._transport = transport
        self._clock = clock
        self._base = statement.base_urls[0]

    @property
    def host(self) -> str:
        return urlsplit(self._base).hostname or ""

    def greet(self) -> None:
        """Find the receiver at one of its addresses; `Trouble` with the reason where none is it."""
        outcome = None
        for base in self.statement.base_urls:
            self._base = base
            reply = self._ask("HEAD", "/v1/submissions", deadline=GREETING_SECONDS)
            said = self._judged(Ask.HELLO, reply)
            if isinstance(reply, Reply) and said.verdict is Verdict.HELLO:
                if reply.said_at is not None:
                    self.clock_offset = reply.said_at - self._clock.now()
                self.max_body = reply.max_body
                return
            outcome = outcome or said
        assert outcome is not None  # a statement has an address
        raise self.trouble(outcome)

    def learn_keys(self) -> None:
        """The newest key statement, if it can be had: receipts may be signed with a newer key."""
        token = self._document("/v1/keys")
        try:
            newest = KeyStatement.verified(token or "", self.statement.receiver)
        except RatingClientError:
            return
        if newest.version > self.statement.version:
            self.statement = newest

    def published(self) -> dict[Published, str]:
        """What it publishes, each signature checked: for those who cannot ask it themselves."""
        found: dict[Published, str] = {}
        for kind in ("form", "directory"):
            token = self._document(f"/v1/{kind}")
            try:
                found[kind] = verified_document(kind, token or "", self.statement).token
            except RatingClientError:
                continue
        if token := self._document("/v1/resend"):
            try:
                jose.verify(RESEND, token, self.statement.signing)
                found["resend"] = token
            except RatingClientError:
                pass
        return found

    def hand_over(self, body: bytes) -> tuple[Outcome, bytes]:
        """Post a bundle: what the reply means, and its body where it has results."""
        headers = {"Content-Type": MEDIA_TYPE, "Content-Digest": content_digest(body)}
        reply = self._ask(
            "POST", "/v1/bundles", headers, body=body, cap=MIDDLE, deadline=BUNDLE_SECONDS
        )
        outcome = self._judged(Ask.BUNDLE, reply)
        return outcome, reply.body if isinstance(reply, Reply) else b""

    def hand_over_one(self, item: BundleItem) -> tuple[Outcome, Problem | None]:
        """Send one item alone: its outcome, with the receipt where there is one, or the problem."""
        body = item.jwe.encode("ascii")
        headers = {"Content-Type": "application/jose", "Content-Digest": content_digest(body)}
        if item.submission is None:
            ask, method, path = Ask.ENROLMENT, "POST", "/v1/enrolments"
        else:
            ask, method, path = Ask.SUBMISSION, "PUT", f"/v1/submissions/{item.submission}"
        reply = self._ask(method, path, headers, body=body)
        outcome = self._judged(ask, reply, lambda token: self.receipt_for(item, token))
        said = isinstance(reply, Reply) and reply.speaks_protocol and reply.status >= 400
        return outcome, read_problem(reply.body) if said and isinstance(reply, Reply) else None

    def receipt_for(self, item: BundleItem, token: str) -> Receipt:
        """The receipt in `token`, if this receiver signed it for exactly this item. For which
        device only its owner can tell."""
        receipt = read_receipt(token, self.statement)
        if (receipt.submission, receipt.envelope_sha256) != (item.submission, item.sha256):
            raise ReceiptRefused("contract.receipt-for-another")
        return receipt

    def trouble(self, outcome: Outcome) -> Trouble:
        """The outcome as a sentence for somebody who has no outbox that would try again."""
        if outcome.verdict in (Verdict.UNTRUSTED, Verdict.SIGN_IN) and outcome.code in _FITTING:
            return Trouble(outcome.code, **outcome.facts)
        if outcome.verdict is Verdict.SOMEONE_ELSE:
            return Trouble("delivery.not-the-receiver", host=self.host)
        return Trouble("delivery.not-forwarded", host=self.host)

    def _document(self, path: str) -> str | None:
        reply = self._ask("GET", path, cap=LARGE)
        return self._judged(Ask.DOCUMENT, reply).token

    def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        cap: int = SMALL,
        deadline: float = SECONDS,
    ) -> Reply | NoReply:
        url = self._base + path
        return self._transport.exchange(Request(method, url, body, headers or {}, cap, deadline))

    def _judged(
        self, ask: Ask, reply: Reply | NoReply, check: CheckReceipt = no_receipt
    ) -> Outcome:
        return judge(ask, reply, host=self.host, now=self._clock.now(), check=check)


_FITTING = {  # those that neither name a next try nor speak of an outbox
    "delivery.inspected",
    "delivery.not-trusted",
    "delivery.other-host",
    "delivery.certificate-date",
    "delivery.proxy-sign-in",
}
