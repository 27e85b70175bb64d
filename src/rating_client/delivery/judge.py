"""What a reply means. Pure: what was asked and what came back in, an outcome out.

The order of the questions is the contract's, and it is what keeps two promises: nothing but a
receipt that verifies is ever taken as received, and no rating is blamed for what a proxy, a login
page or a broken server said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rating_client.contract.problems import Problem, read_problem
from rating_client.contract.receipts import Receipt, ReceiptRefused
from rating_client.delivery.reply import Ask, Failure, NoReply, Reply
from rating_client.outbox.schedule import retry_after

CheckReceipt = Callable[[str], Receipt]
"""The receipt in a token, or `ReceiptRefused`."""


def no_receipt(_token: str) -> Receipt:
    """For what is asked where no receipt can be the reply."""
    raise ReceiptRefused("contract.receipt-for-another")


class Verdict(StrEnum):
    RECEIPTED = "receipted"
    HELLO = "hello"  # a receiver is there; it proves nothing more
    DOCUMENT = "document"  # a signed document, to be verified by whoever keeps it
    UNCHANGED = "unchanged"  # nothing newer than what is here
    RESULTS = "results"  # of a bundle: each item is judged by itself
    ONE_BY_ONE = "one-by-one"  # this receiver takes no bundle, or not this one
    NOT_HELD = "not-held"  # the receiver says that it does not hold this envelope
    LATER = "later"  # passes by itself
    SIGN_IN = "sign-in"  # a person must sign in to the network or the proxy
    UNTRUSTED = "untrusted"  # a person must look at the certificate
    SOMEONE_ELSE = "someone-else"  # not the receiver: one probe, nothing blamed on the item
    ITEM = "item"  # this one needs attention, the others go on
    REVOKED = "revoked"  # this device sends nothing new; and this one is not held
    ENROLMENT = "enrolment"  # this device's enrolment needs a person


@dataclass(frozen=True)
class Outcome:
    """`code` and `facts` make the sentence; `words` are the receiver's own.

    `asked` is the seconds the receiver asked to wait. `may_have_arrived` says whether the receiver
    could hold what was sent although this reply is no receipt.
    """

    verdict: Verdict
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: str | None = None
    pointers: tuple[str, ...] = ()
    asked: float | None = None
    may_have_arrived: bool = False
    receipt: Receipt | None = None
    token: str | None = None


_UNTRUSTED = {
    Failure.INSPECTED,
    Failure.OTHER_HOST,
    Failure.CERTIFICATE_DATE,
    Failure.TLS_FAILED,
}
_ITEM = {  # and the sentence that says what to do: not every refusal is a fault in the rating
    "malformed": "not-opened",
    "unopenable": "not-opened",
    "bad-signature": "not-opened",
    "wrong-receiver": "another-receiver",
    "unsupported-version": "program-too-old",
    "id-conflict": "differs",
    "too-large": "too-large",
    "invalid-rating": "not-accepted",
}
_AT = {"/form": "form-changed", "/declaration/registered_at": "too-late"}  # what it points at
_ENROLMENT = {"auth-invalid", "unknown-device", "code-invalid"}
_LATER = {"rate-limited", "unavailable"}
# Something on the way changed the request; neither the rating nor the receiver is to blame.
_CHANGED = {"digest-mismatch", "unsupported-media"}

_CARRIES = {Ask.SUBMISSION, Ask.ENROLMENT, Ask.BUNDLE}  # the requests that hand something over


def judge(
    ask: Ask, reply: Reply | NoReply, *, host: str, now: float, check: CheckReceipt = no_receipt
) -> Outcome:
    """The outcome of one exchange with `host`; `now` only reads a `Retry-After` date."""
    if isinstance(reply, NoReply) and reply.failure in _UNTRUSTED:
        return _untrusted(reply, host)
    if isinstance(reply, NoReply):
        return _no_reply(reply, host)
    if (good := _good(ask, reply, check)) is not None:
        return good
    if (named := _named(ask, reply, now)) is not None:
        return named
    if reply.status in (407, 511):
        code = "delivery.proxy-sign-in" if reply.status == 407 else "delivery.sign-in-needed"
        return Outcome(Verdict.SIGN_IN, code, {"host": host})
    if reply.status in (408, 425, 429) or 500 <= reply.status <= 599:
        return _busy(ask, reply, now)
    return _someone_else(ask, reply, host)


def _untrusted(reply: NoReply, host: str) -> Outcome:
    facts = {"host": host, **({"issuer": reply.issuer} if reply.issuer else {})}
    code = f"delivery.{reply.failure}"
    if reply.failure is Failure.INSPECTED and not reply.issuer:
        code = "delivery.not-trusted"
    return Outcome(Verdict.UNTRUSTED, code, facts)


def _no_reply(reply: NoReply, host: str) -> Outcome:
    if reply.failure is Failure.PROXY_SIGN_IN:
        return Outcome(Verdict.SIGN_IN, "delivery.proxy-sign-in", {"host": host})
    code = "delivery.reply-lost" if reply.sent else f"delivery.{_NAME[reply.failure]}"
    return Outcome(Verdict.LATER, code, {"host": host}, may_have_arrived=reply.sent)


_NAME = {
    Failure.NO_NETWORK: "no-network",
    Failure.NAME_NOT_FOUND: "name-not-found",
    Failure.UNREACHABLE: "unreachable",
    Failure.RESET: "unreachable",
    Failure.TIMEOUT: "unreachable",
    Failure.PROXY_UNREACHABLE: "proxy-unreachable",
    Failure.PAC_UNREADABLE: "pac-unreadable",
    Failure.PAC_NOT_INSTALLED: "pac-not-installed",
}


def _good(ask: Ask, reply: Reply, check: CheckReceipt) -> Outcome | None:
    """The reply that was hoped for, if this is it."""
    if ask is Ask.HELLO and reply.status == 204 and reply.speaks_protocol:
        return Outcome(Verdict.HELLO)
    if ask is Ask.DOCUMENT and reply.status == 304:
        return Outcome(Verdict.UNCHANGED)
    if ask in (Ask.DOCUMENT, Ask.RESEND) and reply.status == 200 and reply.token.count(".") == 2:
        return Outcome(Verdict.DOCUMENT, token=reply.token)
    if ask is Ask.RESEND and reply.status == 404 and reply.speaks_protocol:
        return Outcome(Verdict.UNCHANGED)
    if ask is Ask.ANSWERS and reply.status == 200 and reply.speaks_protocol:
        return Outcome(Verdict.DOCUMENT)
    if ask is Ask.BUNDLE and reply.speaks_protocol:
        if reply.status == 200:
            return Outcome(Verdict.RESULTS)
        if reply.status in (404, 405, 501):
            return Outcome(Verdict.ONE_BY_ONE, "delivery.one-by-one")
    hoped = {Ask.SUBMISSION: (200, 201), Ask.ENROLMENT: (200, 201), Ask.RECEIPT: (200,)}
    if reply.status in hoped.get(ask, ()):
        try:
            return Outcome(Verdict.RECEIPTED, receipt=check(reply.token))
        except ReceiptRefused:
            return None
    return None


def _problem(reply: Reply) -> Problem | None:
    """A problem of this contract, in a reply that also says it comes from a receiver."""
    if reply.status < 400 or not reply.speaks_protocol:
        return None
    return read_problem(reply.body)


def _named(ask: Ask, reply: Reply, now: float) -> Outcome | None:
    """The outcome by the problem's type; None without one, or where it fits no such question."""
    problem = _problem(reply)
    if problem is None:
        return None
    if ask is Ask.BUNDLE and problem.slug in {*_ITEM, *_CHANGED, "device-revoked"}:
        # Said of the bundle, so no rating is to blame; sent alone, each gets its own reply.
        return Outcome(Verdict.ONE_BY_ONE, "delivery.one-by-one")
    if ask is Ask.RECEIPT and problem.slug == "unknown-submission":
        return Outcome(Verdict.NOT_HELD)
    return judge_problem(problem, _asked(reply, now))


def judge_problem(problem: Problem, asked: float | None = None) -> Outcome | None:
    """The outcome for one item of which the receiver says this; None where it cannot be of one."""
    facts = {"words": problem.words}
    pointers = tuple(error.pointer for error in problem.errors)
    if problem.slug in _ITEM:
        sentence = _ITEM[problem.slug]
        for place, of_that in _AT.items():
            for error in problem.errors:
                if error.pointer.startswith(place):
                    sentence, facts = of_that, {"words": error.detail or problem.words}
        return Outcome(Verdict.ITEM, f"delivery.{sentence}", facts, _verbatim(problem), pointers)
    if problem.slug == "device-revoked":
        return Outcome(Verdict.REVOKED, "delivery.device-revoked", facts, _verbatim(problem))
    if problem.slug in _ENROLMENT:
        code = "delivery.activation-needed"
        return Outcome(Verdict.ENROLMENT, code, facts, _verbatim(problem))
    if problem.slug in _LATER or problem.slug in _CHANGED:
        code = "delivery.busy" if problem.slug in _LATER else "delivery.changed-on-the-way"
        return Outcome(Verdict.LATER, code, facts, _verbatim(problem), asked=asked)
    return None


def _verbatim(problem: Problem) -> str:
    """Everything the receiver said, as it said it."""
    errors = [f"{error.pointer}: {error.detail}" for error in problem.errors]
    return "\n".join(part for part in (problem.title, problem.detail, *errors) if part)


def _busy(ask: Ask, reply: Reply, now: float) -> Outcome:
    # 408, 425 and 429 are said instead of taking it; a 5xx may come from a gateway that had
    # already passed it on.
    may_have_arrived = ask in _CARRIES and reply.status >= 500
    code = "delivery.receiver-trouble" if reply.status >= 500 else "delivery.busy"
    asked = _asked(reply, now)
    if asked is not None:
        code = "delivery.busy"
    return Outcome(Verdict.LATER, code, asked=asked, may_have_arrived=may_have_arrived)


def _asked(reply: Reply, now: float) -> float | None:
    said_at = now if reply.said_at is None else reply.said_at
    return retry_after(reply.headers.get("retry-after"), said_at)


def _someone_else(ask: Ask, reply: Reply, host: str) -> Outcome:
    looks_like_a_receipt = (
        ask in _CARRIES and reply.status in (200, 201) and reply.token.count(".") == 2
    )
    code = "delivery.receipt-not-valid" if looks_like_a_receipt else "delivery.sign-in-needed"
    return Outcome(Verdict.SOMEONE_ELSE, code, {"host": host}, may_have_arrived=ask in _CARRIES)
