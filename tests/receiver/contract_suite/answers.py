"""GET /v1/answers: only the device that asked reads them, and proves each time who it is."""

from __future__ import annotations

import time
from typing import Any

import pytest

from rating_client.contract.answers import AnswerPage
from rating_client.contract.keys import Device
from tests.support.any_receiver import Answer, AnyReceiver, Revoke
from tests.support.asking import ask, opened, page
from tests.support.sender import Sender


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
    assert not found.more
    [told] = opened(sender)
    assert (told["submission"], told["text"]) == (submission, "Cảm ơn ý kiến.\nĐã xử lý.")
    assert told["number"] >= 1
    assert page(other).answers == ()


def test_what_was_fetched_is_not_fetched_again(sender: Sender, answer: Answer) -> None:
    submission = rated(sender)
    answer(sender.device.kid, submission, "Đang xem xét")
    first = page(sender)
    assert page(sender, first.next) == AnswerPage((), first.next, more=False)
    answer(sender.device.kid, submission, "Đã xử lý")
    second = page(sender, first.next)
    assert page(sender).answers == (*first.answers, *second.answers)
    told = opened(sender)
    assert [each["text"] for each in told] == ["Đang xem xét", "Đã xử lý"]
    assert told[0]["number"] < told[1]["number"]


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "POST"},
        {"url": "https://receiver.example/v1/answers"},
        {"receiver": Device.generate().kid},
        {"now": time.time() - 3600},
        {"now": time.time() + 3600},
        {"jti": ""},
    ],
)
def test_a_token_for_anything_else_is_refused(sender: Sender, changes: dict[str, Any]) -> None:
    reply = ask(sender, **changes)
    assert (reply.status, reply.problem.slug) == (401, "auth-invalid")
    assert reply.headers["www-authenticate"] == "Bearer"
    assert "date" in reply.headers  # by which a wrong clock is told from a bad token


def test_a_token_is_good_once(receiver: AnyReceiver, sender: Sender) -> None:
    assert ask(sender, jti="once").status == 200
    assert ask(sender, jti="once").problem.slug == "auth-invalid"
    assert ask(Sender.enrolled(receiver), jti="once").status == 200


def test_without_a_token_nobody_is_answered(sender: Sender) -> None:
    for authorization in (None, "", "Bearer", "Bearer a.b.c", "Basic dGVzdDp0ZXN0"):
        for path in ("/v1/answers", "/v1/answers?after=0"):
            assert sender.get(path, authorization=authorization).problem.slug == "auth-invalid"


def test_a_stranger_and_a_revoked_device_are_told_so(
    receiver: AnyReceiver, sender: Sender, revoke: Revoke
) -> None:
    reply = ask(Sender(receiver))
    assert (reply.status, reply.problem.slug) == (403, "unknown-device")
    forged = Device(Device.generate().signing, sender.device.answers)
    assert ask(sender, device=forged).problem.slug == "unknown-device"
    revoke(sender.device.kid)
    assert ask(sender).problem.slug == "device-revoked"


@pytest.mark.parametrize("after", ["-1", "4.0", "", "x", "1e3", "9" * 16])
def test_what_is_no_number_is_refused_before_the_token_is_looked_at(
    sender: Sender, after: str
) -> None:
    assert ask(sender, after).problem.slug == "malformed"
    assert sender.get(f"/v1/answers?after={after}").problem.slug == "malformed"
