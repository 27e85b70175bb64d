"""A plug-in of pytest that plants a bug before any test runs: `-p tests.faults.planting`."""

from __future__ import annotations

import os

from tests.faults.twins import PLANTED
from tests.faults.twins_elsewhere import plant


def pytest_configure() -> None:
    plant(os.environ[PLANTED])
