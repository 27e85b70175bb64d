"""Fetching an enrolment file from the address that customs announced."""

from __future__ import annotations

from urllib.parse import urlsplit

from rating_client.base.errors import Trouble
from rating_client.delivery.judge import Verdict, judge
from rating_client.delivery.reply import Ask, NoReply
from rating_client.delivery.transport import LARGE, Request, Transport


def fetch_enrolment_file(transport: Transport, url: str, now: float) -> bytes:
    """The bytes at `url`; nothing of them is believed before a person compared the fingerprint.

    `Trouble` with the network's sentence, or `delivery.no-enrolment-file` where there is none.
    """
    host = urlsplit(url).hostname or url
    try:
        reply = transport.exchange(Request("GET", url, cap=LARGE))
    except ValueError as error:
        raise Trouble("delivery.address-not-secure", url=url) from error
    if isinstance(reply, NoReply):
        outcome = judge(Ask.DOCUMENT, reply, host=host, now=now)
        if outcome.verdict is Verdict.LATER:  # those sentences speak of ratings that wait
            raise Trouble("delivery.address-out-of-reach", host=host)
        raise Trouble(outcome.code, **outcome.facts)
    if reply.status != 200:
        raise Trouble("delivery.no-enrolment-file", host=host)
    return reply.body
