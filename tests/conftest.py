"""What every test may ask for: a clock that stands still, a real ledger, Qt without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.base.ledger import Ledger
from tests.support.clock import FakeClock
from tests.support.ledgers import open_ledger

# Tests never take the developer's screen; ONSCREEN=1 shows the windows.
if not os.environ.get("ONSCREEN"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = open_ledger(tmp_path)
    yield ledger
    ledger.close()
