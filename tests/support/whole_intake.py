"""An honest receiver with everything the contract offers beside single submissions: bundles,
answers to a device that proves who it is, and a call to send again after a restore."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from rating_client.contract import jose
from rating_client.contract.answers import answer_page, seal_answer, signed_answer
from rating_client.contract.bundle import BundleResult, bundle_reply, read_bundle
from rating_client.contract.device_token import (
    DeviceTokenRefused,
    check_device_token,
    claimed_device,
)
from rating_client.contract.digests import content_digest
from rating_client.contract.keys import SealingKey
from rating_client.contract.padding import stripped
from rating_client.contract.problems import read_problem
from rating_client.contract.strict_json import parse_object
from tests.support.intake import Intake, problem
from tests.support.issuer import Issuer
from tests.support.scripted_receiver import PROTOCOL, Request, Say


class WholeIntake(Intake):
    """What one receiver holds, and what it has to say about it."""

    def __init__(self, issuer: Issuer) -> None:
        super().__init__(issuer)
        self.bundles: list[int] = []  # how many items each had
        self.replacements: dict[str, Say] = {}  # submission id -> what is said of it instead
        self.answers: list[
            str
        ] = []  # sealed; the place in the list, from one, is what `after` counts
        self.page_size = 100
        self.resend: str | None = None
        self.now = 0.0  # what its own clock says when it judges a device's token
        self.tokens: list[str] = []
        self.retired: dict[str, SealingKey] = {}  # what it still opens with, by kid
        self._jwks: dict[str, tuple[Any, Any]] = {}

    def __call__(self, request: Request) -> Say:
        path = urlsplit(request.path).path
        if (request.method, path) == ("POST", "/v1/bundles"):
            return self._bundle(request)
        if (request.method, path) == ("GET", "/v1/answers"):
            return self._answers(request)
        if request.method == "GET" and path.startswith("/v1/receipts/"):
            held = self._receipts.get(path.rpartition("/")[2])
            return Say(200, PROTOCOL, held.encode()) if held else problem("unknown-submission")
        if (request.method, path) == ("GET", "/v1/resend"):
            return Say(200, PROTOCOL, self.resend.encode()) if self.resend else Say(404, PROTOCOL)
        return super().__call__(request)

    def answer(self, submission: str, number: int, **changes: Any) -> str:
        """Answer one submission, sealed to the device that sent it."""
        device = next(device for device, held in self.stored if held == submission)
        payload = {
            "v": 1,
            "receiver": self.issuer.id,
            "submission": submission,
            "device": device,
            "number": number,
            "status": {"code": "DANG_XEM", "vi": "Đang xem xét", "en": "Being looked at"},
            "text": "Cảm ơn ý kiến đóng góp.",
            "decided_at": "2026-11-21T11:00:00+07:00",
            "office": {"code": "03CC", "name": "Cảng Đình Vũ"},
            "final": False,
            **changes,
        }
        signed = signed_answer(payload, self.issuer.signing)
        sealed = seal_answer(signed, self._jwks[device][1])
        self.answers.append(sealed)
        return sealed

    def lose(self, submissions: set[str]) -> None:
        """What a backup of yesterday does not know."""
        for key in [key for key in self.stored if key[1] in submissions]:
            self._receipts.pop(self.stored.pop(key), None)

    def lose_devices(self) -> None:
        self.devices.clear()

    def _submission(self, request: Request) -> Say:
        kid = jose.read_sealed_header("rating+jwe", request.body.decode())["kid"]
        current = self.issuer.sealing
        try:
            self.issuer.sealing = self.retired.get(kid, current)
            return super()._submission(request)
        finally:
            self.issuer.sealing = current

    def _bundle(self, request: Request) -> Say:
        bundle = read_bundle(request.body)
        self.bundles.append(len(bundle.items))
        results = []
        for item in bundle.items:
            body = item.jwe.encode()
            headers = {"content-digest": content_digest(body)}
            alone = replace(
                request,
                method="PUT",
                path=f"/v1/submissions/{item.submission}",
                headers=headers,
                body=body,
            )
            reply = self.replacements.get(str(item.submission)) or self._submission(alone)
            if reply.status < 400:
                results.append(BundleResult(item.sha256, receipt=reply.body.decode()))
            else:
                results.append(BundleResult(item.sha256, problem=read_problem(reply.body)))
        return Say(200, PROTOCOL, bundle_reply(results))

    def _enrolment(self, request: Request) -> Say:
        _, plaintext = self.issuer.open(request.body.decode(), "rating-enrol-request+jws")
        signed = jose.read_unverified("rating-enrol-request+jws", stripped(plaintext))
        payload = parse_object(signed.payload)
        self._jwks[signed.header["kid"]] = (payload["device_jwk"], payload["answers_jwk"])
        return super()._enrolment(request)

    def _answers(self, request: Request) -> Say:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            device = claimed_device(token)
            check_device_token(
                token,
                self._jwks[device][0],
                receiver=self.issuer.id,
                method="GET",
                urls=[f"{base}/v1/answers" for base in self.issuer.base_urls],
                now=self.now,
            )
        except (DeviceTokenRefused, KeyError):
            return problem("auth-invalid")
        self.tokens.append(token)
        after = int(parse_qs(urlsplit(request.path).query)["after"][0])
        page = self.answers[after : after + self.page_size]
        more = after + len(page) < len(self.answers)
        return Say(200, PROTOCOL, answer_page(page, after + len(page), more=more))
