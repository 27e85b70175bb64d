"""Every reader under atheris, one after the other: `python -m tests.fuzz [EXECUTIONS] [FORMAT...]`.

Prints a line for each and ends with 1 if anything escaped.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time

from tests.fuzz.seeds import FOUND, readers


def fuzzed(format_name: str, executions: int) -> bool:
    """Whether this reader let nothing escape."""
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.fuzz.harness", format_name, f"-runs={executions}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    count = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    took = time.monotonic() - began
    executed = int(count[1]) if count else 0
    kept = "no escape" if done.returncode == 0 else f"ESCAPED, input in {FOUND}"
    print(f"{format_name:<24} {executed:>8} executions {took:>6.0f} s   {kept}", flush=True)
    if done.returncode != 0:
        print(done.stderr[-3000:], file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    executions = int(sys.argv[1]) if sys.argv[1:] else 100_000
    names = sys.argv[2:] or sorted(readers())
    results = [fuzzed(name, executions) for name in names]
    sys.exit(not all(results))
