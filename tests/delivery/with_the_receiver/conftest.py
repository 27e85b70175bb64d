"""An office at one end of a cable, and the real receiver at the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from rating_client.base.ledger import Ledger
from tests.support.clock import FakeClock
from tests.support.fault_proxy import Cable, FaultProxy
from tests.support.office import Office
from tests.support.receivers import RunningReceiver, running_receiver


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningReceiver]:
    with running_receiver(tmp_path_factory.mktemp("receiver")) as receiver:
        yield receiver


@pytest.fixture
def cable(receiver: RunningReceiver) -> Iterator[FaultProxy]:
    with FaultProxy(("127.0.0.1", receiver.port)) as proxy:
        yield proxy


@pytest.fixture
def office(
    ledger: Ledger, clock: FakeClock, receiver: RunningReceiver, cable: FaultProxy
) -> Iterator[Office]:
    with closing(Cable(cable)) as transport:
        office = Office(ledger, clock, transport)
        office.enrol(receiver.enrolment_file())
        office.work(30)
        yield office
