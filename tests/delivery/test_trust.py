"""Trust: what is not the receiver sees not one byte of a rating, and nothing widens the trust."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from rating_client.base.errors import Trouble
from rating_client.delivery.reply import Failure, NoReply, Reply
from rating_client.delivery.transport import Request, Transport
from rating_client.delivery.trust import issuer_name, trust_context
from tests.support.scripted_receiver import PROTOCOL, Say, ScriptedReceiver
from tests.support.tunnel_proxy import TunnelProxy

ENVELOPE = b"sealed" * 100


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def only_ours(authority: trustme.CA) -> ssl.SSLContext:
    """A context that trusts one authority, so that any widening can be counted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    authority.configure_trust(context)
    return context


def server(
    authority: trustme.CA,
    name: str = "localhost",
    *,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf = authority.issue_cert(name, not_before=not_before, not_after=not_after)
    leaf.configure_cert(context)
    return context


def put(receiver: ScriptedReceiver) -> Request:
    return Request("PUT", f"{receiver.url}/v1/submissions/1", body=ENVELOPE, deadline=5.0)


def test_the_receiver_behind_a_trusted_certificate_answers(
    authority: trustme.CA, only_ours: ssl.SSLContext
) -> None:
    with ScriptedReceiver(Say(201, PROTOCOL, b"x"), tls=server(authority)) as receiver:
        reply = Transport(proxy="none", context=only_ours).exchange(put(receiver))
    assert isinstance(reply, Reply)
    assert receiver.requests[0].body == ENVELOPE


def test_nothing_in_the_environment_widens_the_trust(
    authority: trustme.CA,
    only_ours: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    impostor = trustme.CA()
    bundle = tmp_path / "more.pem"
    impostor.cert_pem.write_to_path(bundle)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(bundle))
    transport = Transport(proxy="none", context=only_ours)
    assert len(only_ours.get_ca_certs()) == 1
    with ScriptedReceiver(Say(201), tls=server(authority)) as receiver:
        assert isinstance(transport.exchange(put(receiver)), Reply)
    with ScriptedReceiver(Say(201), tls=server(impostor)) as receiver:
        refused = transport.exchange(put(receiver))
    assert isinstance(refused, NoReply)
    assert receiver.bytes_read == 0
    assert len(only_ours.get_ca_certs()) == 1
    assert only_ours.verify_mode is ssl.CERT_REQUIRED
    assert only_ours.check_hostname


def test_not_even_verify_none_switches_it_off(
    authority: trustme.CA, only_ours: ssl.SSLContext
) -> None:
    import requests

    transport = Transport(proxy="none", context=only_ours)
    with ScriptedReceiver(Say(201), tls=server(trustme.CA())) as receiver:
        prepared = requests.Request("PUT", receiver.url, data=ENVELOPE).prepare()
        with pytest.raises(requests.exceptions.SSLError):
            transport._adapter.send(prepared, False, 5, False)  # the last one is `verify`
    assert receiver.bytes_read == 0


def impostors(authority: trustme.CA) -> dict[Failure, ssl.SSLContext]:
    now = datetime.now(UTC)
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    old.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    authority.issue_cert("localhost").configure_cert(old)
    return {
        Failure.INSPECTED: server(trustme.CA(organization_name="Hộp kiểm tra mạng")),
        Failure.OTHER_HOST: server(authority, "portal.example"),
        Failure.CERTIFICATE_DATE: server(
            authority, not_before=now - timedelta(days=9), not_after=now - timedelta(days=2)
        ),
        Failure.TLS_FAILED: old,
    }


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_an_impostor_sees_no_byte_and_is_named(
    authority: trustme.CA, only_ours: ssl.SSLContext
) -> None:
    seen = 0
    for failure, context in impostors(authority).items():
        with ScriptedReceiver(Say(201, PROTOCOL, b"x"), tls=context) as receiver:
            reply = Transport(proxy="none", context=only_ours).exchange(put(receiver))
        assert isinstance(reply, NoReply)
        assert (reply.failure, reply.sent) == (failure, False)
        assert (reply.issuer is not None) == (failure is Failure.INSPECTED)
        seen += receiver.bytes_read
    print(f"impostors {len(impostors(authority))}, bytes seen by them {seen}")
    assert seen == 0


def test_not_yet_valid_is_trouble_of_dates_too(
    authority: trustme.CA, only_ours: ssl.SSLContext
) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    with ScriptedReceiver(tls=server(authority, not_before=soon)) as receiver:
        reply = Transport(proxy="none", context=only_ours).exchange(put(receiver))
    assert reply == NoReply(Failure.CERTIFICATE_DATE, sent=False)


def test_a_server_without_tls_on_the_port_is_no_secure_connection(
    only_ours: ssl.SSLContext,
) -> None:
    heard = bytearray()

    def greet(listener: socket.socket) -> None:
        client, _ = listener.accept()
        with client:
            heard.extend(client.recv(65536))
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=greet, args=(listener,), daemon=True).start()
        url = f"https://localhost:{listener.getsockname()[1]}/v1/submissions/1"
        transport = Transport(proxy="none", context=only_ours)
        reply = transport.exchange(Request("PUT", url, body=ENVELOPE, deadline=5.0))
    assert reply == NoReply(Failure.TLS_FAILED, sent=False)
    assert ENVELOPE not in heard


def test_the_systems_store_and_a_file_beside_it(authority: trustme.CA, tmp_path: Path) -> None:
    file = tmp_path / "own.pem"
    authority.cert_pem.write_to_path(file)
    context = trust_context(file)
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    with ScriptedReceiver(otherwise=Say(201), tls=server(authority)) as receiver:
        with_file = Transport(proxy="none", certificates=file).exchange(put(receiver))
        without = Transport(proxy="none").exchange(put(receiver))
    assert isinstance(with_file, Reply)
    assert isinstance(without, NoReply)
    assert without.failure is Failure.INSPECTED


def test_a_certificate_file_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.pem").write_text("not a certificate")
    for file in (tmp_path / "text.pem", tmp_path / "missing.pem"):
        with pytest.raises(Trouble) as trouble:
            trust_context(file)
        assert trouble.value.code == "delivery.certificates-unreadable"
        assert trouble.value.sentence.advice.vi


def test_the_name_of_an_issuer_is_one_short_line() -> None:
    authority = trustme.CA(organization_name="Hộp\nkiểm tra\u202e " + "x" * 60)
    der = ssl.PEM_cert_to_DER_cert(authority.cert_pem.bytes().decode())
    name = issuer_name(der)
    assert name is not None
    assert name.startswith("Hộp kiểm tra x")
    assert len(name) <= 80
    assert issuer_name(b"garbage") is None


def test_through_a_proxy_the_trust_is_the_same(
    authority: trustme.CA, only_ours: ssl.SSLContext
) -> None:
    with TunnelProxy() as proxy:
        transport = Transport(proxy=proxy.url, context=only_ours)
        with ScriptedReceiver(Say(201), tls=server(trustme.CA())) as impostor:
            far = Request("PUT", f"https://receiver.example:{impostor.port}/x", body=ENVELOPE)
            assert isinstance(transport.exchange(far), NoReply)
        assert impostor.bytes_read == 0
    assert len(only_ours.get_ca_certs()) == 1
