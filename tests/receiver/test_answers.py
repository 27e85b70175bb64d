"""Answers written at the receiver by hand, beside what is asked of every one (contract_suite)."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.answers import (
    MAX_PAGE,
    AnswerPage,
    AnswerRefused,
    open_answer,
    read_answer_page,
)
from rating_client.receiver.answering import Said
from tests.receiver.test_command import Done, run
from tests.support.asking import ask, opened, page
from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender

SETTLED = Said("DA_XU_LY", "Đã xử lý", "Settled", "Cảm ơn doanh nghiệp.", final=True)


def rate(sender: Sender, **changes: Any) -> str:
    payload = sender.rating(**changes)
    assert sender.send(payload).status == 201
    return str(payload["id"])


def answer(folder: Path, submission: str, *more: object) -> Done:
    return run(
        *("answer", folder, submission, "--status", "DANG_XU_LY", "--vi", "Đang xử lý"),
        *("--en", "In progress", *more),
    )


def test_an_answer_by_command_reaches_the_device_that_asked(
    receiver: RunningReceiver, sender: Sender
) -> None:
    submission = rate(sender)
    assert opened(sender) == []
    done = answer(receiver.folder, submission, "--text", "Đã chuyển Đội 2.", "--final")
    assert done.code == 0, done.err
    (found,) = opened(sender)
    assert found["number"] == json.loads(done.out)["number"]
    assert (found["submission"], found["final"]) == (submission, True)
    assert (found["status"]["code"], found["status"]["vi"]) == ("DANG_XU_LY", "Đang xử lý")
    assert found["text"] == "Đã chuyển Đội 2."
    assert found["office"] == {"code": "03TG", "name": "Hải quan cửa khẩu cảng Đình Vũ"}


def test_the_office_that_was_rated_answers_though_the_print_names_it_without_a_code(
    receiver: RunningReceiver, sender: Sender
) -> None:
    printed = sender.rating()["declaration"]
    del printed["office_code"]
    submission = rate(sender, declaration=printed)
    done = answer(receiver.folder, submission)
    assert done.code == 0, done.err
    (found,) = opened(sender)
    assert found["office"] == {"code": "03TG", "name": "Hải quan cửa khẩu cảng Đình Vũ"}


def test_only_what_is_newer_comes_again(receiver: RunningReceiver, sender: Sender) -> None:
    submission = rate(sender)
    with receiver.opened() as same:
        numbers = [same.answers.answer(submission, SETTLED) for _ in range(3)]
    assert numbers == sorted(set(numbers))
    assert [found["number"] for found in opened(sender)] == numbers
    assert [found["number"] for found in opened(sender, numbers[0])] == numbers[1:]
    assert page(sender, numbers[2]) == AnswerPage((), numbers[2], more=False)


def test_nobody_is_given_the_answers_of_another(receiver: RunningReceiver, sender: Sender) -> None:
    with receiver.opened() as same:
        same.answers.answer(rate(sender), SETTLED)
    other = Sender.enrolled(receiver)
    assert page(other).answers == ()
    (jwe,) = page(sender).answers
    with pytest.raises(AnswerRefused):
        open_answer(jwe, other.device, other.statement)


def test_many_answers_come_in_pages_below_the_cap(
    receiver: RunningReceiver, sender: Sender
) -> None:
    submission = rate(sender)
    long = Said("X", "Ý", "X", "ế" * 10_000)
    with receiver.opened() as same:
        numbers = [same.answers.answer(submission, long) for _ in range(14)]
    first = ask(sender)
    assert len(first.body) <= MAX_PAGE
    some = read_answer_page(first.body)
    assert some.more
    rest = page(sender, some.next)
    assert not rest.more
    assert len(some.answers) + len(rest.answers) == len(numbers)
    assert rest.next == numbers[-1]


def test_a_number_said_twice_is_refused(sender: Sender) -> None:
    assert ask(sender, "0&after=1").problem.slug == "malformed"


def test_a_number_follows_the_clock_so_that_none_is_given_twice(
    receiver: RunningReceiver, sender: Sender
) -> None:
    submission = rate(sender)
    with receiver.opened() as same:
        first = same.answers.answer(submission, SETTLED)
    assert first >= (time.time() - 60) * 1000


def test_what_cannot_be_answered_says_why(receiver: RunningReceiver, sender: Sender) -> None:
    nothing = answer(receiver.folder, str(uuid4()))
    assert (nothing.code, "Không có phiếu này" in nothing.err) == (1, True)
    refused = answer(receiver.folder, rate(sender), "--text", "x" * 10_001)
    assert (refused.code, "/text" in refused.err) == (1, True)
    nowhere = sender.rating(moment="manual")
    del nowhere["declaration"]["office_code"], nowhere["subjects"][0]["code"]
    assert sender.send(nowhere).status == 201
    assert "Phiếu không ghi mã đơn vị" in answer(receiver.folder, nowhere["id"]).err
    assert answer(receiver.folder, nowhere["id"], "--office", "03TG", "Đình Vũ").code == 0
    assert opened(sender)[-1]["office"]["name"] == "Đình Vũ"


def test_where_two_devices_used_one_id_the_device_is_asked_for(
    receiver: RunningReceiver, sender: Sender
) -> None:
    other = Sender.enrolled(receiver)
    submission = rate(sender)
    rate(other, id=submission)
    with receiver.opened() as same:
        with pytest.raises(Trouble) as asked:
            same.answers.answer(submission, SETTLED)
        assert asked.value.code == "receiver.submission-of-several"
        same.answers.answer(submission, SETTLED, device=other.device.kid)
    assert (len(opened(sender)), len(opened(other))) == (0, 1)
