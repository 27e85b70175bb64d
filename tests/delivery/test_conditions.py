"""Sentences and the one word for how sending stands."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from rating_client.base.clock import seconds_of
from rating_client.delivery.conditions import Situation, link, sentences
from rating_client.delivery.pauses import Standing
from rating_client.delivery.sealing import Left
from rating_client.delivery.state import Link
from rating_client.enrolment.routing import Undecided
from rating_client.outbox.entry import Reason

NOW = seconds_of("2026-11-21T10:42:00+07:00")
UNTIL = seconds_of("2026-11-21T10:52:30+07:00")


def situation(
    *standings: Standing,
    enrolment_troubles: frozenset[str] = frozenset(),
    unaddressed: int = 0,
    left: Left | None = None,
) -> Situation:
    return Situation(
        now=NOW,
        standings=standings,
        enrolment_troubles=enrolment_troubles,
        waiting=3,
        unaddressed=unaddressed,
        left=left or Left(),
    )


def paused(code: str, receiver: str = "r", **facts: str) -> Standing:
    return Standing(receiver, UNTIL, 4, Reason(code, {"host": "receiver.example", **facts}))


WELL = Standing("well", heard_at=NOW, clock_offset=2.0)


def test_when_all_is_well_there_is_nothing_to_say() -> None:
    assert sentences(situation(WELL)) == []
    assert link(situation(WELL)) is Link.ONLINE


def test_without_a_receiver_nothing_is_said_until_something_waits_for_one() -> None:
    assert sentences(situation()) == []
    (sentence,) = sentences(situation(unaddressed=4))
    assert sentence.advice.vi.startswith("4 phiếu")
    assert link(situation()) is Link.NO_RECEIVER


def test_a_sentence_names_the_host_and_the_time_of_the_next_try() -> None:
    (sentence,) = sentences(situation(paused("delivery.unreachable")))
    assert sentence.line("vi") == (
        "Không kết nối được máy chủ tiếp nhận của hải quan — Mạng vẫn chạy nhưng receiver.example"
        " không trả lời. Thử lại lúc 10:52:30; không cần làm gì."
    )
    (sentence,) = sentences(situation(paused("delivery.inspected", issuer="Hộp kiểm tra")))
    assert "“Hộp kiểm tra”" in sentence.advice.vi


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("delivery.no-network", Link.OFFLINE),
        ("delivery.name-not-found", Link.OFFLINE),
        ("delivery.unreachable", Link.ENDPOINT),
        ("delivery.reply-lost", Link.ENDPOINT),
        ("delivery.receiver-trouble", Link.ENDPOINT),
        ("delivery.inspected", Link.ENDPOINT),
        ("delivery.certificate-date", Link.ENDPOINT),
        ("delivery.receipt-not-valid", Link.ENDPOINT),
        ("delivery.sign-in-needed", Link.NETWORK_LOGIN),
        ("delivery.proxy-sign-in", Link.NETWORK_LOGIN),
        ("delivery.activation-needed", Link.SIGN_IN),
        ("delivery.busy", Link.ONLINE),
    ],
)
def test_one_word_for_the_icon(code: str, word: Link) -> None:
    assert link(situation(WELL, paused(code))) is word
    (sentence,) = sentences(situation(WELL, paused(code, issuer="x")))
    assert "{" not in sentence.line("vi") + sentence.line("en")


def test_what_only_a_person_can_mend_comes_before_what_passes() -> None:
    both = situation(paused("delivery.no-network", "a"), paused("delivery.activation-needed", "b"))
    assert link(both) is Link.SIGN_IN
    refused = frozenset({"delivery.activation-needed"})
    assert link(situation(WELL, enrolment_troubles=refused)) is Link.SIGN_IN


def test_the_same_trouble_of_two_receivers_is_said_once() -> None:
    two = situation(paused("delivery.no-network", "a"), paused("delivery.no-network", "b"))
    assert [sentence.code for sentence in sentences(two)] == ["delivery.no-network"]


def test_a_clock_that_is_off_a_choice_and_an_office_nobody_takes() -> None:
    off = Standing("r", clock_offset=-3600.0)
    left = Left(uncovered=2, undecided=(Undecided("03CC", ("a", "b")),))
    said = {sentence.code: sentence for sentence in sentences(situation(off, left=left))}
    assert set(said) == {
        "delivery.clock-wrong",
        "delivery.receiver-undecided",
        "delivery.office-not-covered",
    }
    assert "60 phút" in said["delivery.clock-wrong"].advice.vi
    assert "03CC" in said["delivery.receiver-undecided"].advice.vi


def test_nothing_slow_is_loaded_before_the_first_request() -> None:
    program = (
        "import sys, rating_client.delivery.stage\n"
        "print({'requests', 'urllib3', 'joserfc', 'cryptography', 'truststore', 'ssl'}"
        " & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("heard_ago", "offset", "receipt_ahead", "said"),
    [
        (None, None, None, "delivery.certificate-date"),
        (3600.0, 2.0, None, "delivery.certificate-expired"),
        (3600.0, 3 * 86400.0, None, "delivery.certificate-date"),
        (9 * 86400.0, 2.0, None, "delivery.certificate-date"),
        (-400 * 86400.0, 2.0, 400 * 86400.0, "delivery.clock-behind"),
        (3600.0, 2.0, 60.0, "delivery.certificate-expired"),
    ],
    ids=["nothing known", "clock seen right", "clock seen wrong", "long ago", "set back", "today"],
)
def test_a_wrong_clock_is_told_from_a_wrong_certificate_by_what_is_known_without_it(
    heard_ago: float | None, offset: float | None, receipt_ahead: float | None, said: str
) -> None:
    standing = replace(
        paused("delivery.certificate-date"),
        heard_at=None if heard_ago is None else NOW - heard_ago,
        clock_offset=offset,
    )
    last = None if receipt_ahead is None else NOW + receipt_ahead
    codes = [each.code for each in sentences(replace(situation(standing), last_receipt=last))]
    assert codes[0] == said
    assert ("delivery.clock-wrong" in codes) == (abs(offset or 0) > 300)
