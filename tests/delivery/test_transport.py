"""One exchange, against servers that behave as badly as servers do."""

from __future__ import annotations

import logging
import time

import pytest

from rating_client.delivery.failures import has_route
from rating_client.delivery.reply import Failure, NoReply, Reply
from rating_client.delivery.transport import LARGE, Request, Transport
from tests.support.scripted_receiver import (
    PROTOCOL,
    Action,
    Cut,
    Late,
    Raw,
    Reset,
    Say,
    ScriptedReceiver,
    Silence,
    SlowLoris,
)

ENVELOPE = b"sealed" * 2000


@pytest.fixture
def transport() -> Transport:
    return Transport(proxy="none")


def put(receiver: ScriptedReceiver, **changes: object) -> Request:
    fields: dict[str, object] = {"body": ENVELOPE, "deadline": 5.0, **changes}
    return Request("PUT", f"{receiver.url}/v1/submissions/1", **fields)  # type: ignore[arg-type]  # by name


def test_a_reply_comes_back_as_it_is(transport: Transport) -> None:
    with ScriptedReceiver(Say(201, PROTOCOL, b"a.b.c")) as receiver:
        reply = transport.exchange(put(receiver, headers={"Content-Type": "application/jose"}))
    assert isinstance(reply, Reply)
    assert (reply.status, reply.body, reply.speaks_protocol) == (201, b"a.b.c", True)
    (request,) = receiver.requests
    assert request.body == ENVELOPE
    assert request.headers["content-type"] == "application/jose"
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["accept-language"].startswith("vi")
    assert "cookie" not in request.headers
    assert "authorization" not in request.headers


def test_one_connection_serves_many_requests(transport: Transport) -> None:
    with ScriptedReceiver(otherwise=Say(200, PROTOCOL, b"x")) as receiver:
        for _ in range(5):
            transport.exchange(put(receiver))
    assert receiver.connections == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(transport: Transport, status: int) -> None:
    with ScriptedReceiver() as elsewhere:
        there = {"Location": f"{elsewhere.url}/login"}
        with ScriptedReceiver(Say(status, there, b"x" * 100_000)) as receiver:
            reply = transport.exchange(put(receiver))
    assert isinstance(reply, Reply)
    assert reply.status == status
    assert len(receiver.requests) == 1
    assert elsewhere.connections == 0


def test_no_cookie_is_kept(transport: Transport) -> None:
    with ScriptedReceiver(otherwise=Say(200, {"Set-Cookie": "portal=1"})) as receiver:
        transport.exchange(put(receiver))
        transport.exchange(put(receiver))
    assert "cookie" not in receiver.requests[1].headers


def test_a_reply_beyond_its_cap_is_not_kept(transport: Transport) -> None:
    with ScriptedReceiver(otherwise=Say(200, PROTOCOL, b"x" * (2 * LARGE))) as receiver:
        for cap in (64 * 1024, LARGE):
            reply = transport.exchange(put(receiver, cap=cap))
            assert isinstance(reply, Reply)
            assert reply.body == b""
        within = transport.exchange(put(receiver, cap=2 * LARGE))
    assert isinstance(within, Reply)
    assert len(within.body) == 2 * LARGE


@pytest.mark.parametrize("coding", ["gzip", "br", "x-unknown"])
def test_no_content_coding_is_undone(transport: Transport, coding: str) -> None:
    with ScriptedReceiver(Say(200, {"Content-Encoding": coding}, b"\x1f\x8b bomb")) as receiver:
        reply = transport.exchange(put(receiver))
    assert isinstance(reply, Reply)
    assert reply.body == b"\x1f\x8b bomb"


@pytest.mark.parametrize(
    ("action", "failure"),
    [
        (Reset(), Failure.RESET),
        (Raw(b""), Failure.RESET),
        (Raw(b"\x15\x03\x01\x00\x02\x02\x28 garbage \x00\xff\r\n\r\n"), Failure.RESET),
        (Raw(b"220 smtp.example ESMTP\r\n"), Failure.RESET),
        (Cut(Say(201, PROTOCOL, b"a.receipt.token")), Failure.RESET),
        (Say(201, PROTOCOL, b"short", length=500), Failure.RESET),
        (Raw(b"HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), Failure.RESET),
        (Raw(b"HTTP/1.1 201 OK\r\n" + b"X: y\r\n" * 500), Failure.RESET),
        (Silence(), Failure.TIMEOUT),
        (Late(Say(201), 30.0), Failure.TIMEOUT),
    ],
    ids=lambda value: str(value)[:40],
)
def test_no_reply_after_the_bytes_left_means_they_may_have_arrived(
    transport: Transport, action: Action, failure: Failure
) -> None:
    with ScriptedReceiver(action) as receiver:
        reply = transport.exchange(put(receiver, deadline=1.0))
    assert reply == NoReply(failure, sent=True)


@pytest.mark.parametrize(
    "action",
    [
        SlowLoris(Say(201, PROTOCOL, b"x" * 500), gap=0.02),
        # The head of the reply never ends.
        SlowLoris(Say(201, {f"X-{n}": "y" for n in range(60)}), gap=0.02),
        SlowLoris(Say(100, {f"X-{n}": "y" for n in range(60)}), gap=0.02),
    ],
    ids=["body", "head", "continue"],
)
def test_the_deadline_is_over_the_whole_reply(transport: Transport, action: Action) -> None:
    with ScriptedReceiver(action) as receiver:
        began = time.monotonic()
        reply = transport.exchange(put(receiver, deadline=0.6))
        took = time.monotonic() - began
    assert reply == NoReply(Failure.TIMEOUT, sent=True)
    assert 0.5 < took < 4


def test_the_deadline_is_over_a_slow_upload_too(transport: Transport) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:  # accepts, and never reads
        request = Request(
            "PUT",
            f"http://127.0.0.1:{deaf.getsockname()[1]}/v1/submissions/1",
            body=b"x" * (64 << 20),
            deadline=0.6,
        )
        began = time.monotonic()
        reply = transport.exchange(request)
        took = time.monotonic() - began
    assert reply == NoReply(Failure.TIMEOUT, sent=True)
    assert took < 4


def test_after_a_deadline_the_next_exchange_is_a_new_one(transport: Transport) -> None:
    with ScriptedReceiver(Silence(), Say(201, PROTOCOL, b"x")) as receiver:
        assert isinstance(transport.exchange(put(receiver, deadline=0.3)), NoReply)
        assert isinstance(transport.exchange(put(receiver)), Reply)


def test_another_thread_can_hang_up(transport: Transport) -> None:
    import threading

    with ScriptedReceiver(Silence()) as receiver:
        threading.Timer(0.3, transport.hang_up).start()
        began = time.monotonic()
        reply = transport.exchange(put(receiver, deadline=30.0))
    assert isinstance(reply, NoReply)
    assert time.monotonic() - began < 5


def test_nobody_listens(transport: Transport) -> None:
    with ScriptedReceiver() as receiver:
        request = put(receiver)
    assert transport.exchange(request) == NoReply(Failure.UNREACHABLE, sent=False)


def test_no_such_name(transport: Transport) -> None:
    reply = transport.exchange(Request("HEAD", "https://nx.invalid/v1/submissions"))
    expected = Failure.NAME_NOT_FOUND if has_route() else Failure.NO_NETWORK
    assert reply == NoReply(expected, sent=False)


def test_a_name_that_cannot_be_written_down_is_no_error_of_ours(transport: Transport) -> None:
    reply = transport.exchange(Request("HEAD", f"https://{'a' * 300}.example/v1/submissions"))
    assert isinstance(reply, NoReply)
    assert not reply.sent


def test_ratings_never_travel_unencrypted(transport: Transport) -> None:
    for url in ("http://receiver.example/", "http://127.0.0.1.evil.example/", "ftp://localhost/"):
        with pytest.raises(ValueError, match="https"):
            transport.exchange(Request("PUT", url, body=ENVELOPE))


def test_nothing_of_a_request_is_logged(
    transport: Transport, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with ScriptedReceiver(Reset(), Cut(Say(201, PROTOCOL, b"secret reply")), Say(200)) as receiver:
        for _ in range(3):
            transport.exchange(put(receiver, body=b"secret body"))
    assert "secret" not in caplog.text
