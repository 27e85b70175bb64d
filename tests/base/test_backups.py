"""Copies of the ledger: when, how many, whole or absent, and without what was erased."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from rating_client.base.backups import (
    AFTER_ERASURE,
    AT_THE_LATEST,
    ERASED_AT,
    MANY_CHANGES,
    MISSED,
    SOONEST,
    Backups,
    Made,
    due,
)
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths, backups_of
from rating_client.outbox.box import Outbox
from tests.support.damage import filled, kept, queued, zero
from tests.support.ledgers import TEST_KEY

NOW = 1_795_000_000.0


@pytest.mark.parametrize(
    ("newer", "older", "changes", "erased", "wanted"),
    [
        (None, None, 0, None, True),  # the first one
        (0, None, 0, None, False),
        (SOONEST, None, MANY_CHANGES, None, True),
        (SOONEST - 1, None, MANY_CHANGES, None, False),
        (SOONEST, None, MANY_CHANGES - 1, None, False),
        (AT_THE_LATEST, None, 0, None, True),
        (-5, None, 0, None, True),  # the clock was set back
        (10, 20, 0, 5, True),  # something was erased after the newer one
        (AFTER_ERASURE - 1, 2 * AFTER_ERASURE, 0, AFTER_ERASURE + 5, False),
        (
            AFTER_ERASURE,
            2 * AFTER_ERASURE,
            0,
            AFTER_ERASURE + 5,
            True,
        ),  # the older one still has it
        (AFTER_ERASURE, AFTER_ERASURE + 1, 0, AFTER_ERASURE + 5, False),
    ],
)
def test_when_a_copy_is_due(
    newer: float | None, older: float | None, changes: int, erased: float | None, wanted: bool
) -> None:
    """The times are ages in seconds."""

    def ago(age: float | None) -> float | None:
        return None if age is None else NOW - age

    assert due(NOW, Made(ago(newer), ago(older)), changes, ago(erased)) is wanted


def test_a_small_ledger_is_copied_after_few_ratings() -> None:
    made = Made(NOW - SOONEST, None)
    assert due(NOW, made, 12, None, missing=MISSED)
    assert not due(NOW, made, 12, None, missing=MISSED / 2)
    assert not due(NOW, Made(NOW - SOONEST + 1, None), 12, None, missing=1.0)


def test_two_copies_are_kept_and_each_opens_with_the_same_key(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    filled(paths, 5)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    backups = Backups(paths)
    for number in range(3):
        backups.back_up(ledger, NOW + number)
        queued(ledger, 1, first=100 + number)
    ledger.close()
    assert backups.made() == Made(NOW + 2, NOW + 1)
    for copy, ratings in zip(backups_of(paths.ledger), (7, 6), strict=True):
        opened = Ledger.open(copy, TEST_KEY)
        assert len(kept(opened)) == ratings
        opened.close()


def test_where_a_copy_cannot_be_moved_the_newest_stays_and_it_is_no_bug(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    filled(paths, 5)
    newer, older = backups_of(paths.ledger)
    with closing(Ledger.open(paths.ledger, TEST_KEY)) as ledger:
        Backups(paths).back_up(ledger, NOW)
        (older / "in the way").mkdir(parents=True)
        with pytest.raises(Trouble) as trouble:
            Backups(paths).back_up(ledger, NOW + 9)
    assert trouble.value.code == "base.disk-error"
    assert Backups(paths).made().newer == NOW
    assert {file.name for file in tmp_path.iterdir()} == {"ledger.db", newer.name, older.name}


def test_a_damaged_ledger_never_replaces_a_good_copy(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    filled(paths, 200)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    Backups(paths).back_up(ledger, NOW)
    ledger.close()
    good = backups_of(paths.ledger)[0].read_bytes()
    zero(paths.ledger, paths.ledger.stat().st_size // 2, 8192)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    with pytest.raises(Trouble):
        Backups(paths).back_up(ledger, NOW + 9)
    ledger.close()
    assert backups_of(paths.ledger)[0].read_bytes() == good
    assert {file.name for file in tmp_path.iterdir()} == {"ledger.db", "ledger.backup-1"}


def test_erased_content_leaves_both_copies(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    ids = filled(paths, 5)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    backups = Backups(paths)
    backups.back_up(ledger, NOW - 20)
    backups.back_up(ledger, NOW - 10)
    queue = Outbox(ledger)
    assert all(queue.take_back(entry_id) for entry_id in ids)
    ledger.run("DELETE FROM content")
    ledger.remember(ERASED_AT, str(NOW))
    times = [NOW + 60 * minute for minute in range(180) if minute]
    made = [now for now in times if backups.back_up_if_due(ledger, now)]
    ledger.close()
    assert made == [NOW + 60, NOW + 60 + AFTER_ERASURE]
    for copy in backups_of(paths.ledger):
        opened = Ledger.open(copy, TEST_KEY)
        assert opened.value("SELECT count(*) FROM content") == 0
        opened.close()
