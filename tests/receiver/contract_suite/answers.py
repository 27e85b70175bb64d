"""GET /v1/answers: only the device that asked reads them, and proves each time who it is."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract.answers import AnswerPage, open_answer, read_answer_page
from rating_client.contract.device_token import device_token
from rating_client.contract.keys import Device
from tests.support.any_receiver import Answer, AnyReceiver, Revoke
from tests.support.sender import Reply, Sender

PATH = "/v1/answers"


def token(sender: Sender, **changes: Any) -> str:
    said = {
        "device": sender.device,
        "receiver": sender.statement.receiver,
        "method": "GET",
        "url": sender.statement.base_urls[0] + PATH,
        "now": time.time(),
        "jti": str(uuid4()),
    }
    return device_token(**{**said, **changes})


def ask(sender: Sender, after: int = 0, bearer: str | None = None) -> Reply:
    authorization = f"Bearer {bearer or token(sender)}"
    return sender.get(f"{PATH}?after={after}", authorization=authorization)


def page(sender: Sender, after: int = 0) -> AnswerPage:
    reply = ask(sender, after)
    assert reply.status == 200, reply
    return read_answer_page(reply.body)


def rated(sender: Sender) -> str:
    payload = sender.rating()
    assert sender.send(payload).status == 201
    return str(payload["id"])


def test_an_answer_reaches_the_device_that_asked(
    receiver: AnyReceiver, sender: Sender, answer: Answer
) -> None:
    submission, other = rated(sender), Sender.enrolled(receiver)
    assert page(sender).answers == ()
    answer(sender.device.kid, submission, "Cảm ơn ý kiến.\nĐã xử lý.")
    found = page(sender)
    [sealed] = found.answers
    opened = open_answer(sealed, sender.device, sender.statement)
    assert (opened.submission, opened.text) == (submission, "Cảm ơn ý kiến.\nĐã xử lý.")
    assert opened.number >= 1
    assert not found.more
    assert page(other).answers == ()


def test_what_was_fetched_is_not_fetched_again(sender: Sender, answer: Answer) -> None:
    submission = rated(sender)
    answer(sender.device.kid, submission, "Đang xem xét")
    first = page(sender)
    assert page(sender, first.next) == AnswerPage((), first.next, more=False)
    answer(sender.device.kid, submission, "Đã xử lý")
    second = page(sender, first.next)
    [earlier], [later] = first.answers, second.answers
    opened = [open_answer(each, sender.device, sender.statement) for each in (earlier, later)]
    assert [each.text for each in opened] == ["Đang xem xét", "Đã xử lý"]
    assert opened[0].number < opened[1].number
    assert page(sender).answers == (*first.answers, *second.answers)


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "POST"},
        {"url": "https://receiver.example/v1/answers"},
        {"receiver": Device.generate().kid},
        {"now": 1_000_000.0},
        {"now": time.time() + 86_400},
        {"jti": ""},
    ],
)
def test_a_token_for_anything_else_is_refused(sender: Sender, changes: dict[str, Any]) -> None:
    reply = ask(sender, bearer=token(sender, **changes))
    assert (reply.status, reply.problem.slug) == (401, "auth-invalid")
    assert reply.headers["www-authenticate"] == "Bearer"


def test_a_token_is_good_once(sender: Sender) -> None:
    bearer = token(sender)
    assert ask(sender, bearer=bearer).status == 200
    assert ask(sender, bearer=bearer).problem.slug == "auth-invalid"


def test_without_a_token_nobody_is_answered(sender: Sender) -> None:
    for authorization in (None, "Bearer", "Bearer a.b.c", "Basic dGVzdDp0ZXN0"):
        reply = sender.get(f"{PATH}?after=0", authorization=authorization)
        assert reply.problem.slug == "auth-invalid"


def test_a_stranger_and_a_revoked_device_are_told_so(
    receiver: AnyReceiver, sender: Sender, revoke: Revoke
) -> None:
    assert ask(Sender(receiver)).problem.slug == "unknown-device"
    forged = token(sender, device=Device(Device.generate().signing, sender.device.answers))
    assert ask(sender, bearer=forged).problem.slug == "unknown-device"
    revoke(sender.device.kid)
    assert ask(sender).problem.slug == "device-revoked"


@pytest.mark.parametrize("after", ["-1", "1.0", "x", "9" * 16])
def test_what_is_no_number_is_refused(sender: Sender, after: str) -> None:
    reply = sender.get(f"{PATH}?after={after}", authorization=f"Bearer {token(sender)}")
    assert reply.problem.slug == "malformed"
