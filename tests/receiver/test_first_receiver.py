"""The receiver of this project keeps the contract."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from rating_client.receiver import tables
from tests.receiver.contract_suite.documents import *  # noqa: F403  the tests themselves
from tests.receiver.contract_suite.enrolments import *  # noqa: F403
from tests.receiver.contract_suite.refusals import *  # noqa: F403
from tests.receiver.contract_suite.submissions import *  # noqa: F403
from tests.support.any_receiver import Revoke
from tests.support.receivers import RunningReceiver


@pytest.fixture
def revoke(receiver: RunningReceiver) -> Revoke:
    def revoke(device: str) -> None:
        with receiver.opened() as same, same.store.writing() as connection:
            connection.execute(
                update(tables.device).where(tables.device.c.kid == device).values(state="revoked")
            )

    return revoke
