"""GET of keys, form and directory; the handshake; what is said on every reply."""

from __future__ import annotations

import json

import pytest

from rating_client.contract.digests import etag
from rating_client.enrolment.documents import DocumentKind, verified_document
from tests.support.any_receiver import AnyReceiver
from tests.support.sender import Sender


@pytest.mark.parametrize("kind", ["keys", "form", "directory"])
def test_a_document_is_signed_and_comes_by_etag(sender: Sender, kind: str) -> None:
    reply = sender.get(f"/v1/{kind}")
    assert reply.status == 200
    assert reply.headers["etag"] == etag(reply.text)
    for known in (reply.headers["etag"], f'"x", W/{reply.headers["etag"]}', "*"):
        unchanged = sender.get(f"/v1/{kind}", if_none_match=known)
        assert (unchanged.status, unchanged.body) == (304, b"")
        assert unchanged.headers["etag"] == reply.headers["etag"]
    assert sender.get(f"/v1/{kind}", if_none_match='"other"').body == reply.body


@pytest.mark.parametrize("kind", ["form", "directory"])
def test_a_client_can_read_what_is_published(sender: Sender, kind: DocumentKind) -> None:
    token = sender.get(f"/v1/{kind}").text
    assert verified_document(kind, token, sender.statement).version >= 1


def test_a_restart_publishes_the_very_same_bytes(receiver: AnyReceiver, sender: Sender) -> None:
    before = [sender.get(f"/v1/{kind}").body for kind in ("keys", "form", "directory")]
    receiver.restart()
    assert [sender.get(f"/v1/{kind}").body for kind in ("keys", "form", "directory")] == before


def test_the_handshake_tells_a_receiver_from_a_portal(sender: Sender) -> None:
    reply = sender.head("/v1/submissions")
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["rating-protocol"] == "1"
    assert int(reply.headers["rating-max-body"]) >= 96 * 1024
    assert "date" in reply.headers


@pytest.mark.parametrize("path", ["/", "/v1/nothing", "/v1/submissions", "/healthz", "/v1/form"])
def test_every_reply_names_the_protocol(sender: Sender, path: str) -> None:
    assert sender.get(path).headers["rating-protocol"] == "1"


def test_a_wrong_path_or_method_is_no_verdict_on_a_submission(sender: Sender) -> None:
    for path in ("/v1/submission/x", "/v1/submissions", "/v1/keys/"):
        reply = sender.get(path)
        assert reply.status in (404, 405)
        assert json.loads(reply.body)["type"] == "about:blank"


def test_healthz_names_the_receiver(sender: Sender) -> None:
    health = json.loads(sender.get("/healthz").body)
    assert (health["status"], health["receiver"]) == ("ok", sender.statement.receiver)
