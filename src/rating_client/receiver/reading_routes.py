"""What goes out when asked for: signed documents, answers, the wish to resend, being alive."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from rating_client.contract.answers import answer_page
from rating_client.contract.strict_json import encode
from rating_client.receiver import description, replies
from rating_client.receiver.installation import receiver_of
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.publish import DocumentKind

ANSWERS = "/v1/answers"
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)

routes = APIRouter(default_response_class=Response)


def _publish_at(path: str, kind: DocumentKind) -> None:
    @routes.get(path, responses=description.DOCUMENT, operation_id=kind)
    async def document(request: Request) -> Response:
        """A signed document as it was published, or 304."""
        publications = receiver_of(request).publications
        current = await run_in_threadpool(publications.current, kind)
        return replies.document(current, request.headers.get("if-none-match"))


_publish_at("/v1/keys", "keys")
_publish_at("/v1/form", "form")
_publish_at("/v1/directory", "directory")


@routes.get("/v1/resend", operation_id="resend", responses=description.RESEND)
async def resend(request: Request) -> Response:
    """After a restore: the signed wish to have again what was lost; 404 where nothing was."""
    publications = receiver_of(request).publications
    current = await run_in_threadpool(publications.newest, "resend")
    if current is None:
        raise HTTPException(404)
    return replies.document(current, request.headers.get("if-none-match"))


@routes.get(
    ANSWERS,
    operation_id="answers",
    responses=description.ANSWERS,
    openapi_extra=description.ANSWERS_ASKED,
)
async def answers(request: Request) -> Response:
    """The sealed answers to the device that asks, beyond the highest number it has seen."""
    asked = request.query_params.getlist("after") or ["0"]
    if len(asked) != 1 or not _NUMBER.fullmatch(asked[0]):
        raise ProblemReply("malformed")
    receiver = receiver_of(request)
    device = await run_in_threadpool(
        receiver.access.device, request.headers.get("authorization"), request.method, ANSWERS
    )
    page = await run_in_threadpool(receiver.answers.page, device, int(asked[0]))
    return replies.json(answer_page(page.answers, page.next, more=page.more))


@routes.get("/healthz", operation_id="healthz", responses=description.HEALTH)
async def healthz(request: Request) -> Response:
    """Alive, and able to read its database."""
    receiver = receiver_of(request)
    current = await run_in_threadpool(receiver.publications.current, "keys")
    health = {"status": "ok", "receiver": receiver.keys.receiver, "keys": current.version}
    return replies.json(encode(health))
