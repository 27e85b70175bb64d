"""The receiver of this project keeps the contract."""

from __future__ import annotations

import pytest

from rating_client.receiver.answering import Said
from tests.receiver.contract_suite.answers import *  # noqa: F403  the tests themselves
from tests.receiver.contract_suite.bundles import *  # noqa: F403
from tests.receiver.contract_suite.documents import *  # noqa: F403
from tests.receiver.contract_suite.enrolments import *  # noqa: F403
from tests.receiver.contract_suite.refusals import *  # noqa: F403
from tests.receiver.contract_suite.submissions import *  # noqa: F403
from tests.support.any_receiver import Answer, Revoke
from tests.support.receivers import RunningReceiver


@pytest.fixture
def revoke(receiver: RunningReceiver) -> Revoke:
    def revoke(device: str) -> None:
        with receiver.opened() as same:
            same.devices.revoke(device)

    return revoke


@pytest.fixture
def answer(receiver: RunningReceiver) -> Answer:
    def answer(device: str, submission: str, text: str) -> None:
        said = Said("DA_XU_LY", "Đã xử lý", "Done", text)
        with receiver.opened() as same:
            same.answers.answer(submission, said, device=device)

    return answer
