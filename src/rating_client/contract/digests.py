"""Digests on the wire: of a token, of a body, and the ETag of a published document."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac


def token_sha256(token: str) -> str:
    """Lower-case hex over the ASCII compact serialisation: how an envelope is named."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def etag(token: str) -> str:
    """The strong ETag under which a signed document is published."""
    return f'"{token_sha256(token)}"'


def content_digest(body: bytes) -> str:
    """The value of `Content-Digest` (RFC 9530) for these bytes."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"


def content_digest_matches(header: str, body: bytes) -> bool:
    """Whether the `sha-256` member of a `Content-Digest` field is that of `body`.

    Members of other algorithms are ignored; without a `sha-256` one nothing matches.
    """
    for member in header.split(","):
        algorithm, _, value = member.strip().partition("=")
        if algorithm == "sha-256" and value.startswith(":") and value.endswith(":"):
            try:
                claimed = base64.b64decode(value[1:-1], validate=True)
            except (ValueError, binascii.Error):
                return False
            return hmac.compare_digest(claimed, hashlib.sha256(body).digest())
    return False
