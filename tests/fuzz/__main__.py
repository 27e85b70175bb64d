"""Every reader under atheris, one after the other: `python -m tests.fuzz [EXECUTIONS] [FORMAT...]`.

Prints a table and ends with 1 if anything escaped. libFuzzer ends with the first escape, whose
input is kept in `build/fuzz`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.fuzz.seeds import FOUND, readers

_HEADS = ("reader", "executions", "escapes", "slowest", "memory", "took")
_ROW = "{:<24} {:>10} {:>8} {:>9} {:>7} {:>7}"


@dataclass(frozen=True)
class Fuzzed:
    """What one reader came to: `slowest` in processor seconds, `memory` in MB at its highest."""

    reader: str
    executions: int
    escapes: int
    slowest: float
    memory: int
    took: float

    def __str__(self) -> str:
        return _ROW.format(
            self.reader,
            f"{self.executions:,}",
            self.escapes,
            f"{self.slowest * 1000:.0f} ms",
            f"{self.memory} MB",
            f"{self.took:.0f} s",
        )


def fuzzed(reader: str, executions: int) -> Fuzzed:
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.fuzz.harness", reader, f"-runs={executions}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        print(f"{reader} let something escape, input in {FOUND}:", file=sys.stderr)
        print(done.stderr[-3000:], file=sys.stderr)

    def said(what: str) -> float:
        return max((float(n) for n in re.findall(rf"{what}:\s*([\d.]+)", done.stderr)), default=0)

    return Fuzzed(
        reader,
        int(said("number_of_executed_units")),
        int(done.returncode != 0),
        said("slowest_reading_s"),
        int(said("peak_rss_mb")),
        time.monotonic() - began,
    )


def main(arguments: list[str]) -> int:
    executions = int(arguments[0]) if arguments else 100_000
    print(_ROW.format(*_HEADS), flush=True)
    escaped = 0
    for reader in arguments[1:] or sorted(readers()):
        result = fuzzed(reader, executions)
        print(result, flush=True)
        escaped += result.escapes
    return min(escaped, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
