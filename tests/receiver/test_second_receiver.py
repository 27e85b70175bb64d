"""A receiver built from docs/contract.md alone keeps the contract, and the client its promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rating_client.base.resources import resource
from rating_client.contract.strict_json import parse_object
from tests.receiver.contract_suite.documents import *  # noqa: F403  the tests themselves
from tests.receiver.contract_suite.enrolments import *  # noqa: F403
from tests.receiver.contract_suite.refusals import *  # noqa: F403
from tests.receiver.contract_suite.submissions import *  # noqa: F403
from tests.support.any_receiver import Revoke
from tests.support.second_receiver import SecondReceiver


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecondReceiver]:
    form, directory = (
        parse_object(resource(kind, f"{kind}.json").read_bytes()) for kind in ("form", "directory")
    )
    receiver = SecondReceiver(tmp_path_factory.mktemp("second"), form, directory)
    receiver.start()
    yield receiver
    receiver.stop()


@pytest.fixture
def revoke(receiver: SecondReceiver) -> Revoke:
    return receiver.revoke
