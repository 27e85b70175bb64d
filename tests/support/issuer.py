"""A receiver's keys and everything it signs, without a server: what tests hand to the client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.keys import SealingKey, SigningKey, fingerprint
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import encode

ISSUED = "2026-11-21T08:00:00+07:00"


@dataclass
class Issuer:
    """One receiver. Every method signs afresh; versions are the caller's choice."""

    base_urls: list[str] = field(default_factory=lambda: ["https://receiver.example"])
    identity: SigningKey = field(default_factory=SigningKey.generate)
    signing: SigningKey = field(default_factory=SigningKey.generate)
    sealing: SealingKey = field(default_factory=SealingKey.generate)
    old_keys: list[dict[str, str]] = field(default_factory=list)  # retired and revoked ones
    sequence: int = 0

    @property
    def id(self) -> str:
        return self.identity.kid

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.id)

    def statement(self, version: int = 1, **changes: Any) -> KeyStatement:
        return KeyStatement.verified(self.statement_token(version, **changes))

    def statement_token(self, version: int = 1, **changes: Any) -> str:
        payload = {
            "v": 1,
            "receiver": self.id,
            "identity_jwk": self.identity.public,
            "version": version,
            "issued_at": ISSUED,
            "name": {"vi": "Nơi nhận thử nghiệm", "en": "Test receiver"},
            "base_urls": self.base_urls,
            "keys": [
                published(self.signing, "sig"),
                published(self.sealing, "enc"),
                *self.old_keys,
            ],
        }
        return self.sign("rating-keys+jws", {**payload, **changes}, self.identity)

    def form_token(self, version: int = 1, **changes: Any) -> str:
        payload = {
            "v": 1,
            "receiver": self.id,
            "id": "form",
            "version": version,
            "issued_at": ISSUED,
        }
        return self.sign("rating-form+jws", {**payload, **changes})

    def directory_token(self, version: int = 1, **changes: Any) -> str:
        payload = {"v": 1, "receiver": self.id, "version": version, "issued_at": ISSUED}
        return self.sign("rating-directory+jws", {**payload, **changes})

    def enrolment_file(
        self,
        *,
        offices: Sequence[str] | str = "*",
        tax_codes: Sequence[str] = ("0200000000",),
        code: str | None = "ABCD-EFGH-JKMN",
        version: int = 1,
        **changes: Any,
    ) -> bytes:
        payload: dict[str, Any] = {
            "v": 1,
            "receiver": self.id,
            "statement": self.statement_token(version),
            "form": self.form_token(version),
            "directory": self.directory_token(version),
            "offices": offices if isinstance(offices, str) else list(offices),
            "tax_codes": list(tax_codes),
            "issued_at": ISSUED,
        }
        if code is not None:
            payload["code"] = code
        token = self.sign("rating-enrolment+jws", {**payload, **changes}, self.identity)
        return token.encode("ascii")

    def receipt(self, envelope: str, *, submission: str | None, device: str, **changes: Any) -> str:
        """A good receipt for `envelope`; `submission=None` for an enrolment request."""
        self.sequence += 1
        payload: dict[str, Any] = {
            "v": 1,
            "receiver": self.id,
            "kind": "enrolment" if submission is None else "submission",
            "device": device,
            "envelope_sha256": token_sha256(envelope),
            "epoch": "epoch-1",
            "sequence": self.sequence,
            "received_at": "2026-11-21T10:43:00+07:00",
        }
        if submission is not None:
            payload["submission"] = submission
        return self.sign("rating-receipt+jws", {**payload, **changes})

    def open(self, envelope: str, cty: str = "rating+jws") -> tuple[dict[str, Any], bytes]:
        """Header and plaintext of an envelope sealed to this receiver."""
        header = jose.read_sealed_header("rating+jwe", envelope)
        assert header["cty"] == cty
        return header, jose.open_sealed("rating+jwe", envelope, {self.sealing.kid: self.sealing})

    def sign(self, typ: str, payload: Mapping[str, Any], key: SigningKey | None = None) -> str:
        return jose.sign(typ, encode(payload), key or self.signing)


def published(key: SigningKey | SealingKey, use: str, status: str = "current") -> dict[str, str]:
    """One entry of a statement's `keys`."""
    return {**key.public, "kid": key.kid, "use": use, "status": status}
