"""`make faults`: every sweep in full, and the tables of docs/reliability.md written from it.

Each sweep says what came of it as soon as it ends, and one that fails stops no other: what was
measured is in the tables, and the last lines are one table over all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.faults.elsewhere import ELSEWHERE
from tests.faults.record import KEPT_IN
from tests.faults.table import write_page
from tests.support.postgres import program

TESTS = Path(__file__).parents[1]


def main() -> int:
    """Run, write, and end with the number of the first failure."""
    argparse.ArgumentParser(description=__doc__).parse_args()  # none, so that none is ignored
    for package, there in (("strace", shutil.which("strace")), ("postgresql", program("postgres"))):
        if there is None:
            print(f"{package} is needed: sudo apt-get install {package}", file=sys.stderr)
            return 1
    with tempfile.TemporaryDirectory() as folder:
        kept, report = Path(folder) / "record", Path(folder) / "report.xml"
        kept.touch()
        swept = _pytest([str(TESTS / "faults"), "-m", "", "-s"], {KEPT_IN: str(kept)})
        named = sorted({f"{TESTS / each}" for shown in ELSEWHERE for each in shown.by})
        stood = _pytest([*named, "-m", "", f"--junitxml={report}"], {})
        results = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
        print(f"\n{write_page(results, _passed(report))}\n")
    return swept or stood


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=TESTS.parent,
        env={**os.environ, **environment},
        check=False,
    ).returncode


def _passed(report: Path) -> dict[str, tuple[int, int]]:
    """Of each test function: how many of its cases passed, and how many there are."""
    if not report.exists():  # they could not even be collected
        return {}
    good, every = Counter[str](), Counter[str]()
    for case in ET.parse(report).getroot().iter("testcase"):
        name = case.attrib["name"].partition("[")[0]
        every[name] += 1
        good[name] += (
            len([part for part in case if part.tag in ("failure", "error", "skipped")]) == 0
        )
    return {name: (good[name], number) for name, number in every.items()}


if __name__ == "__main__":
    sys.exit(main())
