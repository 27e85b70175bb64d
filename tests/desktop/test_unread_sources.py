"""No source is read to run the program: byte code is what it is run from."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import linecache
import rating_client.app
before = set(linecache.cache)
from email.message import Message
from rating_client.desktop.coordinator import Coordinator
print(sorted(set(linecache.cache) - before))
"""


def test_what_is_imported_after_the_program_is_not_read_by_pyside() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
