"""One running receiver for the tests that only talk to it; its ids never clash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender

pytest.register_assert_rewrite("tests.receiver.contract_suite")


@pytest.fixture(scope="session")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningReceiver]:
    with running_receiver(tmp_path_factory.mktemp("receiver")) as receiver:
        yield receiver


@pytest.fixture
def sender(receiver: RunningReceiver) -> Sender:
    return Sender.enrolled(receiver)
