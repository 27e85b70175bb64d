"""A sender without any of the client's caution: one request, one reply, any header."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from typing import Any

from rating_client.contract.digests import content_digest
from rating_client.contract.keys import Device
from rating_client.contract.problems import Problem, read_problem
from rating_client.contract.statement import KeyStatement
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import sealed_request
from tests.support.any_receiver import AnyReceiver
from tests.support.rating_payloads import rating_payload, sealed


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def problem(self) -> Problem:
        problem = read_problem(self.body)
        assert problem is not None, self
        return problem


@dataclass
class Sender:
    """A device that talks to one running receiver."""

    receiver: AnyReceiver
    device: Device = field(default_factory=Device.generate)

    def __post_init__(self) -> None:
        token = self.get("/v1/keys").text
        self.statement = KeyStatement.verified(token)

    @classmethod
    def enrolled(cls, receiver: AnyReceiver, **offer: Any) -> Sender:
        """A device the receiver knows by a code."""
        sender = cls(receiver)
        reply = sender.enrol(receiver.enrolment_file(**offer))
        assert reply.status == 201, reply
        return sender

    def enrol(self, file: bytes) -> Reply:
        offer = read_offer(file)
        request = sealed_request(offer.statement, self.device, offer.code, offer.tax_codes)
        return self.post("/v1/enrolments", request)

    def rating(self, **changes: Any) -> dict[str, Any]:
        return rating_payload(self.statement.receiver, **changes)

    def sealed(self, payload: dict[str, Any]) -> str:
        return sealed(payload, self.device, self.statement)

    def send(self, payload: dict[str, Any]) -> Reply:
        """Seal a payload and put it under its own id."""
        return self.put(payload["id"], self.sealed(payload))

    def put(self, submission: str, envelope: str | bytes, **headers: str | None) -> Reply:
        return self._request("PUT", f"/v1/submissions/{submission}", envelope, headers)

    def post(self, path: str, envelope: str | bytes, **headers: str | None) -> Reply:
        return self._request("POST", path, envelope, headers)

    def get(self, path: str, **headers: str | None) -> Reply:
        return self._request("GET", path, b"", headers)

    def head(self, path: str) -> Reply:
        return self._request("HEAD", path, b"", {})

    def _request(
        self, method: str, path: str, body: str | bytes, changes: dict[str, str | None]
    ) -> Reply:
        """`changes` add headers (underscores for hyphens); None leaves a usual one out."""
        data = body.encode("ascii") if isinstance(body, str) else body
        headers: dict[str, str | None] = {}
        if data:
            headers |= {
                "content-type": "application/jose",
                "content-digest": content_digest(data),
            }
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.receiver.port, timeout=30)
        try:
            sent = {name: value for name, value in headers.items() if value is not None}
            connection.request(method, path, data or None, sent)
            reply = connection.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, found, reply.read())
        finally:
            connection.close()
