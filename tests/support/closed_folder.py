"""A folder or file that this user may neither look into nor write to."""

from __future__ import annotations

import os
import sys
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
def closed(path: Path, afterwards: int = 0o755, *, to: int = 0) -> Iterator[None]:
    """Meanwhile nobody can open this folder or file; elsewhere than on Windows `to` is left.

    On Windows this program has it open and shares it with nobody. Elsewhere nobody has the right:
    the superuser opens everything, so where the tests run as one, they are nobody meanwhile.
    """
    if sys.platform == "win32":
        import _winapi

        backup = 0x02000000  # FILE_FLAG_BACKUP_SEMANTICS: without it no folder can be opened
        read, existing = _winapi.GENERIC_READ, _winapi.OPEN_EXISTING
        handle = _winapi.CreateFile(str(path), read, 0, 0, existing, backup, 0)
        try:
            yield
        finally:
            _winapi.CloseHandle(handle)
        return
    superuser = os.geteuid() == 0
    path.chmod(to)
    os.seteuid(65534 if superuser else os.geteuid())
    try:
        yield
    finally:
        os.seteuid(0 if superuser else os.geteuid())
        path.chmod(afterwards)
