"""Planted bugs for what is shown elsewhere: there too a test must fail where the guarantee is gone.

The test runs in a process of its own, with the bug in the product and nothing else changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.elsewhere import ELSEWHERE
from tests.faults.record import Figures, record_twin
from tests.faults.twins import PLANTED

TESTS = Path(__file__).parents[1]
FAILED = 1  # pytest's own; what could not even begin has higher numbers


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "planted", "function"),
    [
        ("F9", "no back-off", "test_an_outage_costs_few_attempts_and_ends_by_itself"),
        ("F14", "certificates not verified", "test_an_impostor_sees_no_byte_and_is_named"),
        ("F16", "a refusal is the receiver's trouble", "test_one_refused_rating_blocks_nobody"),
        ("F19", "read at first sight", "test_a_growing_file_is_not_read_until_it_rests"),
        (
            "F30",
            "no index for what is due",
            "test_the_next_of_a_hundred_thousand_is_found_without_sorting_them",
        ),
    ],
)
def test_the_test_that_shows_it_fails(fault: str, planted: str, function: str) -> None:
    (named,) = {
        each
        for shown in ELSEWHERE
        for each in shown.by
        if (shown.fault, each.partition("::")[2]) == (fault, function)
    }
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-x", "-p", "tests.faults.planting"),
            *("-p", "no:cacheprovider", str(TESTS / named)),
        ],
        cwd=TESTS.parent,
        env={**os.environ, PLANTED: planted},
        capture_output=True,
        text=True,
        check=False,
    )
    note = f"`{function.removeprefix('test_')}` fails"
    caught = done.returncode == FAILED and "AssertionError" in done.stdout
    record_twin(fault, planted, Figures(points=1, fired=1), note, caught=caught)
