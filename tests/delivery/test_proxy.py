"""Proxies: explicit, never for this computer itself, and a sentence when one wants a password."""

from __future__ import annotations

import logging
import ssl

import pytest
import trustme

from rating_client.delivery.proxy import proxies_for
from rating_client.delivery.reply import Failure, NoReply, Reply
from rating_client.delivery.transport import Request, Transport
from tests.support.scripted_receiver import PROTOCOL, Say, ScriptedReceiver
from tests.support.tunnel_proxy import TunnelProxy

FAR = "https://receiver.example/v1/submissions"


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_environment_is_followed_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxies_for(FAR, "system") == {}
    monkeypatch.setenv("HTTPS_PROXY", "http://office:3128")
    assert proxies_for(FAR, "system") == {"https": "http://office:3128"}
    assert proxies_for(FAR, "none") == {}
    assert proxies_for(FAR, "http://other:8080") == {"https": "http://other:8080"}
    assert proxies_for(FAR, "other:8080") == {"https": "http://other:8080"}


def test_exceptions_of_the_environment_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://office:3128")
    monkeypatch.setenv("NO_PROXY", "receiver.example,.inside")
    assert proxies_for(FAR, "system") == {}
    assert proxies_for("https://a.inside/", "system") == {}
    assert proxies_for("https://elsewhere.example/", "system") != {}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_computer_is_never_asked_through_a_proxy(host: str) -> None:
    assert proxies_for(f"http://{host}:8000/", "http://office:3128") == {}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def behind(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> ScriptedReceiver:
    """A receiver that only the proxy knows how to reach."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("receiver.example").configure_cert(context)
    return ScriptedReceiver(otherwise=Say(201, PROTOCOL, b"x"), tls=context)


def transport(authority: trustme.CA, proxy: str) -> Transport:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return Transport(proxy=proxy, context=context)


def request() -> Request:
    return Request("PUT", f"{FAR}/1", body=b"sealed", deadline=5.0)


def test_a_rating_goes_through_a_tunnel(authority: trustme.CA, behind: ScriptedReceiver) -> None:
    with behind, TunnelProxy("user:pass", reaches=behind.port) as proxy:
        account = proxy.url.replace("//", "//user:pass@")
        reply = transport(authority, account).exchange(request())
        assert isinstance(reply, Reply)
        assert proxy.passed_on == ["receiver.example:443"]
    assert behind.requests[0].body == b"sealed"
    assert "proxy-authorization" not in behind.requests[0].headers


def test_a_proxy_that_wants_a_password_has_its_own_word_and_logs_none(
    authority: trustme.CA, behind: ScriptedReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with behind, TunnelProxy("user:right", reaches=behind.port) as proxy:
        account = proxy.url.replace("//", "//user:secret-word@")
        reply = transport(authority, account).exchange(request())
    assert reply == NoReply(Failure.PROXY_SIGN_IN, sent=False)
    assert behind.connections == 0
    assert "secret-word" not in caplog.text


def test_a_proxy_that_cannot_reach_the_receiver_is_not_blamed(authority: trustme.CA) -> None:
    with TunnelProxy(refuses_with=502) as proxy:
        reply = transport(authority, proxy.url).exchange(request())
    assert reply == NoReply(Failure.UNREACHABLE, sent=False)


def test_a_dead_proxy_is(authority: trustme.CA) -> None:
    with TunnelProxy() as proxy:
        gone = proxy.url
    reply = transport(authority, gone).exchange(request())
    assert reply == NoReply(Failure.PROXY_UNREACHABLE, sent=False)
