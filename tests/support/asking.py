"""Asking for answers as a device does, with a token that says who asks, and for what."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from rating_client.contract.answers import AnswerPage, open_answer, read_answer_page
from rating_client.contract.device_token import device_token
from tests.support.sender import Reply, Sender


def ask(sender: Sender, after: object = 0, **changes: Any) -> Reply:
    """GET /v1/answers with a token of the device; `changes` are to what the token states."""
    url = f"{sender.receiver.base_url}/v1/answers"
    stated = {
        "device": sender.device,
        "receiver": sender.statement.receiver,
        "method": "GET",
        "url": url,
        "now": time.time(),
        "jti": str(uuid4()),
        **changes,
    }
    return sender.get(
        f"/v1/answers?after={after}", authorization=f"Bearer {device_token(**stated)}"
    )


def page(sender: Sender, after: int = 0) -> AnswerPage:
    reply = ask(sender, after)
    assert reply.status == 200, reply
    return read_answer_page(reply.body)


def opened(sender: Sender, after: int = 0) -> list[dict[str, Any]]:
    return [
        open_answer(jwe, sender.device, sender.statement) for jwe in page(sender, after).answers
    ]
