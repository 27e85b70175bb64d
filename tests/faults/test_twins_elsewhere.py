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
        ("F6", "a read-only disk is a full one", "test_a_read_only_disk_is_one_sentence"),
        ("F9", "no back-off", "test_an_outage_costs_few_attempts_and_ends_by_itself"),
        ("F11", "a deadline for each read alone", "test_the_deadline_is_over_the_whole_reply"),
        ("F14", "certificates not verified", "test_an_impostor_sees_no_byte_and_is_named"),
        (
            "F15",
            "the proxy's password in the log",
            "test_a_proxy_that_wants_a_password_has_its_own_word_and_logs_none",
        ),
        ("F16", "a refusal is the receiver's trouble", "test_one_refused_rating_blocks_nobody"),
        ("F19", "read at first sight", "test_a_growing_file_is_not_read_until_it_rests"),
        (
            "F20",
            "nothing but events",
            "test_without_events_a_new_file_is_found_within_five_seconds",
        ),
        ("F20", "a card for each", "test_a_flood_of_declarations_is_one_card"),
        (
            "F21",
            "one folder after the other",
            "test_a_slow_share_is_read_and_the_other_folder_does_not_wait",
        ),
        (
            "F21",
            "a silent share is waited for",
            "test_a_share_that_never_answers_is_said_left_behind_and_caught_up_when_it_answers",
        ),
        (
            "F21",
            "a folder that went is given up",
            "test_a_missing_folder_is_said_and_read_when_it_returns",
        ),
        ("F22", "links are followed", "test_pipes_links_and_loops_are_not_followed"),
        ("F23", "names are put right", "test_composed_and_decomposed_names_are_two_files"),
        (
            "F24",
            "entities are read",
            "test_a_hostile_file_is_refused_in_time_and_the_next_file_is_read",
        ),
        (
            "F25",
            "far cells not looked for",
            "test_a_hostile_file_is_refused_in_time_and_the_next_file_is_read",
        ),
        (
            "F26",
            "who reads has time",
            "test_a_reader_that_hangs_is_killed_and_costs_one_file",
        ),
        (
            "F27",
            "no size gate",
            "test_a_file_that_grows_for_ever_is_never_read_and_holds_up_no_other",
        ),
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
    if " skipped" in done.stdout and " passed" not in done.stdout:
        pytest.skip("what shows it needs rights that are not given here")
    note = f"`{function.removeprefix('test_')}` fails"
    caught = done.returncode == FAILED and "AssertionError" in done.stdout
    record_twin(fault, planted, Figures(points=1, fired=1), note, caught=caught)
