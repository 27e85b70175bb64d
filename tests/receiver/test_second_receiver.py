"""A receiver built from docs/contract.md alone keeps the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import support
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


def test_it_shares_no_code_with_the_project() -> None:
    parts = sorted(Path(support.__path__[0]).glob("second_*.py"))
    assert len(parts) == 4
    for part in parts:
        assert "rating_client" not in part.read_text("utf-8")
