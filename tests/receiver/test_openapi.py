"""The description that is published: generated from the routes, committed, served as committed."""

from __future__ import annotations

import json
from pathlib import Path

from rating_client.contract.problems import STATUS
from rating_client.receiver.app import described
from tests.receiver.test_command import run
from tests.support.sender import Sender

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_committed_description_is_that_of_the_routes() -> None:
    assert COMMITTED.read_text("utf-8") == described(), (
        "python -m rating_client.receiver openapi > docs/openapi.json"
    )
    done = run("openapi")
    assert (done.code, done.out) == (0, described())


def test_a_receiver_serves_the_very_same(sender: Sender) -> None:
    assert json.loads(sender.get("/v1/openapi.json").body) == json.loads(described())


def test_every_problem_type_but_those_of_one_item_is_described() -> None:
    text = described()
    for slug in STATUS:
        assert f"urn:rating:problem:{slug}" in text, slug


def test_an_integer_with_a_fraction_is_one_to_json_schema_and_none_to_us(sender: Sender) -> None:
    # JSON Schema calls 4.0 an integer; the contract wants it written without a fraction.
    payload = sender.rating()
    subject = {**payload["subjects"][0], "level": 4.0}
    refused = sender.send({**payload, "subjects": [subject]})
    assert (refused.status, refused.problem.slug) == (422, "invalid-rating")
    assert [error.pointer for error in refused.problem.errors] == ["/subjects/0/level"]
    assert sender.send(payload).status == 201
