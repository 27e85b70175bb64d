"""A folder that declaration software writes into, and the program's view of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.base.ledger import Ledger
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import Reader


@pytest.fixture
def software() -> Iterator[ExportFolder]:
    """Not below tmp_path: other users may not go there, and one of them plays the lock."""
    place = Path(tempfile.mkdtemp(prefix="exports-"))
    place.chmod(0o755)
    yield ExportFolder(place / "ToKhai")
    shutil.rmtree(place)


@pytest.fixture
def seen(ledger: Ledger) -> SeenFiles:
    return SeenFiles(ledger)


@pytest.fixture
def folder(software: ExportFolder, seen: SeenFiles, clock: FakeClock) -> Watched:
    return Watched(software.path, seen, clock)


@pytest.fixture
def reader(folder: Watched, seen: SeenFiles, clock: FakeClock) -> Reader:
    return Reader(folder, seen, clock)
