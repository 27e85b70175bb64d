"""Signed and sealed tokens with exact headers; the only module that calls the JOSE library.

One algorithm for each `typ`, and for each `typ` the exact members its header may have. A header is
parsed and held against this table before anything is done with its token: joserfc alone was seen to
accept `jku`, `x5u`, an embedded `jwk`, a wrong `typ` and duplicate members. A signature is checked
without joserfc: nothing in a header is left to be interpreted, and joserfc added a quarter to what
the one call of the cryptography takes. Compact serialisation only.
Sources: RFC 7515, 7516, 7518 section 4.6, 8037, 8725, 9864.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from rating_client.base.errors import Trouble
from rating_client.contract import types
from rating_client.contract.keys import (
    Jwk,
    KeyRefused,
    SealingKey,
    SigningKey,
    from_base64url,
    public_jwk,
    thumbprint,
)
from rating_client.contract.strict_json import NotStrictJson, parse_object

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from joserfc.jwe import JWERegistry

Signer = Literal["identity", "receiver", "device"]

# Which kind of key signs which message. Identity: the key the receiver id is made of. Receiver:
# a `sig` key of its key statement. Device: a workstation's own key.
SIGNED: Mapping[str, Signer] = {
    types.KEYS: "identity",
    types.ENROLMENT: "identity",
    types.FORM: "receiver",
    types.DIRECTORY: "receiver",
    types.RECEIPT: "receiver",
    types.ANSWER: "receiver",
    types.RESEND: "receiver",
    types.RATING: "device",
    types.ENROL_REQUEST: "device",
    types.DEVICE_TOKEN: "device",
}

# What may lie inside which sealed message.
SEALED: Mapping[str, frozenset[str]] = {
    types.SEALED_RATING: frozenset({types.RATING, types.ENROL_REQUEST}),
    types.SEALED_ANSWER: frozenset({types.ANSWER}),
}

SIGNATURE = "Ed25519"
AGREEMENT = "ECDH-ES"
CIPHER = "A256GCM"
MAX_TOKEN = 8 * 1024 * 1024  # an enrolment file with a full directory is well below 4 MiB

_JWS_MEMBERS = frozenset({"alg", "typ", "kid"})
_JWE_MEMBERS = frozenset({"alg", "enc", "typ", "cty", "kid", "epk"})
_EPK_MEMBERS = frozenset({"kty", "crv", "x"})


class TokenRefused(Trouble):
    """A token that is not exactly what the contract asks for. The code says at which step."""


@dataclass(frozen=True)
class Unverified:
    """A well-formed token of the right type whose signature nobody has checked yet."""

    header: dict[str, str]
    payload: bytes


def sign(typ: str, payload: bytes, key: SigningKey) -> str:
    """A compact JWS of type `typ` over `payload`."""
    from joserfc import jws
    from joserfc.jwk import OKPKey

    if typ not in SIGNED:
        raise ValueError(f"no such signed message: {typ}")
    header = {"alg": SIGNATURE, "typ": typ, "kid": key.kid}
    private = OKPKey.import_key(dict(key.to_jwk()))
    return jws.serialize_compact(header, payload, private, algorithms=[SIGNATURE])


def verify(typ: str, token: str, keys: Mapping[str, Jwk]) -> bytes:
    """The payload of a JWS of type `typ` that one of `keys` (by kid) signed.

    `TokenRefused` otherwise: `contract.not-a-token`, `contract.header-refused`,
    `contract.unknown-key` or `contract.signature-wrong`.
    """
    from cryptography.exceptions import InvalidSignature

    header, payload, signature = _signed_parts(typ, token)
    kid = header["kid"]
    try:
        public = _public_key(kid, public_jwk(keys[kid], SigningKey.curve)["x"])
    except (KeyError, KeyRefused) as error:
        raise TokenRefused("contract.unknown-key") from error
    try:
        # RFC 7515, section 5.2: over the two encoded parts before it, as they stand in the token.
        public.verify(signature, token.rpartition(".")[0].encode("ascii"))
    except InvalidSignature as error:
        raise TokenRefused("contract.signature-wrong") from error
    return payload


def read_unverified(typ: str, token: str) -> Unverified:
    """Header and payload of a JWS of type `typ`, its signature unchecked.

    For two callers only: whoever must look inside to learn which key to check with, and whoever
    reads back what was verified before it was stored.
    """
    header, payload, _ = _signed_parts(typ, token)
    return Unverified(header, payload)


def _signed_parts(typ: str, token: str) -> tuple[dict[str, str], bytes, bytes]:
    """Header, payload and signature of a JWS of type `typ`; the header is exactly as it must be."""
    if typ not in SIGNED:
        raise ValueError(f"no such signed message: {typ}")
    text, payload, signature = _segments(token, 3)
    header = _header(text)
    if (
        header.keys() != _JWS_MEMBERS
        or header["alg"] != SIGNATURE
        or header["typ"] != typ
        or not isinstance(header["kid"], str)
    ):
        raise TokenRefused("contract.header-refused")
    return header, payload, signature


def seal(plaintext: bytes, jwk: Jwk, kid: str, typ: str, cty: str) -> str:
    """A compact JWE of type `typ` that only the holder of `jwk`'s private half can open."""
    from joserfc import jwe
    from joserfc.jwk import OKPKey

    public = public_jwk(jwk, SealingKey.curve)
    if cty not in SEALED[typ] or thumbprint(public) != kid:
        raise ValueError(f"{typ} with {cty} under {kid} is not in the contract")
    header = {"alg": AGREEMENT, "enc": CIPHER, "typ": typ, "cty": cty, "kid": kid}
    # Given `algorithms`, joserfc would make its own registry with its own 64 KiB limit.
    return jwe.encrypt_compact(
        header, plaintext, OKPKey.import_key(dict(public)), registry=_sealing_registry()
    )


def open_sealed(typ: str, token: str, keys: Mapping[str, SealingKey]) -> bytes:
    """The plaintext of a JWE of type `typ` that was sealed to one of `keys` (by kid).

    `TokenRefused` otherwise: `contract.not-a-token`, `contract.header-refused`,
    `contract.unknown-key` or `contract.not-opened`.
    """
    from joserfc import jwe
    from joserfc.errors import JoseError
    from joserfc.jwk import OKPKey

    key = keys.get(read_sealed_header(typ, token)["kid"])
    if key is None:
        raise TokenRefused("contract.unknown-key")
    try:
        opened = jwe.decrypt_compact(
            token, OKPKey.import_key(dict(key.to_jwk())), registry=_sealing_registry()
        )
    except (JoseError, ValueError) as error:
        raise TokenRefused("contract.not-opened") from error
    if opened.plaintext is None:
        raise TokenRefused("contract.not-opened")
    return opened.plaintext


def read_sealed_header(typ: str, token: str) -> dict[str, Any]:
    """The header of a JWE of type `typ`, after everything that can be checked without a key."""
    wanted = SEALED[typ]
    segments = _segments(token, 5)
    header = _header(segments[0])
    if (
        header.keys() != _JWE_MEMBERS
        or header["alg"] != AGREEMENT
        or header["enc"] != CIPHER
        or header["typ"] != typ
        or not isinstance(header["cty"], str)
        or header["cty"] not in wanted
        or not isinstance(header["kid"], str)
    ):
        raise TokenRefused("contract.header-refused")
    epk = header["epk"]
    try:
        if not isinstance(epk, dict) or epk.keys() != _EPK_MEMBERS:
            raise KeyRefused("not a bare public key")
        public_jwk(epk, SealingKey.curve)
    except KeyRefused as error:
        raise TokenRefused("contract.header-refused") from error
    encrypted_key, initialization, _, tag = segments[1:]
    if encrypted_key or len(initialization) != 12 or len(tag) != 16:
        raise TokenRefused("contract.not-a-token")
    return header


def _segments(token: str, count: int) -> list[bytes]:
    parts = token.split(".") if len(token) <= MAX_TOKEN else []
    if len(parts) != count:
        raise TokenRefused("contract.not-a-token")
    try:
        return [from_base64url(part) for part in parts]
    except KeyRefused as error:
        raise TokenRefused("contract.not-a-token") from error


def _header(text: bytes) -> dict[str, Any]:
    try:
        return parse_object(text)
    except NotStrictJson as error:
        raise TokenRefused("contract.not-a-token") from error


@lru_cache(maxsize=64)
def _public_key(kid: str, x: str) -> Ed25519PublicKey:
    """The signing key of that thumbprint, or `KeyRefused`: the receipts of a bundle share it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if thumbprint({"kty": "OKP", "crv": SigningKey.curve, "x": x}) != kid:
        raise KeyRefused("not the key of this thumbprint")
    return Ed25519PublicKey.from_public_bytes(from_base64url(x))


@cache
def _sealing_registry() -> JWERegistry:
    from joserfc.jwe import JWERegistry

    registry = JWERegistry(algorithms=[AGREEMENT, CIPHER])
    registry.max_ciphertext_length = MAX_TOKEN  # the library's 65,536 is less than our 64 KiB step
    return registry
