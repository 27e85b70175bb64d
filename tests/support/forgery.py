"""Tokens no honest library makes: any header, correctly signed or sealed by hand."""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

from rating_client.contract.keys import SealingKey, SigningKey, base64url, from_base64url


def signed_with_header(header: Mapping[str, Any] | bytes, payload: bytes, key: SigningKey) -> str:
    """A JWS whose signature is right for exactly this header, whatever it says."""
    unsigned = f"{base64url(_bytes(header))}.{base64url(payload)}"
    private = Ed25519PrivateKey.from_private_bytes(from_base64url(key.d))
    return f"{unsigned}.{base64url(private.sign(unsigned.encode()))}"


def authenticated_with_public_key(
    header: Mapping[str, Any], payload: bytes, key: SigningKey
) -> str:
    """The classic key confusion: an HMAC with the public key as its secret."""
    unsigned = f"{base64url(_bytes(header))}.{base64url(payload)}"
    mac = hmac.new(from_base64url(key.x), unsigned.encode(), hashlib.sha256).digest()
    return f"{unsigned}.{base64url(mac)}"


def sealed_with_header(
    header: Mapping[str, Any] | bytes,
    plaintext: bytes,
    recipient: SealingKey,
    ephemeral: X25519PrivateKey,
    *,
    encrypted_key: bytes = b"",
    iv: bytes = bytes(12),
    tag_length: int = 16,
    enc: str = "A256GCM",
) -> str:
    """A JWE by ECDH-ES and AES-GCM that opens under this header, whatever it says."""
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(from_base64url(recipient.x)))
    bits = int(enc[1:4])
    info = struct.pack(">I", len(enc)) + enc.encode() + bytes(8) + struct.pack(">I", bits)
    key = ConcatKDFHash(hashes.SHA256(), bits // 8, info).derive(shared)
    aad = base64url(_bytes(header))
    data = AESGCM(key).encrypt(iv, plaintext, aad.encode())
    ciphertext, tag = data[:-16], data[-16:][:tag_length]
    parts = (encrypted_key, iv, ciphertext, tag)
    return ".".join([aad, *(base64url(part) for part in parts)])


def ephemeral_jwk(ephemeral: X25519PrivateKey) -> dict[str, str]:
    x = base64url(ephemeral.public_key().public_bytes_raw())
    return {"kty": "OKP", "crv": "X25519", "x": x}


def _bytes(header: Mapping[str, Any] | bytes) -> bytes:
    return header if isinstance(header, bytes) else json.dumps(header).encode()
