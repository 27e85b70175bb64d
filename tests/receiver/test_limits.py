"""How much one device may ask: the bucket by itself, and what the sender is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating_client.receiver import limits as device_limits
from rating_client.receiver.bucket import Bucket, Limit, full, level, take
from rating_client.receiver.limits import DeviceLimits
from rating_client.receiver.problem import ProblemReply
from tests.receiver.test_command import run
from tests.support.asking import ask
from tests.support.bundling import post, rated, results, slugs
from tests.support.clock import FakeClock
from tests.support.receivers import running_receiver
from tests.support.sender import Sender

moments = st.floats(0, 1e6)
some_limits = st.builds(Limit, st.floats(0.001, 1000), st.floats(1, 1e4))


@given(some_limits, st.lists(moments, max_size=60))
def test_never_more_than_the_burst_and_the_rate_allow(limit: Limit, times: list[float]) -> None:
    times = sorted(times)
    bucket, let_through = full(limit, times[0] if times else 0), 0
    for at in times:
        bucket, wait = take(bucket, limit, at).bucket, take(bucket, limit, at).wait
        let_through += wait == 0
        assert 0 <= bucket.left <= limit.burst
    allowed = limit.burst + (times[-1] - times[0]) * limit.per_second if times else 0
    assert let_through <= allowed * (1 + 1e-9) + 1e-6


@given(some_limits, st.floats(0, 0.999), moments)
def test_whoever_waits_as_told_gets_through(limit: Limit, left: float, at: float) -> None:
    refused = take(Bucket(left, at), limit, at)
    assert refused.wait > 0
    assert take(refused.bucket, limit, at + refused.wait * (1 + 1e-6) + 1e-3).wait == 0


@given(some_limits, moments, moments)
def test_a_clock_that_goes_back_gives_nothing(limit: Limit, at: float, back: float) -> None:
    bucket = take(full(limit, at), limit, at).bucket
    assert level(bucket, limit, at - back) == bucket.left
    assert take(bucket, limit, at - back).bucket.at == at


@pytest.mark.parametrize(("per_second", "burst"), [(0, 5), (-1, 5), (1, 0.5), (float("nan"), 5)])
def test_a_limit_that_lets_nothing_through_is_none(per_second: float, burst: float) -> None:
    with pytest.raises(ValueError, match="never"):
        Limit(per_second, burst)


def test_one_device_does_not_use_up_the_measure_of_another() -> None:
    limits = DeviceLimits(FakeClock(), Limit(per_second=0.1, burst=2))
    for device in ("a", "a", "b", "b"):
        limits.take(device)
    with pytest.raises(ProblemReply) as refused:
        limits.take("a")
    assert (refused.value.slug, refused.value.retry_after) == ("rate-limited", 10)


def test_devices_with_their_full_measure_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_limits, "_FORGET_ABOVE", 2)
    clock = FakeClock()
    limits = DeviceLimits(clock, Limit(per_second=1, burst=2))
    for device in ("a", "b", "b"):
        limits.take(device)
    clock.advance(1.5)
    limits.take("c")
    assert set(limits._buckets) == {"b", "c"}


def test_a_device_that_asks_too_much_is_told_when_to_come_again(tmp_path: Path) -> None:
    few = ("--per-minute", "6", "--burst", "4")
    with running_receiver(tmp_path / "receiver", arguments=few) as receiver:
        sender, other = Sender.enrolled(receiver), Sender.enrolled(receiver)
        assert sender.send(sender.rating()).status == 201
        items = [rated(sender) for _ in range(4)]
        bundled = post(sender, items)
        assert slugs(results(bundled)) == [None, None, None, "rate-limited"]
        assert 1 <= int(bundled.headers["retry-after"]) <= 10
        for reply in (sender.send(sender.rating()), ask(sender)):
            assert (reply.status, reply.problem.slug) == (429, "rate-limited")
            assert 1 <= int(reply.headers["retry-after"]) <= 10
        assert sender.get("/v1/keys").status == 200
        assert slugs(results(post(other, [rated(other) for _ in range(4)]))) == [None] * 4
        stored = {row["id"] for row in receiver.stored()}
        assert {each.submission for each in items[:3]} <= stored
        assert items[3].submission not in stored


def test_a_limit_on_the_command_line_must_let_something_through(tmp_path: Path) -> None:
    done = run("serve", tmp_path, "--burst", "0")
    assert (done.code, "Giới hạn không dùng được" in done.err) == (1, True)
