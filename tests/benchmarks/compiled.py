"""The program compiled, as the installer lays it down.

A checkout need not be: where the environment forbids Python to write what it compiled, every start
compiles 300 modules, and half of what is measured is the compiler.
"""

from __future__ import annotations

import compileall
from pathlib import Path

import rating_client


def compile_program() -> None:
    """Write what Python would at the first import."""
    compileall.compile_dir(Path(rating_client.__file__).parent, quiet=1)
