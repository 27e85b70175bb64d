"""How sending stands, in sentences for the window and in one word for the icon. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rating_client.base.sentences import Sentence, say
from rating_client.delivery.pauses import Standing
from rating_client.delivery.sealing import Left
from rating_client.delivery.settling import clock_time
from rating_client.delivery.state import Link

_DAY = 86400.0
CLOCK_TOLERANCE = 5 * 60.0  # seconds off before a person hears of it


# The worst word wins; a receiver that is only busy is one that works.
_WORD = {
    "delivery.activation-needed": Link.SIGN_IN,
    "delivery.sign-in-needed": Link.NETWORK_LOGIN,
    "delivery.proxy-sign-in": Link.NETWORK_LOGIN,
    "delivery.no-network": Link.OFFLINE,
    "delivery.name-not-found": Link.OFFLINE,
    "delivery.busy": Link.ONLINE,
}
# What may be over when a network comes back or the computer wakes. Not what a receiver said itself.
OF_THE_NETWORK = frozenset(
    {
        "delivery.no-network",
        "delivery.name-not-found",
        "delivery.unreachable",
        "delivery.reply-lost",
        "delivery.sign-in-needed",
        "delivery.proxy-sign-in",
        "delivery.proxy-unreachable",
        "delivery.pac-unreadable",
        "delivery.inspected",
        "delivery.not-trusted",
        "delivery.other-host",
        "delivery.certificate-date",
        "delivery.tls-failed",
    }
)
_WORST_FIRST = (Link.SIGN_IN, Link.NETWORK_LOGIN, Link.OFFLINE, Link.ENDPOINT)


@dataclass(frozen=True)
class Situation:
    """What the sentences are made of. `waiting` counts what is to be sent and not held."""

    now: float
    standings: tuple[Standing, ...]  # of every enrolled receiver
    enrolment_troubles: frozenset[str]  # sentences of requests refused and of devices revoked
    waiting: int
    unaddressed: int
    left: Left
    lost_for_good: int = 0  # asked for again by a restored receiver, and erased here
    last_receipt: float | None = None  # the newest, by its receiver's clock


def link(situation: Situation) -> Link:
    """The one word."""
    if not situation.standings:
        return Link.NO_RECEIVER
    words = {
        _WORD.get(standing.reason.code, Link.ENDPOINT)
        for standing in situation.standings
        if standing.reason is not None
    }
    if situation.enrolment_troubles:
        words.add(Link.SIGN_IN)
    return next((word for word in _WORST_FIRST if word in words), Link.ONLINE)


def sentences(situation: Situation) -> list[Sentence]:
    """Every condition a person may want to know of, each once."""
    return list({found.line("en"): found for found in _sentences(situation)}.values())


def _sentences(situation: Situation) -> Iterable[Sentence]:
    left = situation.left
    if not situation.standings:
        if situation.unaddressed:
            yield say("delivery.no-receiver", n=situation.unaddressed)
        return
    for code in sorted(situation.enrolment_troubles):
        yield say(code)
    for standing in situation.standings:
        if (reason := standing.reason) is not None:
            shown = {
                "n": situation.waiting,
                "time": clock_time(standing.paused_until or situation.now),
            }
            code = _whose_date(situation, standing) or reason.code
            yield say(code, **{**shown, **reason.facts})
        if abs(standing.clock_offset or 0) > CLOCK_TOLERANCE:
            yield say("delivery.clock-wrong", minutes=round(abs(standing.clock_offset or 0) / 60))
    for choice in left.undecided:
        yield say("delivery.receiver-undecided", office=choice.office)
    if situation.lost_for_good:
        yield say("delivery.lost-for-good", n=situation.lost_for_good)
    if left.uncovered:
        yield say("delivery.office-not-covered", n=left.uncovered)


def _whose_date(situation: Situation, standing: Standing) -> str | None:
    """Where a certificate is outside its dates: whether this clock or the certificate is wrong, as
    far as anything known without that certificate tells; None where nothing does."""
    if standing.reason is None or standing.reason.code != "delivery.certificate-date":
        return None
    if situation.last_receipt is not None and situation.now < situation.last_receipt - _DAY:
        return "delivery.clock-behind"  # signed receipts are from a later day than this one
    heard = standing.heard_at
    if (
        heard is not None
        and 0 <= situation.now - heard < _DAY
        and standing.clock_offset is not None
    ):
        right = abs(standing.clock_offset) <= CLOCK_TOLERANCE
        return "delivery.certificate-expired" if right else "delivery.certificate-date"
    return None
