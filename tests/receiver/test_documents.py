"""How the receiver describes itself."""

from __future__ import annotations

import json

from tests.support.sender import Sender


def test_the_description_names_every_endpoint(sender: Sender) -> None:
    description = json.loads(sender.get("/v1/openapi.json").body)
    assert description["paths"].keys() >= {
        "/v1/submissions",
        "/v1/submissions/{submission}",
        "/v1/receipts/{sha256}",
        "/v1/enrolments",
        "/v1/keys",
        "/v1/form",
        "/v1/directory",
        "/healthz",
    }
