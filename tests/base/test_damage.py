"""A damaged ledger: set aside, read row by row, filled from a copy, and never a silent loss."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rating_client.base.backups import Backups
from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance
from rating_client.base.ledger import Ledger
from rating_client.base.opening import Recovered, open_ledger
from rating_client.base.paths import ProfilePaths, backups_of
from tests.support.damage import NOW, cut, filled, flip_bit, kept, queued, zero
from tests.support.ledgers import TEST_KEY

RATINGS = 300


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A ledger with a copy made after nine tenths of its ratings."""
    folder = tmp_path_factory.mktemp("sound")
    paths = ProfilePaths.inside(folder)
    ids = filled(paths, RATINGS * 9 // 10)
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    Backups(paths).back_up(ledger, NOW)
    ids += queued(ledger, RATINGS // 10, first=RATINGS)
    ledger.close()
    return folder, ids


@pytest.fixture
def paths(tmp_path: Path, sound: tuple[Path, list[str]]) -> ProfilePaths:
    shutil.copytree(sound[0], tmp_path / "profile")
    return ProfilePaths.inside(tmp_path / "profile")


def _reopened(paths: ProfilePaths) -> tuple[dict[str, str | None], Recovered | None]:
    paths.ledger.with_suffix(".suspect").touch()  # as the ledger does where it meets damage
    ledger, recovered = open_ledger(paths, TEST_KEY)
    try:
        assert ledger.rows("PRAGMA foreign_key_check") == []
        assert ledger.sound(60)
        return kept(ledger), recovered
    finally:
        ledger.close()


def test_flipped_bits_cost_nothing_a_copy_has(
    tmp_path: Path, sound: tuple[Path, list[str]]
) -> None:
    """Ten single flips anywhere; `make faults` makes three hundred."""
    chance = random.Random(20)
    lost = recovered = 0
    for number in range(10):
        folder = tmp_path / str(number)
        shutil.copytree(sound[0], folder)
        paths = ProfilePaths.inside(folder)
        flip_bit(paths.ledger, chance)
        found, repaired = _reopened(paths)
        lost += len(set(sound[1]) - set(found))
        recovered += repaired is not None
        shutil.rmtree(folder)
    assert recovered >= 8, "pages that no table uses need no repair"
    assert lost <= 10 * RATINGS * 0.005


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_gives_back_what_is_left_and_the_copy_the_rest(
    paths: ProfilePaths, sound: tuple[Path, list[str]], part: float
) -> None:
    cut(paths.ledger, int(paths.ledger.stat().st_size * part))
    found, recovered = _reopened(paths)
    assert recovered is not None
    assert len(found) >= RATINGS * 0.9
    assert recovered.ratings == len(found)
    assert set(found) <= set(sound[1])


def test_a_wiped_header_loses_no_rating(paths: ProfilePaths, sound: tuple[Path, list[str]]) -> None:
    """The first page is borrowed from the copy; all others are still there."""
    zero(paths.ledger, 0, 4096)
    found, recovered = _reopened(paths)
    assert recovered is not None
    assert set(found) == set(sound[1])


def test_a_wiped_header_without_any_copy(
    paths: ProfilePaths, sound: tuple[Path, list[str]]
) -> None:
    for copy in backups_of(paths.ledger):
        copy.unlink(missing_ok=True)
    zero(paths.ledger, 0, 4096)
    found, recovered = _reopened(paths)
    assert recovered is not None
    assert recovered.copied_at is None
    assert set(found) == set(sound[1])


def test_a_deleted_ledger_comes_back_from_the_copy(paths: ProfilePaths) -> None:
    paths.ledger.unlink()
    found, recovered = _reopened(paths)
    assert recovered is not None
    assert recovered.copied_at == NOW
    assert len(found) == RATINGS * 9 // 10


def test_the_damaged_file_is_kept_and_the_sentence_says_how_many(paths: ProfilePaths) -> None:
    zero(paths.ledger, 4096 * 40, 4096 * 10)
    before = paths.ledger.read_bytes()
    _, recovered = _reopened(paths)
    assert recovered is not None
    assert recovered.aside is not None
    assert (paths.data / recovered.aside).read_bytes() == before
    sentence = recovered.sentence.line("en")
    assert recovered.aside in sentence
    assert f"{recovered.ratings} of {recovered.of}" in sentence
    _, again = _reopened(paths)
    assert again is None, "once is enough"


@pytest.mark.parametrize("gone", [False, True])
def test_a_wrong_key_changes_nothing_even_with_copies(paths: ProfilePaths, gone: bool) -> None:
    if gone:
        paths.ledger.unlink()
    before = {file.name: file.read_bytes() for file in paths.data.iterdir()}
    with pytest.raises(Trouble) as trouble:
        open_ledger(paths, b"x" * 32)
    assert trouble.value.code == "base.ledger-key-wrong"
    after = {file.name: file.read_bytes() for file in paths.data.iterdir()}
    after.pop("running.lock")
    assert after == before


def test_what_waited_in_the_copy_may_have_left_since(paths: ProfilePaths) -> None:
    paths.ledger.unlink()
    ledger, _ = open_ledger(paths, TEST_KEY)
    states = ledger.rows("SELECT DISTINCT state, attempts FROM entry")
    ledger.close()
    assert states == [{"state": "unconfirmed", "attempts": 1}]


def test_damage_met_while_running_is_looked_into_at_the_next_start(paths: ProfilePaths) -> None:
    size = paths.ledger.stat().st_size
    zero(paths.ledger, size // 2, 4096 * 20)
    ledger, recovered = open_ledger(paths, TEST_KEY)
    assert recovered is None, "a clean end is not looked over: a start must not wait for it"
    with pytest.raises(Trouble) as trouble:
        ledger.rows("SELECT * FROM whole_entry")
    assert trouble.value.code == "base.ledger-damaged"
    ledger.close()
    ledger, recovered = open_ledger(paths, TEST_KEY)
    ledger.close()
    assert recovered is not None


def test_an_unclean_end_is_looked_over(paths: ProfilePaths) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from rating_client.base.ledger import Ledger\n"
        "ledger = Ledger.open(Path(sys.argv[1]), bytes(range(32)))\n"
        "ledger.remember('word', 'value')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(paths.ledger)], check=False)
    zero(paths.ledger, paths.ledger.stat().st_size // 2, 4096)
    ledger, recovered = open_ledger(paths, TEST_KEY)
    assert ledger.recall("word") == "value", "the log beside the file is read too"
    ledger.close()
    assert recovered is not None


def test_only_who_holds_the_profile_replaces_its_ledger(paths: ProfilePaths) -> None:
    zero(paths.ledger, 4096, 4096 * 20)
    paths.ledger.with_suffix(".suspect").touch()
    script = (
        "import sys, time; from pathlib import Path\n"
        "from rating_client.base.instance import Instance\n"
        "from rating_client.base.paths import ProfilePaths\n"
        "held = Instance.claim(ProfilePaths.inside(Path(sys.argv[1])))\n"
        "print('held', flush=True); time.sleep(60)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(paths.data)], stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(Trouble) as trouble:
            open_ledger(paths, TEST_KEY)
        assert trouble.value.code == "base.ledger-damaged"
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    own = Instance.claim(paths)
    assert own is not None
    ledger, recovered = open_ledger(paths, TEST_KEY)
    ledger.close()
    own.close()
    assert recovered is not None


def test_a_rebuilding_cut_off_before_the_last_rename_is_finished(paths: ProfilePaths) -> None:
    rebuilt = paths.ledger.with_suffix(".rebuilt")
    paths.ledger.replace(rebuilt)
    found, recovered = _reopened(paths)
    assert recovered is not None
    assert len(found) == RATINGS
    assert not rebuilt.exists()


def test_a_start_never_fails_for_ever_where_nothing_is_left(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    filled(paths, 20)
    zero(paths.ledger, 4096, paths.ledger.stat().st_size)
    paths.ledger.with_suffix(".suspect").touch()
    ledger, recovered = open_ledger(paths, TEST_KEY)
    assert kept(ledger) == {}
    ledger.close()
    assert recovered is not None
    assert recovered.aside is not None
    assert (tmp_path / recovered.aside).exists()


_ENDS_WITHOUT_CLOSING = """
from pathlib import Path
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths, backups_of
from tests.support.ledgers import TEST_KEY
ledger, _ = open_ledger(ProfilePaths.inside(Path({folder!r})), TEST_KEY)
ledger.remember("last words", "said")
"""


def test_a_program_that_ends_without_closing_is_not_taken_for_damage(tmp_path: Path) -> None:
    """Its connections take the log in as it ends, which must not look as if somebody had."""
    script = _ENDS_WITHOUT_CLOSING.format(folder=str(tmp_path))
    for _ in range(2):
        subprocess.run([sys.executable, "-c", script], check=True)
    ledger, recovered = open_ledger(ProfilePaths.inside(tmp_path), TEST_KEY)
    assert recovered is None
    assert ledger.recall("last words") == "said"
    ledger.close()


@pytest.mark.parametrize("ends", [True, False])
def test_another_program_that_ends_or_begins_at_this_moment_is_no_damage(
    paths: ProfilePaths, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    """The log and the mark beside it come and go with it, while a start looks at one and the
    other."""
    first, look = [open_ledger(paths, TEST_KEY)[0]] if ends else [], os.stat

    def then_it_does(path: Path, **how: bool) -> os.stat_result:
        try:
            return look(path, **how)
        finally:
            if str(path).endswith(".in-use" if ends else "-wal"):
                monkeypatch.setattr(os, "stat", look)
                if ends:
                    first.pop().close()
                else:
                    first.append(open_ledger(paths, TEST_KEY)[0])

    monkeypatch.setattr(os, "stat", then_it_does)
    ledger, recovered = open_ledger(paths, TEST_KEY)
    assert recovered is None
    for each in (ledger, *first):
        each.close()
