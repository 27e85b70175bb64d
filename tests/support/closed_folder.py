"""A folder that this user may neither look into nor write to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder_to_close() -> Iterator[Path]:
    """An empty folder, not below the place of the tests, where nobody may go."""
    with tempfile.TemporaryDirectory(prefix="closed-") as folder:
        yield Path(folder)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Meanwhile nobody may enter. The superuser may read everything, so where the tests run as
    one, they are nobody meanwhile."""
    superuser = os.geteuid() == 0
    folder.chmod(0)
    os.seteuid(65534 if superuser else os.geteuid())
    try:
        yield
    finally:
        os.seteuid(0 if superuser else os.geteuid())
        folder.chmod(0o755)
