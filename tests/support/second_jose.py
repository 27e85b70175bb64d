"""The tokens of docs/contract.md, sections 1 to 3, with `cryptography` and nothing of the project.

Another reading of the same page: what one end makes here must open at the other.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import struct
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

Json = dict[str, Any]
SIZES = (8192, 32768, 65536)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(data) != text:
        raise ValueError("not canonical")
    return data


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def parse(text: bytes) -> Json:
    """One JSON object without a member that stands twice; `ValueError` otherwise."""

    def once(pairs: list[tuple[str, Any]]) -> Json:
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a member stands twice")
        return dict(pairs)

    def never(name: str) -> Any:
        raise ValueError(name)

    value = json.loads(text.decode(), object_pairs_hook=once, parse_constant=never)
    compact(value)  # a lone surrogate fails here
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def jwk(curve: str, x: str) -> dict[str, str]:
    return {"kty": "OKP", "crv": curve, "x": x}


def public(key: Ed25519PrivateKey | X25519PrivateKey) -> dict[str, str]:
    curve = "Ed25519" if isinstance(key, Ed25519PrivateKey) else "X25519"
    return jwk(curve, b64(key.public_key().public_bytes_raw()))


def is_key(x: str) -> bool:
    try:
        return len(unb64(x)) == 32
    except ValueError:
        return False


def thumbprint(key: Mapping[str, str]) -> str:
    ordered = {name: key[name] for name in ("crv", "kty", "x")}
    return b64(hashlib.sha256(compact(ordered)).digest())


def sign(typ: str, payload: Json, key: Ed25519PrivateKey) -> str:
    header = {"alg": "Ed25519", "typ": typ, "kid": thumbprint(public(key))}
    unsigned = f"{b64(compact(header))}.{b64(compact(payload))}"
    return f"{unsigned}.{b64(key.sign(unsigned.encode()))}"


def look_inside(typ: str, token: str) -> tuple[str, bytes]:
    """`kid` and payload of a signed token of this type; its signature is not checked."""
    head, payload, _ = (unb64(part) for part in token.split("."))
    header = parse(head)
    kid = header.get("kid")
    if not isinstance(kid, str) or header != {"alg": "Ed25519", "typ": typ, "kid": kid}:
        raise ValueError("header")
    return kid, payload


def verify(token: str, x: str) -> None:
    """`ValueError` or `InvalidSignature` unless the holder of `x` signed it."""
    unsigned, _, signature = token.rpartition(".")
    Ed25519PublicKey.from_public_bytes(unb64(x)).verify(unb64(signature), unsigned.encode())


def seal(typ: str, cty: str, signed: str, x: str) -> str:
    once, iv = X25519PrivateKey.generate(), secrets.token_bytes(12)
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "typ": typ, "cty": cty, "epk": public(once)}
    head = b64(compact({**header, "kid": thumbprint(jwk("X25519", x))}))
    size = next(size for size in SIZES if len(signed) <= size)
    data = _cipher(once, x).encrypt(iv, signed.encode().ljust(size), head.encode())
    return f"{head}..{b64(iv)}.{b64(data[:-16])}.{b64(data[-16:])}"


def can_be_sealed_to(x: str) -> bool:
    """Whether a key agrees on anything: points of low order do not."""
    try:
        _cipher(X25519PrivateKey.generate(), x)
    except ValueError:
        return False
    return True


def sealed_header(typ: str, cty: str, token: str) -> Json:
    """The header of a sealed token of the right form; `ValueError` otherwise."""
    head, wrapped, iv, _, tag = (unb64(part) for part in token.split("."))
    header = parse(head)
    kid, epk = header.get("kid"), header.get("epk")
    if not isinstance(kid, str) or not isinstance(epk, dict) or not isinstance(epk.get("x"), str):
        raise ValueError("header")
    wanted = {"alg": "ECDH-ES", "enc": "A256GCM", "typ": typ, "cty": cty, "kid": kid}
    if header != {**wanted, "epk": jwk("X25519", epk["x"])} or len(unb64(epk["x"])) != 32:
        raise ValueError("header")
    if wrapped or len(iv) != 12 or len(tag) != 16:
        raise ValueError("form")
    return header


def unseal(header: Json, token: str, key: X25519PrivateKey) -> str:
    """What lies inside, its padding stripped; `ValueError` or `InvalidTag` if it does not open."""
    head, _, iv, data, tag = token.split(".")
    cipher = _cipher(key, header["epk"]["x"])
    plain = cipher.decrypt(unb64(iv), unb64(data) + unb64(tag), head.encode())
    if len(plain) > SIZES[-1]:
        raise ValueError("too long")
    return plain.rstrip(b" ").decode("ascii")


def _cipher(private: X25519PrivateKey, x: str) -> AESGCM:
    shared = private.exchange(X25519PublicKey.from_public_bytes(unb64(x)))
    other = struct.pack(">I", 7) + b"A256GCM" + bytes(8) + struct.pack(">I", 256)
    return AESGCM(ConcatKDFHash(hashes.SHA256(), 32, other).derive(shared))
