"""What leaves the receiver: receipts, documents, problems; the protocol headers on all of them."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.contract.problems import MEDIA_TYPE, STATUS, problem_json
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.publish import Published

log = logging.getLogger(__name__)

JOSE = "application/jose"
RETRY_AFTER = "30"  # seconds, where the trouble is the receiver's own

_TOKEN = {"schema": {"type": "string"}}
_PROBLEM: dict[str, Any] = {
    "description": "A problem of a type in the contract",
    "content": {MEDIA_TYPE: {"schema": {"type": "object", "required": ["type", "status"]}}},
}
_PROBLEMS: dict[int | str, dict[str, Any]] = dict.fromkeys(set(STATUS.values()), _PROBLEM)

# What the OpenAPI description says beside the routes.
HANDSHAKE: dict[int | str, dict[str, Any]] = {204: {"description": "A receiver of version 1"}}
RECEIPTS: dict[int | str, dict[str, Any]] = {
    **_PROBLEMS,
    200: {"description": "The receipt that was given before", "content": {JOSE: _TOKEN}},
    201: {"description": "The receipt", "content": {JOSE: _TOKEN}},
}
DOCUMENTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The signed document", "content": {JOSE: _TOKEN}},
    304: {"description": "Not changed"},
    503: _PROBLEM,
}
ENVELOPE_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JOSE: _TOKEN}},
}


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
                    (b"rating-max-body", str(MAX_ENVELOPE).encode("ascii")),
                    (b"cache-control", b"no-cache"),
                ]
            await send(message)

        await self._app(scope, receive, send_with_protocol)


def receipt(token: str, *, new: bool) -> Response:
    return Response(token, status_code=201 if new else 200, media_type=JOSE)


def document(current: Published, if_none_match: str | None) -> Response:
    """The document, or 304 where the client has this very one."""
    headers = {"etag": current.etag}
    known = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
    if current.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(current.token, media_type=JOSE, headers=headers)


async def problem(request: Request, error: ProblemReply) -> Response:
    log.info("refused: %s", error.slug)
    body = problem_json(error.slug, language(request), error.faults)
    return Response(body, status_code=error.status, media_type=MEDIA_TYPE)


async def unavailable(request: Request, error: Exception) -> Response:
    """Our own trouble: the sender keeps what it has and tries again."""
    log.error("unavailable", exc_info=error)
    return Response(
        problem_json("unavailable", language(request)),
        status_code=STATUS["unavailable"],
        media_type=MEDIA_TYPE,
        headers={"retry-after": RETRY_AFTER},
    )


async def plain_problem(_request: Request, error: HTTPException) -> Response:
    """Wrong paths and methods: no type of the contract, so nobody takes it for a verdict."""
    status = HTTPStatus(error.status_code)
    body = json.dumps({"type": "about:blank", "title": status.phrase, "status": status.value})
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
