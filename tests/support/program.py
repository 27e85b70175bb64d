"""The installed program as a process of its own, with a throw-away key handed over as its input."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rating_client.base.vault import KEY_FD
from tests.support.ledgers import TEST_KEY

PROGRAM = (sys.executable, "-m", "rating_client")


def start(
    profile: Path,
    *arguments: str,
    command: tuple[str, ...] = PROGRAM,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[str]:
    """Start `rating-client ARGUMENTS --profile PROFILE`; its ledger opens with `TEST_KEY`."""
    reading, writing = os.pipe()
    os.write(writing, TEST_KEY.hex().encode())
    os.close(writing)
    try:
        return subprocess.Popen(
            [*command, *arguments, "--profile", str(profile)],
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={
                **os.environ,
                KEY_FD: "0",
                "QT_QPA_PLATFORM": "offscreen",
                **environment,
            },
        )
    finally:
        os.close(reading)


def run(
    profile: Path,
    *arguments: str,
    timeout: float = 60,
    command: tuple[str, ...] = PROGRAM,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """Start the program and wait for its end."""
    process = start(profile, *arguments, command=command, environment=environment)
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
