"""An older ledger is brought up to date, whole or not at all, with a copy of it kept first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rating_client.base import ledger as ledger_module
from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Ledger
from rating_client.base.migrations import MIGRATIONS
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths, backups_of
from tests.support.damage import filled, kept
from tests.support.ledgers import TEST_KEY

SECOND = """
ALTER TABLE owner ADD COLUMN note TEXT;
CREATE TABLE second (number INTEGER PRIMARY KEY) STRICT;
INSERT INTO second SELECT serial FROM entry;
"""

KILLED_IN_THE_MIDDLE = """
import os, sys
from pathlib import Path
from rating_client.base import ledger
second, path, dies_at = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
ledger.MIGRATIONS = (*ledger.MIGRATIONS, second)
steps = 0
connect = ledger.Ledger._connect

def connected(self):
    connection = connect(self)
    def step():
        global steps
        steps += 1
        if steps == dies_at:
            os._exit(9)
        return False
    connection.set_progress_handler(step, 1)
    return connection

ledger.Ledger._connect = connected
ledger.Ledger.open(path, bytes(range(32))).close()
print(steps)
"""


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    paths = ProfilePaths.inside(tmp_path)
    filled(paths, 20)
    return paths


def _with_second(monkeypatch: pytest.MonkeyPatch, sql: str = SECOND) -> None:
    monkeypatch.setattr(ledger_module, "MIGRATIONS", (*MIGRATIONS, sql))


def test_an_older_ledger_is_brought_up_to_date_and_keeps_everything(
    paths: ProfilePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_second(monkeypatch)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    assert ledger.value("PRAGMA user_version") == 2
    assert ledger.value("SELECT count(*) FROM second") == 20
    assert len(kept(ledger)) == 20
    ledger.close()


def test_a_copy_of_the_old_ledger_is_kept(
    paths: ProfilePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        _with_second(newer)
        ledger, _ = open_ledger(paths, TEST_KEY)
        ledger.close()
    copy = Ledger.open(backups_of(paths.ledger)[0], TEST_KEY)
    assert copy.value("PRAGMA user_version") == 1
    assert len(kept(copy)) == 20
    copy.close()


def test_a_migration_that_fails_changes_nothing(
    paths: ProfilePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        _with_second(broken, SECOND + "INSERT INTO nowhere VALUES (1);")
        with pytest.raises(RatingClientError):
            Ledger.open(paths.ledger, TEST_KEY)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    assert ledger.value("PRAGMA user_version") == 1
    assert ledger.value("SELECT count(*) FROM sqlite_master WHERE name = 'second'") == 0
    ledger.close()


def test_killed_at_any_step_it_is_the_old_ledger_or_the_new_one(
    paths: ProfilePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = int(_killed(paths.ledger, 0).stdout)
    found = set()
    for number in range(12):
        paths.ledger.unlink()
        for copy in backups_of(paths.ledger):
            copy.unlink(missing_ok=True)
        filled(paths, 20)
        killed = _killed(paths.ledger, 1 + steps * number // 12)
        assert killed.returncode == 9, killed.stderr
        ledger = Ledger(paths.ledger, TEST_KEY)
        version = ledger.value("PRAGMA user_version")
        second = ledger.value("SELECT count(*) FROM sqlite_master WHERE name = 'second'")
        assert (version, second) in {(1, 0), (2, 1)}
        assert len(kept(ledger)) == 20
        ledger.close()
        found.add(version)
        with monkeypatch.context() as newer:
            _with_second(newer)
            again = Ledger.open(paths.ledger, TEST_KEY)
            assert again.value("SELECT count(*) FROM second") == 20
            again.close()
    assert 1 in found


def _killed(ledger: Path, dies_at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED_IN_THE_MIDDLE, SECOND, str(ledger), str(dies_at)],
        capture_output=True,
        text=True,
        check=False,
    )
