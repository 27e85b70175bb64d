"""Keys as the contract uses them: Ed25519 to sign, X25519 to seal, named by their thumbprint."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

Jwk = Mapping[str, str]

_KEY_BYTES = 32


class KeyRefused(ValueError):
    """Not a key of the one kind that is wanted here."""


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """The `kid`: RFC 7638 thumbprint of an OKP key, base64url without padding."""
    required = {name: jwk[name] for name in ("crv", "kty", "x")}  # in lexical order, as 3.3 wants
    text = json.dumps(required, separators=(",", ":"), ensure_ascii=True)
    return base64url(hashlib.sha256(text.encode("ascii")).digest())


def fingerprint(receiver: str) -> str:
    """A receiver id as a person compares it with a letter: eight groups of four hex digits.

    The first 128 bits of the thumbprint: to present another key under the same text takes a
    second preimage, not a collision.
    """
    digits = from_base64url(receiver).hex().upper()[:32]
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def public_jwk(jwk: Mapping[str, Any], curve: str) -> dict[str, str]:
    """The public members of `jwk`, after they proved to be a key of `curve`."""
    x = jwk.get("x")
    if jwk.get("kty") != "OKP" or jwk.get("crv") != curve or not isinstance(x, str):
        raise KeyRefused(f"not a key of {curve}")
    if len(from_base64url(x)) != _KEY_BYTES:
        raise KeyRefused("not 32 bytes")
    return {"kty": "OKP", "crv": curve, "x": x}


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Strictly: no padding, no foreign character, no bits beyond the last byte."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        raise KeyRefused("not base64url") from error
    if base64url(data) != text:
        raise KeyRefused("not canonical base64url")
    return data


@dataclass(frozen=True)
class _PrivateKey:
    """A private key; its own text never shows the private half."""

    x: str
    d: str = field(repr=False)
    curve: ClassVar[str]

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, Any]) -> Self:
        public = public_jwk(jwk, cls.curve)
        d = jwk.get("d")
        if not isinstance(d, str) or len(from_base64url(d)) != _KEY_BYTES:
            raise KeyRefused("no private half")
        return cls(public["x"], d)

    @property
    def kid(self) -> str:
        return thumbprint(self.public)

    @property
    def public(self) -> dict[str, str]:
        """The public JWK: what may leave this computer."""
        return {"kty": "OKP", "crv": self.curve, "x": self.x}

    def to_jwk(self) -> dict[str, str]:
        """The private JWK, for the ledger or a receiver's key file."""
        return {**self.public, "d": self.d}


class SigningKey(_PrivateKey):
    """Ed25519."""

    curve = "Ed25519"

    @classmethod
    def generate(cls) -> SigningKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.generate()
        return cls(
            base64url(key.public_key().public_bytes_raw()), base64url(key.private_bytes_raw())
        )


class SealingKey(_PrivateKey):
    """X25519."""

    curve = "X25519"

    @classmethod
    def generate(cls) -> SealingKey:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        key = X25519PrivateKey.generate()
        return cls(
            base64url(key.public_key().public_bytes_raw()), base64url(key.private_bytes_raw())
        )


@dataclass(frozen=True)
class Device:
    """This installation towards receivers: what signs its ratings, what opens their answers."""

    signing: SigningKey
    answers: SealingKey

    @property
    def kid(self) -> str:
        return self.signing.kid

    @classmethod
    def generate(cls) -> Device:
        return cls(SigningKey.generate(), SealingKey.generate())
