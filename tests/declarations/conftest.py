"""The real reading process, started as the program starts it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rating_client.declarations.reading_process import ReadingProcess


@pytest.fixture(scope="session")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process
