"""What comes in: ratings and enrolment requests, alone and in bundles; the receipts for them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from rating_client.contract import values
from rating_client.contract.bundle import (
    MAX_BUNDLE,
    MEDIA_TYPE,
    Bundle,
    BundleRefused,
    bundle_reply,
    read_bundle,
)
from rating_client.contract.shape import fits
from rating_client.receiver import bundles, description, replies
from rating_client.receiver.installation import receiver_of
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.request_body import body, envelope

routes = APIRouter(default_response_class=Response)


@routes.head(
    "/v1/submissions",
    status_code=204,
    operation_id="handshake",
    responses=description.HANDSHAKE,
)
async def handshake() -> Response:
    """Tells a receiver from a portal; proves nothing more."""
    return Response(status_code=204)


@routes.put(
    "/v1/submissions/{submission}",
    status_code=201,
    operation_id="submit",
    responses=description.SUBMITTED,
    openapi_extra=description.with_envelope(digest_required=True),
)
async def submit(
    submission: Annotated[str, Path(json_schema_extra={"pattern": f"^{values.UUID}$"})],
    request: Request,
) -> Response:
    """Hold one envelope; 201 the first time, 200 with the same receipt on replay."""
    jwe = await envelope(request, digest_required=True)
    if not fits(submission, values.submission_id):
        raise ProblemReply("malformed")
    held = await run_in_threadpool(receiver_of(request).intake.submit, submission, jwe)
    return replies.receipt(held.receipt, new=held.new)


@routes.post(
    "/v1/bundles",
    operation_id="bundle",
    responses=description.BUNDLED,
    openapi_extra=description.BUNDLE_BODY,
)
async def bundle(request: Request) -> Response:
    """Hold up to 200 items, each as if it had come alone; the results in their order."""
    taken = _bundle(await body(request, MEDIA_TYPE, MAX_BUNDLE))
    receiver = receiver_of(request)
    outcomes = await run_in_threadpool(receiver.bundles.take, taken)
    results = bundles.results(taken, outcomes, replies.language(request))
    room = MAX_BUNDLE - len(bundle_reply(results))
    answers = await run_in_threadpool(receiver.bundles.answers_beside, taken, outcomes, room)
    return replies.bundle(bundle_reply(results, answers), bundles.longest_wait(outcomes))


@routes.get("/v1/receipts/{sha256}", operation_id="receipt", responses=description.RECEIPT_FOUND)
async def receipt(
    sha256: Annotated[str, Path(json_schema_extra={"pattern": f"^{values.SHA256}$"})],
    request: Request,
) -> Response:
    """The receipt for an envelope's digest, after a lost reply."""
    if not fits(sha256, values.sha256):
        raise ProblemReply("unknown-submission")
    found = await run_in_threadpool(receiver_of(request).intake.receipt, sha256)
    return replies.receipt(found, new=False)


@routes.post(
    "/v1/enrolments",
    status_code=201,
    operation_id="enrol",
    responses=description.ENROLLED,
    openapi_extra=description.with_envelope(digest_required=False),
)
async def enrol(request: Request) -> Response:
    """Take a device's request to become known."""
    jwe = await envelope(request, digest_required=False)
    held = await run_in_threadpool(receiver_of(request).enrolments.request, jwe)
    return replies.receipt(held.receipt, new=held.new)


def _bundle(data: bytes) -> Bundle:
    try:
        return read_bundle(data)
    except BundleRefused as error:
        slugs = {
            "contract.bundle-too-large": "too-large",
            "contract.version-unsupported": "unsupported-version",
        }
        raise ProblemReply(slugs.get(error.code, "malformed")) from error
