"""What came back from the network, as plain values: a reply, or the way in which there was none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.outbox.schedule import http_date

PROTOCOL = "rating-protocol"
VERSION = "1"


class Ask(StrEnum):
    """What was asked of the receiver."""

    HELLO = "hello"  # HEAD /v1/submissions
    SUBMISSION = "submission"  # PUT /v1/submissions/{id}
    ENROLMENT = "enrolment"  # POST /v1/enrolments
    RECEIPT = "receipt"  # GET /v1/receipts/{sha256}
    DOCUMENT = "document"  # GET /v1/keys, /v1/form, /v1/directory
    BUNDLE = "bundle"  # POST /v1/bundles
    ANSWERS = "answers"  # GET /v1/answers
    RESEND = "resend"  # GET /v1/resend


class Failure(StrEnum):
    """How an exchange failed without a reply."""

    NO_NETWORK = "no-network"
    NAME_NOT_FOUND = "name-not-found"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    TIMEOUT = "timeout"
    INSPECTED = "inspected"  # the certificate's issuer is not trusted by this computer
    OTHER_HOST = "other-host"  # a trusted certificate, but of somebody else
    CERTIFICATE_DATE = "certificate-date"  # expired or not yet valid, by this computer's clock
    TLS_FAILED = "tls-failed"  # no secure connection that this program accepts
    PROXY_SIGN_IN = "proxy-sign-in"
    PROXY_UNREACHABLE = "proxy-unreachable"
    PAC_UNREADABLE = "pac-unreadable"
    PAC_NOT_INSTALLED = "pac-not-installed"


@dataclass(frozen=True)
class Reply:
    """An HTTP reply that came whole and within its cap. Header names are in lower case.

    `body` is empty where the reply was longer than its cap: such a reply proves nothing.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def speaks_protocol(self) -> bool:
        """Whether it says that it comes from a receiver of this contract."""
        return self.headers.get(PROTOCOL, "").strip() == VERSION

    @property
    def said_at(self) -> float | None:
        """Unix seconds by the clock of whoever replied, where it told them."""
        return http_date(self.headers.get("date"))

    @property
    def max_body(self) -> int:
        """The longest body this receiver takes, in bytes."""
        said = self.headers.get("rating-max-body", "")
        return int(said) if said.isdecimal() and len(said) < 12 else MAX_ENVELOPE

    @property
    def token(self) -> str:
        """The body as a compact token; empty where it cannot be one."""
        return self.body.decode("ascii").strip() if self.body.isascii() else ""


@dataclass(frozen=True)
class NoReply:
    """`sent`: whether any byte of the request may have left, so that it may have arrived."""

    failure: Failure
    sent: bool = False
    issuer: str | None = None  # who issued the certificate that was shown, if that is known
