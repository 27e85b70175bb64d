"""A running receiver of each kind for the tests that only talk to it; ids never clash."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender

pytest.register_assert_rewrite("tests.receiver.contract_suite")


@pytest.fixture(scope="session")
def receiver(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str | None]
) -> Iterator[RunningReceiver]:
    folder = tmp_path_factory.mktemp("receiver")
    with running_receiver(folder, database=new_database()) as receiver:
        yield receiver


@pytest.fixture
def sender(receiver: RunningReceiver) -> Sender:
    return Sender.enrolled(receiver)
