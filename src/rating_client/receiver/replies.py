"""What leaves the receiver: receipts, documents, problems; the protocol headers on all of them."""

from __future__ import annotations

import logging
from http import HTTPStatus

from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rating_client.contract.bundle import MAX_BUNDLE
from rating_client.contract.problems import MEDIA_TYPE, problem_json
from rating_client.contract.strict_json import encode
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.publish import SignedDocument
from rating_client.receiver.request_body import JOSE

log = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds, where the trouble is the receiver's own


class WithProtocol:
    """Says on every reply which protocol this is, problems and unknown paths included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_protocol(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"rating-protocol", b"1"),
                    (b"rating-max-body", str(MAX_BUNDLE).encode("ascii")),
                    (b"cache-control", b"no-cache"),
                ]
            await send(message)

        await self._app(scope, receive, send_with_protocol)


def json(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def bundle(body: bytes, wait: int | None) -> Response:
    """The results of a bundle; `wait` in seconds where some of its items came too fast."""
    headers = {} if wait is None else {"retry-after": str(wait)}
    return Response(body, media_type="application/json", headers=headers)


def receipt(token: str, *, new: bool) -> Response:
    return Response(token, status_code=201 if new else 200, media_type=JOSE)


def document(current: SignedDocument, if_none_match: str | None) -> Response:
    """The document, or 304 where the client has this very one."""
    headers = {"etag": current.etag}
    known = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
    if current.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(current.token, media_type=JOSE, headers=headers)


async def problem(request: Request, error: ProblemReply) -> Response:
    log.info("refused: %s", error.slug)
    headers = {}
    if error.retry_after is not None:
        headers["retry-after"] = str(error.retry_after)
    if error.status == 401:
        headers["www-authenticate"] = "Bearer"  # RFC 9110 wants to be told how
    return Response(
        problem_json(error.slug, language(request), error.faults),
        status_code=error.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


async def malformed(request: Request, _error: Exception) -> Response:
    """What the framework itself could not read."""
    return await problem(request, ProblemReply("malformed"))


async def unavailable(request: Request, error: Exception) -> Response:
    """Our own trouble: the sender keeps what it has and tries again."""
    if isinstance(error, DBAPIError | OSError):  # a full disk, a database away: for each request
        log.error("unavailable: %s", getattr(error, "orig", error))
    else:
        log.error("unavailable", exc_info=error)
    return await problem(request, ProblemReply("unavailable", retry_after=RETRY_AFTER))


async def plain_problem(_request: Request, error: HTTPException) -> Response:
    """Wrong paths and methods: no type of the contract, so nobody takes it for a verdict."""
    status = HTTPStatus(error.status_code)
    body = encode({"type": "about:blank", "title": status.phrase, "status": status.value})
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=error.headers)


def language(request: Request) -> str:
    """Vietnamese, unless the sender would rather have English (`Accept-Language`)."""
    weights = {"vi": 0.0, "en": 0.0}
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, parameter = part.strip().partition(";")
        name = tag.split("-")[0].lower()
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if name in weights:
            weights[name] = max(weights[name], weight)
    return "en" if weights["en"] > weights["vi"] else "vi"
