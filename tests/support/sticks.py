"""A small disk of its own for a test: to be filled, locked, and pulled out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def stick(folder: Path, kilobytes: int = 4096) -> Iterator[Path]:
    """`folder`, mounted as a disk of that size until the block ends."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no right to mount a small file system here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True)


def lock(folder: Path) -> None:
    """Slide the little switch: nothing can be written any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
