"""A process that has imported everything and forks one victim for each fault: `-m` this module.

Starting Python costs a second, and a sweep has hundreds of points. A victim waits until the tracer
is attached to it, and then does what its scenario says. What it prints is the history: a rating is
saved when its id has reached that file.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.faults import twins
from tests.faults.scenarios import SCENARIOS

# What a scenario loads lazily, loaded once for all victims.
WARM = ("keyring.backend", "requests", "joserfc", "rating_client.cli.queue")


def main() -> None:
    """One line of JSON asks for a victim; its pid, then its status, are the answer."""
    for module in WARM:
        import_module(module)
    if planted := os.environ.get(twins.PLANTED):
        twins.plant(planted)
    for line in sys.stdin:
        asked = json.loads(line)
        wait, let_go = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(let_go)
            _live(asked, wait)
        os.close(wait)
        _say(pid)
        sys.stdin.readline()  # the tracer is attached
        os.write(let_go, b"g")
        os.close(let_go)
        _say(os.waitpid(pid, 0)[1])


def _live(asked: dict[str, Any], wait: int) -> None:
    status = 1
    try:
        os.read(wait, 1)
        os.close(0)
        history = os.open(asked["history"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(history, 1)
        complaints = os.open(asked["history"] + ".err", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(complaints, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        status = SCENARIOS[asked["scenario"]](Path(asked["folder"]), asked) or 0
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001  a forked child must not return into its parent's loop
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _say(number: int) -> None:
    sys.__stdout__.write(f"{number}\n")  # type: ignore[union-attr]  # it is there in a program
    sys.__stdout__.flush()  # type: ignore[union-attr]  # as above


if __name__ == "__main__":
    main()
