"""The body of a request, once its length and digest are right: nothing else is touched by then."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request

from rating_client.contract.digests import content_digest_matches
from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.receiver.problem import ProblemReply

JOSE = "application/jose"


async def envelope(request: Request, *, digest_required: bool) -> str:
    """The token a request carries."""
    data = await body(request, JOSE, MAX_ENVELOPE, digest_required=digest_required)
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise ProblemReply("malformed") from error


async def body(
    request: Request, media_type: str, at_most: int, *, digest_required: bool = False
) -> bytes:
    """The bytes of a request of this media type; `ProblemReply` otherwise.

    A digest is checked wherever it is sent.
    """
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise ProblemReply("malformed")
    if int(length[:20]) > at_most:
        raise ProblemReply("too-large")
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != media_type:
        raise ProblemReply("unsupported-media")
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > at_most:
                raise ProblemReply("too-large")
    except ClientDisconnect as error:
        raise ProblemReply("malformed") from error
    digests = request.headers.getlist("content-digest")
    if digest_required and not digests:
        raise ProblemReply("malformed")
    if digests and not content_digest_matches(",".join(digests), bytes(data)):
        raise ProblemReply("digest-mismatch")
    return bytes(data)
