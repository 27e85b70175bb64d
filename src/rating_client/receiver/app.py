"""The ASGI application: the routes of the wire, version 1, and the description of them."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from rating_client.receiver import description, intake_routes, reading_routes, replies
from rating_client.receiver.installation import Receiver, serve_from
from rating_client.receiver.problem import ProblemReply


def build_app(receiver: Receiver) -> ASGIApp:
    """The ASGI application of one receiver."""
    api = _api()
    serve_from(api, receiver)
    return replies.WithProtocol(api)


def described() -> str:
    """The OpenAPI document, as `docs/openapi.json` holds it."""
    return json.dumps(_api().openapi(), ensure_ascii=False, indent=2) + "\n"


class _Api(FastAPI):
    """The routes with one description, whoever asks for it."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            document = super().openapi()
            document["components"] = {
                "schemas": dict(description.SCHEMAS),
                "securitySchemes": dict(description.SECURITY),
            }
            for operations in document["paths"].values():
                for operation in operations.values():
                    _only_what_we_say(operation["responses"])
        return super().openapi()


def _only_what_we_say(responses: dict[str, Any]) -> None:
    """The framework's own refusal never leaves: a request it cannot read is `malformed`."""
    if "application/json" in responses.get("422", {}).get("content", {}):
        del responses["422"]


def _api() -> FastAPI:
    api = _Api(
        title="rating receiver",
        summary="Takes sealed ratings of the customs service and gives signed receipts",
        version="1",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a client takes a redirect for somebody else's reply
        exception_handlers={
            ProblemReply: replies.problem,
            RequestValidationError: replies.malformed,
            SQLAlchemyError: replies.unavailable,
            OSError: replies.unavailable,
            HTTPException: replies.plain_problem,
            Exception: replies.unavailable,
        },
    )
    api.include_router(intake_routes.routes)
    api.include_router(reading_routes.routes)
    return api
