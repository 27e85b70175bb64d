"""What every test may ask for: a clock that stands still, a real ledger, Qt without a screen."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rating_client.base.ledger import Ledger
from tests.support.clock import FakeClock
from tests.support.ledgers import open_ledger
from tests.support.postgres import PostgresServer, program
from tests.support.screen import DESK

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Tests never take the developer's screen; ONSCREEN=1 shows the windows.
if not os.environ.get("ONSCREEN"):
    os.environ["QT_QPA_PLATFORM"] = DESK


def pytest_collection_finish() -> None:
    """The modules and test items stay to the end: the collector need not walk them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """As the program sets it. Else a last window that closes posts an end of the application, and
    some later test's wait is over at once, its windows closed."""
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = open_ledger(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    # Continuous integration installs it, so there a missing one is a failure.
    if program("postgres") is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed")
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session", params=["SQLite", "PostgreSQL"])
def new_database(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Where a receiver may keep its rows: None for its folder, or the URL of an empty database."""
    if request.param == "SQLite":
        return lambda: None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create
