"""The page on security names tests: each must exist, or the page claims what nobody checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \|([^|]+)\|([^|]+)\|$", PAGE, re.MULTILINE
)
TESTS = {
    name
    for file in (ROOT / "tests").rglob("*.py")
    for name in re.findall(r"^\s*def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
}


def test_there_is_a_table_to_check() -> None:
    assert len(ROWS) > 30
    assert len(TESTS) > 500


@pytest.mark.parametrize(("requirement", "tests"), [(row[0], row[2]) for row in ROWS])
def test_every_requirement_names_tests_that_exist(requirement: str, tests: str) -> None:
    named = re.findall(r"`(\w+)`", tests)
    assert named
    assert set(named) <= TESTS, set(named) - TESTS


def test_no_requirement_stands_twice() -> None:
    listed = [each for row in ROWS for each in row[0].split(", ")]
    assert len(listed) == len(set(listed))
    assert listed == sorted(listed, key=lambda each: [int(part) for part in each.split(".")])
