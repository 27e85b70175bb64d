"""A full disk: nothing is called saved that is not, and the ballast lets receipts in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.base.ballast import ROOM_LEFT, Ballast
from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.profile import Profile
from tests.support.claims import claim_one
from tests.support.damage import NOW, RECEIVER, kept, queued
from tests.support.ledgers import TEST_KEY
from tests.support.small_disk import fill_up, small_disk
from tests.support.vaults import MemoryVault

SIZE = 4 * 2**20


def test_the_ballast_takes_real_room_and_is_made_once(tmp_path: Path) -> None:
    ballast = Ballast(ProfilePaths.inside(tmp_path), SIZE)
    assert ballast.keep()
    file = tmp_path / "ballast"
    if sys.platform != "win32":  # where nothing tells the blocks
        assert file.stat().st_blocks * 512 >= SIZE
    made = file.stat().st_mtime_ns
    assert ballast.keep()
    assert file.stat().st_mtime_ns == made
    assert ballast.condition() is None


def test_it_is_not_made_where_it_would_fill_the_disk(tmp_path: Path) -> None:
    ballast = Ballast(ProfilePaths.inside(tmp_path), size=10**15)
    assert not ballast.keep()
    assert not (tmp_path / "ballast").exists()
    condition = ballast.condition()
    assert condition is not None
    assert str(ballast.free() // 2**20)[:2] in condition.line()


def test_a_half_made_one_is_made_again(tmp_path: Path) -> None:
    ballast = Ballast(ProfilePaths.inside(tmp_path), SIZE)
    (tmp_path / "ballast").write_bytes(b"half")
    assert ballast.keep()
    assert (tmp_path / "ballast").stat().st_size == SIZE


def test_the_ledger_lets_the_ballast_go_when_it_is_told_that_the_disk_is_full(
    tmp_path: Path,
) -> None:
    paths = ProfilePaths.inside(tmp_path)
    ledger, _ = open_ledger(paths, TEST_KEY)
    Ballast(paths).keep()
    ledger.run(f"PRAGMA max_page_count = {ledger.value('PRAGMA page_count') + 5}")
    with pytest.raises(Trouble) as trouble:
        queued(ledger, 100)
    assert trouble.value.code == "base.disk-full"
    assert kept(ledger) == {}, "all of one transaction or nothing"
    assert not (tmp_path / "ballast").exists()
    ledger.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 24) as disk:
        yield disk


def test_a_read_only_disk_is_one_sentence(disk: Path) -> None:
    paths = ProfilePaths.inside(disk / "profile")
    Profile.open(paths, vault=MemoryVault(TEST_KEY)).close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for attempt in (
        lambda: Profile.open(paths, vault=MemoryVault(TEST_KEY)),
        lambda: Instance.claim(paths),
        lambda: ProfilePaths.inside(disk / "new").make(),
    ):
        with pytest.raises(Trouble) as trouble:
            attempt()
        assert trouble.value.code == "base.ledger-not-writable"


def test_on_a_full_disk_the_ledger_opens_by_its_ballast_or_says_what_is_wrong(disk: Path) -> None:
    paths = ProfilePaths.inside(disk)
    ledger, _ = open_ledger(paths, TEST_KEY)
    ids = queued(ledger, 5)
    ledger.close()
    (disk / "ballast").write_bytes(os.urandom(SIZE))
    fill_up(disk / "filler")
    ledger, _ = open_ledger(paths, TEST_KEY)
    assert set(kept(ledger)) == set(ids)
    ledger.close()
    fill_up(disk / "more")
    with pytest.raises(Trouble) as trouble:
        open_ledger(paths, TEST_KEY)
    assert trouble.value.code == "base.disk-full"


def test_on_a_really_full_disk_receipts_still_get_in(disk: Path) -> None:
    paths = ProfilePaths.inside(disk)
    ledger, _ = open_ledger(paths, TEST_KEY)
    ids = queued(ledger, 50)
    (disk / "ballast").write_bytes(os.urandom(SIZE))
    fill_up(disk / "filler")
    trouble = None
    for number in range(1_000, 2_000):
        try:
            ids += queued(ledger, 1, first=number)
        except Trouble as met:
            trouble = met
            break
    assert trouble is not None
    assert trouble.code == "base.disk-full"
    assert set(kept(ledger)) == set(ids), "what was called saved is, and nothing else"
    dispatch = Dispatch(ledger)
    for _ in range(20):
        claimed = claim_one(dispatch, RECEIVER, NOW + 60, 60)
        assert claimed is not None
        assert dispatch.receipted(claimed.id, ReceiptFacts("receipt", NOW, "epoch", 1))
    ledger.close()
    assert Ballast(paths, SIZE).free() < ROOM_LEFT
    assert not Ballast(paths, SIZE).keep(), "no room yet"
