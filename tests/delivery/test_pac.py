"""A proxy by PAC file: fetched, asked, and its dead proxies passed over."""

from __future__ import annotations

import importlib.util
import ssl
from pathlib import Path

import pytest
import trustme

from rating_client.base.sentences import say
from rating_client.contract.receipts import Receipt
from rating_client.delivery.judge import Verdict, judge
from rating_client.delivery.pac import Pac, PacUnusableError
from rating_client.delivery.reply import Ask, Failure, NoReply, Reply
from rating_client.delivery.transport import Request, Transport
from tests.support.scripted_receiver import PROTOCOL, Say, ScriptedReceiver
from tests.support.tunnel_proxy import TunnelProxy

FAR = "https://receiver.example/v1/submissions/secret-id"


def script(says: str) -> Say:
    text = "function FindProxyForURL(url, host) { " + says + " }"
    return Say(200, {"Content-Type": "application/x-ns-proxy-autoconfig"}, text.encode())


def pac(url: str) -> Pac:
    return Pac(f"pac:{url}/proxy.pac", ssl.create_default_context)


def test_the_script_decides_and_never_hears_a_path() -> None:
    says = 'return url.indexOf("secret") < 0 ? "PROXY office:3128; DIRECT" : "DIRECT";'
    with ScriptedReceiver(otherwise=script(says)) as server:
        found = pac(server.url)
        assert found.proxies(FAR) == {"https": "http://office:3128"}
        assert found.proxies(FAR) == {"https": "http://office:3128"}
        assert found.proxies("http://127.0.0.1:8000/") == {}
        assert len(server.requests) == 1, "fetched once"
        found.dead({"https": "http://office:3128"})
        assert found.proxies(FAR) == {}


def test_a_file_on_this_computer_will_do(tmp_path: Path) -> None:
    file = tmp_path / "proxy.pac"
    file.write_bytes(script('return "DIRECT";').body)
    assert Pac(f"pac:{file.as_uri()}", ssl.create_default_context).proxies(FAR) == {}


@pytest.mark.parametrize(
    "reply",
    [
        Say(404),
        Say(200, {}, b"<html>"),
        Say(200, {}, b"x" * (1 << 20) + b"xx"),
        script("throw 1;"),
        script('return "";'),
    ],
    ids=["404", "html", "too long", "throws", "says nothing"],
)
def test_what_cannot_be_used_is_a_word_and_a_sentence(reply: Say) -> None:
    with ScriptedReceiver(otherwise=reply) as server, pytest.raises(PacUnusableError) as error:
        pac(server.url).proxies(FAR)
    assert error.value.failure is Failure.PAC_UNREADABLE
    outcome = judge(Ask.HELLO, NoReply(error.value.failure), host="h", now=0, check=_none)
    assert (outcome.verdict, outcome.code) == (Verdict.LATER, "delivery.pac-unreadable")
    assert say(outcome.code, time="10:00").line()


def _none(_token: str) -> Receipt:
    raise AssertionError


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    reply = Transport(proxy="auto").exchange(Request("HEAD", FAR))
    assert reply == NoReply(Failure.PAC_NOT_INSTALLED)


def test_a_rating_goes_through_the_proxy_the_script_names() -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("receiver.example").configure_cert(tls)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    with (
        ScriptedReceiver(otherwise=Say(201, PROTOCOL, b"x"), tls=tls) as behind,
        TunnelProxy(reaches=behind.port) as proxy,
        ScriptedReceiver() as server,
    ):
        alive = proxy.url.removeprefix("http://")
        server.otherwise = script(f'return "PROXY 127.0.0.1:9; PROXY {alive}";')
        transport = Transport(proxy=f"pac:{server.url}/proxy.pac", context=context)
        put = Request("PUT", FAR, body=b"sealed", deadline=5.0)
        assert transport.exchange(put) == NoReply(Failure.PROXY_UNREACHABLE)
        reply = transport.exchange(put)
        assert isinstance(reply, Reply)
        assert reply.status == 201
        assert proxy.passed_on == ["receiver.example:443"]
