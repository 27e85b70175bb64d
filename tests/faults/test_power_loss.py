"""F3: the power fails at any moment of a promise; every disk it may leave behind keeps it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Ledger
from rating_client.base.migrations import MIGRATIONS
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths, backups_of
from tests.faults.crash_states import TRACING, State, crash_states, steps_in
from tests.faults.injection import Injection, needs_strace
from tests.faults.nursery import Nursery
from tests.faults.record import Figures, record, record_twin
from tests.faults.scenarios import REFUSED, profile_in
from tests.support.damage import filled, kept
from tests.support.ledgers import TEST_KEY

pytestmark = needs_strace

BEFORE = 20  # ratings that are in the ledger when the scenario begins

# A state's files, what had been called done, and everything that was done in the end.
Check = Callable[[ProfilePaths, list[str], list[str]], Figures]


class Promise(NamedTuple):
    """What is done, and what of it a power failure may not take back."""

    name: str
    scenario: str
    asked: dict[str, Any]
    check: Check


def rows_are_there(column: str, table: str, condition: str = "1", *, others: bool = False) -> Check:
    """Everything called done has its row, and unless `others` may be there, no other row is."""

    def check(paths: ProfilePaths, done: list[str], every: list[str]) -> Figures:
        ledger, recovered = open_ledger(paths, TEST_KEY)
        with closing(ledger):
            sql = f"SELECT {column} AS made FROM {table} WHERE {condition}"
            made = [row["made"] for row in ledger.rows(sql)]
            before = ledger.value("SELECT count(*) FROM entry WHERE state <> 'unaddressed'")
            sound = recovered is None and ledger.sound(60) and before == BEFORE
        return Figures(
            saved=len(done),
            lost=len(set(done) - set(made)) + (not sound),
            duplicated=len(made) - len(set(made)),
            invented=0 if others else len(set(made) - set(every)),
        )

    return check


def the_old_schema_or_the_new(paths: ProfilePaths, done: list[str], _every: list[str]) -> Figures:
    """Every rating is there, and the tables are those of one version or the other."""
    with closing(Ledger(paths.ledger, TEST_KEY)) as ledger:
        version = ledger.value("PRAGMA user_version")
        second = ledger.value("SELECT count(*) FROM sqlite_master WHERE name = 'second'")
        whole = (version, second) in {(OLD, 0), (OLD + 1, 1)} and ledger.sound(60)
        there = len(kept(ledger))
    return Figures(
        saved=BEFORE, lost=BEFORE - there + bool(done and not second), invented=not whole
    )


def a_whole_copy_is_there(paths: ProfilePaths, done: list[str], _every: list[str]) -> Figures:
    """The ledger, and each copy that has a name, opens and reads whole."""
    ledger, recovered = open_ledger(paths, TEST_KEY)
    ledger.close()
    figures = Figures(saved=len(done), lost=recovered is not None)
    newest = 0
    for copy in backups_of(paths.ledger):
        if copy.exists():
            with closing(Ledger(copy, TEST_KEY)) as opened:
                if not opened.sound(60):
                    figures.lost += 1
                newest = max(newest, len(kept(opened)))
    figures.lost += bool(done) and newest < int(done[-1])
    return figures


OLD = len(MIGRATIONS)
ENTRY = rows_are_there("id", "entry", "state = 'unaddressed'")
RECEIPT = rows_are_there("id", "entry", "receipt = 'receipt ' || id")
DECLARATION = rows_are_there("key", "declaration", "first_seen_at > 1")

PROMISES = [
    Promise("enqueue", "rate", {"ratings": 4}, ENTRY),
    Promise("receipt", "receive", {}, RECEIPT),
    Promise("import", "import_declarations", {"declarations": 4}, DECLARATION),
    Promise("migrate", "migrate", {}, the_old_schema_or_the_new),
    Promise("backup", "back_up", {}, a_whole_copy_is_there),
]
"""What of the ledger must survive; bundles have their own sweep in `test_bundles`."""

FLUSHES = 8  # that three ratings make, and a few more


AFTER_AN_ERROR = Promise(
    "enqueue",
    "rate_or_say_why_not",
    {"ratings": 4},
    rows_are_there("id", "entry", "state = 'unaddressed'", others=True),
)


def replay(
    folder: Path,
    promise: Promise,
    victims: Nursery,
    states: int,
    seed: int,
    fault: Injection | None = None,
) -> Figures:
    """Do it once under a tracer, then look at so many disks it could have left behind."""
    paths = profile_in(folder)
    filled(paths, BEFORE)
    begun = {file.name: file.read_bytes() for file in paths.data.iterdir() if file.is_file()}
    tracing = TRACING if fault is None else [*TRACING, *fault.arguments()[2:]]
    log = victims.log(promise.scenario, folder, tracing, **promise.asked)
    steps = steps_in(log, paths.data, folder / "history")
    every = [step.name for step in steps if step.kind == "done" and step.name[0] != REFUSED]
    assert every, "the log shows nothing done"
    figures = Figures(saved=len(every))
    for state in crash_states(begun, steps, states, seed):
        figures.add(_verdict(folder / "state", state, promise.check, every))
    figures.saved = len(every)
    return figures


@pytest.mark.parametrize("states", [4, pytest.param(100, marks=pytest.mark.slow)])
def test_a_flush_that_failed_is_not_believed_later(tmp_path: Path, states: int) -> None:
    """F5: after an error the system forgets what it could not write, and the next flush succeeds.

    What is called saved afterwards must not stand on it. A rating that was refused may come back.
    """
    figures = Figures()
    with Nursery() as victims:
        for when in range(1, FLUSHES + 1, 1 if states > 10 else 3):
            folder = tmp_path / str(when)
            broken = Injection("fdatasync", when, "error=EIO")
            figures.add(replay(folder, AFTER_AN_ERROR, victims, states, seed=5, fault=broken))
    record("F5", "a flush fails, later ones succeed, then the power fails", figures)
    assert figures.harm == 0


def _verdict(folder: Path, state: State, check: Check, every: list[str]) -> Figures:
    shutil.rmtree(folder, ignore_errors=True)
    paths = ProfilePaths.inside(folder)
    paths.make()
    state.write_to(paths.data)
    try:
        figures = check(paths, [line for line in state.done if line[0] != REFUSED], every)
    except RatingClientError:
        figures = Figures(lost=len(state.done) or 1)
    figures.points = figures.fired = 1
    return figures


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
@pytest.mark.parametrize("states", [60, pytest.param(600, marks=pytest.mark.slow)])
def test_no_promise_is_taken_back(tmp_path: Path, promise: Promise, states: int) -> None:
    with Nursery() as victims:
        figures = replay(tmp_path, promise, victims, states, seed=4)
    record("F3", f"power fails: {promise.name}", figures)
    assert figures.harm == 0


@pytest.mark.parametrize(
    ("planted", "promise"), [("NORMAL instead of FULL", 0), ("copies not flushed", 4)]
)
def test_a_planted_bug_is_caught(tmp_path: Path, planted: str, promise: int) -> None:
    with Nursery(planted) as victims:
        figures = replay(tmp_path, PROMISES[promise], victims, 60, seed=4)
    record_twin("F3", planted, figures)
