"""Running a build tool: its output, or one sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from installer import ROOT, CheckoutTrouble

BUILT_AT = 1_577_836_800
"""2020-01-01: the time of every file built, so that two builds are the same bytes."""


def run_tool(
    *command: str | Path, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> str:
    """What the tool said. `CheckoutTrouble` where it is missing or fails."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            list(map(str, command)),
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(BUILT_AT), **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise CheckoutTrouble(f"{name} is missing; `make installer` installs it.") from error
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise CheckoutTrouble(f"{name} failed with {done.returncode}: {said}")
    return done.stdout
