"""An honest receiver for a `ScriptedReceiver`: opens envelopes, stores, gives signed receipts.

Use its methods as lines of a script, so that a test can put a fault between any two of them.
"""

from __future__ import annotations

from typing import Any

from rating_client.base.resources import resource
from rating_client.base.text import Text
from rating_client.contract import jose
from rating_client.contract.digests import content_digest_matches, etag, token_sha256
from rating_client.contract.padding import stripped
from rating_client.contract.problems import STATUS, problem_json
from rating_client.contract.shape import Fault
from rating_client.contract.strict_json import parse_object
from tests.support.issuer import Issuer
from tests.support.scripted_receiver import PROTOCOL, Request, Say


def problem(slug: str, *pointers: str, **headers: str) -> Say:
    """A problem reply of a receiver, with the places in the rating that it finds fault with."""
    faults = [Fault(pointer, Text("sai", "wrong")) for pointer in pointers]
    return Say(STATUS[slug], {**PROTOCOL, **headers}, problem_json(slug, "vi", faults))


class Customs(Issuer):
    """An issuer with whole documents: the shipped form, and a directory without offices."""

    def form_token(self, version: int = 1, **changes: Any) -> str:
        shipped = parse_object(resource("form", "form.json").read_bytes())
        del shipped["version"]
        return super().form_token(version, **{**shipped, **changes})

    def directory_token(self, version: int = 1, **changes: Any) -> str:
        return super().directory_token(version, id="directory", offices=[], **changes)


class Intake:
    """What one receiver holds."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer
        self.stored: dict[tuple[str, str], str] = {}  # (device, submission id) -> digest
        self.devices: set[str] = set()
        self.order: list[str] = []  # submission ids, as they were first stored
        self.documents = {
            "keys": issuer.statement_token(),
            "form": issuer.form_token(),
            "directory": issuer.directory_token(),
        }
        self._receipts: dict[str, str] = {}

    def __call__(self, request: Request) -> Say:
        """Whatever the contract says to this request."""
        if request.method == "PUT":
            return self._submission(request)
        if request.method == "POST" and request.path == "/v1/enrolments":
            return self._enrolment(request)
        kind = request.path.removeprefix("/v1/")
        if request.method == "GET" and kind in self.documents:
            return self._document(request, self.documents[kind])
        return Say(404, PROTOCOL)

    def _submission(self, request: Request) -> Say:
        envelope = request.body.decode("ascii")
        if not content_digest_matches(request.headers["content-digest"], request.body):
            return problem("digest-mismatch")
        _, plaintext = self.issuer.open(envelope)
        signed = jose.read_unverified("rating+jws", stripped(plaintext))
        device = signed.header["kid"]
        if device not in self.devices:
            return problem("unknown-device")
        key = (device, request.path.rpartition("/")[2])
        digest = token_sha256(envelope)
        if self.stored.setdefault(key, digest) != digest:
            return problem("id-conflict")
        if digest in self._receipts:
            return Say(200, PROTOCOL, self._receipts[digest].encode())
        self.order.append(key[1])
        receipt = self.issuer.receipt(envelope, submission=key[1], device=device)
        self._receipts[digest] = receipt
        return Say(201, PROTOCOL, receipt.encode())

    def _enrolment(self, request: Request) -> Say:
        envelope = request.body.decode("ascii")
        _, plaintext = self.issuer.open(envelope, "rating-enrol-request+jws")
        device = jose.read_unverified("rating-enrol-request+jws", stripped(plaintext)).header["kid"]
        self.devices.add(device)
        receipt = self.issuer.receipt(envelope, submission=None, device=device)
        return Say(201, PROTOCOL, receipt.encode())

    def _document(self, request: Request, token: str) -> Say:
        if request.headers.get("if-none-match") == etag(token):
            return Say(304, {**PROTOCOL, "ETag": etag(token)})
        return Say(200, {**PROTOCOL, "ETag": etag(token)}, token.encode())
