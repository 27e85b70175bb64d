"""The routes of the wire, version 1. What they decide is in `intake`, `enrolments`, `publish`."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI, Request, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp

from rating_client.contract.digests import content_digest_matches
from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.receiver import replies
from rating_client.receiver.installation import Receiver
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.publish import DocumentKind

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def build_app(receiver: Receiver) -> ASGIApp:
    """The ASGI application of one receiver."""
    api = FastAPI(
        title="rating receiver",
        version="1",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        exception_handlers={
            ProblemReply: replies.problem,
            SQLAlchemyError: replies.unavailable,
            HTTPException: replies.plain_problem,
            Exception: replies.unavailable,
        },
    )
    _submissions(api, receiver)
    _documents(api, receiver)
    return replies.WithProtocol(api)


def _submissions(api: FastAPI, receiver: Receiver) -> None:
    @api.head("/v1/submissions", status_code=204, responses=replies.HANDSHAKE)
    async def handshake() -> Response:
        """Tells a receiver from a portal; proves nothing more."""
        return Response(status_code=204)

    @api.put(
        "/v1/submissions/{submission}",
        status_code=201,
        responses=replies.RECEIPTS,
        openapi_extra=replies.ENVELOPE_BODY,
    )
    async def submit(submission: str, request: Request) -> Response:
        """Hold one envelope; 201 the first time, 200 with the same receipt on replay."""
        envelope = await _envelope(request, digest_required=True)
        if not _ID.fullmatch(submission):
            raise ProblemReply("malformed")
        held = await run_in_threadpool(receiver.intake.submit, submission, envelope)
        return replies.receipt(held.receipt, new=held.new)

    @api.get("/v1/receipts/{sha256}", responses=replies.RECEIPTS)
    async def receipt(sha256: str) -> Response:
        """The receipt for an envelope's digest, after a lost reply."""
        if not _SHA256.fullmatch(sha256):
            raise ProblemReply("unknown-submission")
        found = await run_in_threadpool(receiver.intake.receipt, sha256)
        return replies.receipt(found, new=False)

    @api.post(
        "/v1/enrolments",
        status_code=201,
        responses=replies.RECEIPTS,
        openapi_extra=replies.ENVELOPE_BODY,
    )
    async def enrol(request: Request) -> Response:
        """Take a device's request to become known."""
        envelope = await _envelope(request, digest_required=False)
        held = await run_in_threadpool(receiver.enrolments.request, envelope)
        return replies.receipt(held.receipt, new=held.new)


def _documents(api: FastAPI, receiver: Receiver) -> None:
    def publish_at(path: str, kind: DocumentKind) -> None:
        @api.get(path, responses=replies.DOCUMENTS, operation_id=kind)
        async def document(request: Request) -> Response:
            """A signed document as it was published, or 304."""
            current = await run_in_threadpool(receiver.publications.current, kind)
            return replies.document(current, request.headers.get("if-none-match"))

    publish_at("/v1/keys", "keys")
    publish_at("/v1/form", "form")
    publish_at("/v1/directory", "directory")

    @api.get("/healthz")
    async def healthz() -> dict[str, Any]:
        """Alive, and able to read its database."""
        current = await run_in_threadpool(receiver.publications.current, "keys")
        return {"status": "ok", "receiver": receiver.keys.receiver, "keys": current.version}


async def _envelope(request: Request, *, digest_required: bool) -> str:
    """The body, once its length and digest are right: nothing else has been touched by then."""
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise ProblemReply("malformed")
    if int(length[:20]) > MAX_ENVELOPE:
        raise ProblemReply("too-large")
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != replies.JOSE:
        raise ProblemReply("unsupported-media")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_ENVELOPE:
                raise ProblemReply("too-large")
    except ClientDisconnect as error:
        raise ProblemReply("malformed") from error
    digest = request.headers.get("content-digest")
    if digest is None and digest_required:
        raise ProblemReply("malformed")
    if digest is not None and not content_digest_matches(digest, bytes(body)):
        raise ProblemReply("digest-mismatch")
    try:
        return body.decode("ascii")
    except UnicodeDecodeError as error:
        raise ProblemReply("malformed") from error
