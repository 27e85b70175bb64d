"""Requests made from the published description, good and bad ones: none is met unprepared."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from sqlalchemy import func, select

from rating_client.contract.device_token import device_token
from rating_client.receiver import tables
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender

DESCRIPTION = Path(__file__).parents[2] / "docs" / "openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]

EXAMPLES = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,  # the same requests every time: a red test must be able to turn green
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

schema = schemathesis.openapi.from_path(DESCRIPTION)
# Every refusal of the contract counts as one, also 413, which the library does not expect.
schema.config.checks.negative_data_rejection.expected_statuses = ["4xx"]


@schemathesis.serializer("application/jose")
def _token(_ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    return value.encode("utf-8") if isinstance(value, str) else json.dumps(value).encode("utf-8")


def rows(receiver: RunningReceiver) -> dict[str, int]:
    """How many rows every table has. A used device token is not of the request's content."""
    with receiver.opened() as same, same.store.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.schema.sorted_tables
            if table is not tables.used_token
        }


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    """A device of a receiver that must hold at the end what it held at the beginning."""
    with running_receiver(tmp_path_factory.mktemp("described")) as receiver:
        sender = Sender.enrolled(receiver)
        assert sender.send(sender.rating()).status == 201
        before = rows(receiver)
        yield sender
        assert rows(receiver) == before
        assert "Traceback" not in receiver.log()


@schema.parametrize()
@EXAMPLES
def test_every_request_gets_a_documented_reply(
    case: schemathesis.Case[Any], sender: Sender
) -> None:
    case.call_and_validate(base_url=sender.receiver.base_url, checks=CHECKS)


@schema.include(path="/v1/answers").parametrize()
@EXAMPLES
def test_with_a_good_token_too(case: schemathesis.Case[Any], sender: Sender) -> None:
    base_url = sender.receiver.base_url
    token = device_token(
        sender.device,
        sender.statement.receiver,
        case.method,
        f"{base_url}{case.path}",
        time.time(),
        str(uuid4()),
    )
    # The token makes good what was made bad on purpose, so a good reply is no wonder.
    case.call_and_validate(
        base_url=base_url,
        headers={"Authorization": f"Bearer {token}"},
        checks=[check for check in CHECKS if check is not negative_data_rejection],
    )
