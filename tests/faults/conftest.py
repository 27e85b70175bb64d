"""Sweeps flush thousands of times; in memory, because no real disk is asked about here."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY if MEMORY.is_dir() else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


tmp_path = pytest.fixture(_folder, name="tmp_path")
shared_folder = pytest.fixture(_folder, scope="module", name="shared_folder")
