"""A plug-in of pytest that plants a bug before any test runs: `-p tests.faults.planting`."""

from __future__ import annotations

import os

from tests.faults import twins


def pytest_configure() -> None:
    twins.plant(os.environ[twins.PLANTED])
