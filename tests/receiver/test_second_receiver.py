"""A receiver built from docs/contract.md alone keeps the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.receiver.contract_suite.answers import *  # noqa: F403  the tests themselves
from tests.receiver.contract_suite.bundles import *  # noqa: F403
from tests.receiver.contract_suite.documents import *  # noqa: F403
from tests.receiver.contract_suite.enrolments import *  # noqa: F403
from tests.receiver.contract_suite.refusals import *  # noqa: F403
from tests.receiver.contract_suite.submissions import *  # noqa: F403
from tests.support.any_receiver import Answer, Revoke
from tests.support.second_receiver import SecondReceiver, second_receiver


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecondReceiver]:
    with second_receiver(tmp_path_factory.mktemp("second")) as receiver:
        yield receiver


@pytest.fixture
def revoke(receiver: SecondReceiver) -> Revoke:
    return receiver.revoke


@pytest.fixture
def answer(receiver: SecondReceiver) -> Answer:
    return receiver.answer
