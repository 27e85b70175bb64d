"""An office and a whole receiver, for the tests of everything beside single submissions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rating_client.base.ledger import Ledger
from tests.support.clock import FakeClock
from tests.support.customs_server import CustomsServer
from tests.support.office import Office


@pytest.fixture
def office(ledger: Ledger, clock: FakeClock) -> Iterator[Office]:
    office = Office(ledger, clock)
    yield office
    office.transport.close()


@pytest.fixture
def customs(office: Office) -> Iterator[CustomsServer]:
    """A receiver of everything, known to the office."""
    with CustomsServer() as customs:
        customs.know(office)
        yield customs
