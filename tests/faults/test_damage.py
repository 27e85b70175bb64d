"""F7: the ledger's file is damaged. It starts, sets the file aside, and brings the rows back.

The copies are made by the product's own rule in a working day, so what a sweep gives back is what
a person would get back.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from rating_client.base import opening
from rating_client.base.backups import Backups
from rating_client.base.ledger import Ledger
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths, log_of
from rating_client.outbox.box import Outbox
from rating_client.outbox.entry import EntryState
from tests.faults.record import Figures, record, record_twin
from tests.support.damage import NOW, cut, filled, flip_bit, kept, queued, zero
from tests.support.ledgers import TEST_KEY

RATINGS = 302  # the last two after the last copy
LATER = NOW + 10**7
EVERY = 5 * 60.0  # seconds between two ratings: a busy broker
TIDIED_EVERY = 15 * 60.0
PAGE = 4096

Damage = Callable[[ProfilePaths], None]


@pytest.fixture(scope="module")
def worked(shared_folder: Path) -> tuple[Path, set[str]]:
    """A profile after some days of work: its folder, and what was rated."""
    paths = ProfilePaths.inside(shared_folder)
    paths.make()
    ledger, now, tidied, ids = Ledger.open(paths.ledger, TEST_KEY), NOW, NOW, set()
    backups = Backups(paths)
    for number in range(RATINGS):
        ids |= set(queued(ledger, 1, first=number, now=now))
        now += EVERY
        if now - tidied >= TIDIED_EVERY:
            backups.back_up_if_due(ledger, now)
            tidied = now
    ledger.close()
    return paths.data, ids


def sweep(
    folder: Path, worked: tuple[Path, set[str]], damages: Iterable[Damage], noticed: bool = True
) -> Figures:
    """Damage the profile in each of these ways, and start it; `noticed` as the program notes."""
    figures = Figures()
    for damage in damages:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(worked[0], folder)
        paths = ProfilePaths.inside(folder)
        damage(paths)
        if noticed:
            paths.ledger.with_suffix(".suspect").touch()  # as where the program meets damage
        ledger, recovered = open_ledger(paths, TEST_KEY)
        found = set(kept(ledger))
        ledger.close()
        figures.add(
            Figures(
                points=1,
                fired=int(recovered is not None),
                saved=len(worked[1]),
                lost=len(worked[1] - found),
                invented=len(found - worked[1]),
            )
        )
    return figures


def flips(number: int) -> Iterable[Damage]:
    chance = random.Random(7)
    return [lambda paths: flip_bit(paths.ledger, chance)] * number


def cuts(size: int, step: int) -> Iterable[Damage]:
    for at in range(0, size, PAGE * step):
        yield lambda paths, at=at: cut(paths.ledger, at)  # type: ignore[misc]  # mypy wants no defaults


def header(paths: ProfilePaths) -> None:
    zero(paths.ledger, 0, 100)


def emptied(paths: ProfilePaths) -> None:
    cut(paths.ledger, 0)


def deleted(paths: ProfilePaths) -> None:
    paths.ledger.unlink()


def another_log(paths: ProfilePaths) -> None:
    """A -wal that belongs to another file: bytes no key opens."""
    log = log_of(paths.ledger)
    log.write_bytes(random.Random(9).randbytes(40 * PAGE))


@pytest.mark.parametrize("copied", [False, True])
def test_a_log_taken_away_after_an_unclean_end_is_noticed(
    tmp_path: Path, worked: tuple[Path, set[str]], copied: bool
) -> None:
    """The ledger alone would open without a word; what stood in its log was the newest. A command
    beside the program ended meanwhile."""
    paths, after = (ProfilePaths.inside(tmp_path / name) for name in ("worked", "after"))
    shutil.copytree(worked[0], paths.data)
    running, _ = open_ledger(paths, TEST_KEY)
    saved = worked[1] | set(queued(running, 3, first=RATINGS, now=LATER))
    beside, _ = open_ledger(paths, TEST_KEY)
    beside.close()
    if copied:
        Backups(paths).back_up(running, LATER)
    shutil.copytree(paths.data, after.data, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    running.close()

    ledger, recovered = open_ledger(after, TEST_KEY)
    found = set(kept(ledger))
    ledger.close()
    again, quiet = open_ledger(after, TEST_KEY)
    again.close()
    lost, invented = len(saved - found), len(found - saved)
    figures = Figures(points=1, fired=1, saved=len(saved), lost=lost, invented=invented)
    what = "log deleted, a copy is newer" if copied else "log deleted, three ratings only in it"
    record("F7", what, figures, back(figures))
    assert recovered is not None
    assert recovered.sentence.code == "base.ledger-log-gone"
    assert quiet is None
    assert figures.lost == (0 if copied else 3)
    assert figures.invented == 0


def test_what_waited_before_its_log_was_taken_away_may_have_left_since(tmp_path: Path) -> None:
    """The log could have told that it was sent: nobody may take it back as if it never had been."""
    paths, after = (ProfilePaths.inside(tmp_path / name) for name in ("worked", "after"))
    waiting = filled(paths, 2)
    running, _ = open_ledger(paths, TEST_KEY)
    shutil.copytree(paths.data, after.data, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    running.close()

    ledger, _ = open_ledger(after, TEST_KEY)
    outbox = Outbox(ledger)
    for each in waiting:
        assert outbox.known(each).state is EntryState.UNCONFIRMED
        assert not outbox.take_back(each)
    ledger.close()


def back(figures: Figures) -> str:
    return f"{100 * (1 - figures.lost / figures.saved):.2f} % of the rows back"


@pytest.mark.parametrize("number", [6, pytest.param(300, marks=pytest.mark.slow)])
def test_flipped_bits(tmp_path: Path, worked: tuple[Path, set[str]], number: int) -> None:
    figures = sweep(tmp_path / "at", worked, flips(number))
    record("F7", "a bit flipped anywhere", figures, back(figures))
    assert figures.lost <= figures.saved * 0.02
    assert figures.invented == 0


@pytest.mark.parametrize("step", [80, pytest.param(1, marks=pytest.mark.slow)])
def test_cut_short(tmp_path: Path, worked: tuple[Path, set[str]], step: int) -> None:
    size = ProfilePaths.inside(worked[0]).ledger.stat().st_size
    figures = sweep(tmp_path / "at", worked, cuts(size, step))
    record("F7", "cut short at a page", figures, back(figures))
    assert figures.lost <= figures.saved * 0.02
    assert figures.invented == 0


def test_a_start_that_looks_at_no_copy_is_caught(
    tmp_path: Path, worked: tuple[Path, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "backups_of", lambda _: ())
    size = ProfilePaths.inside(worked[0]).ledger.stat().st_size
    figures = sweep(tmp_path / "at", worked, cuts(size // 2, 80))
    caught = figures.lost > figures.saved * 0.02
    record_twin("F7", "copies not looked at", figures, back(figures), caught=caught)


def test_header_log_and_whole_file(tmp_path: Path, worked: tuple[Path, set[str]]) -> None:
    figures = sweep(tmp_path / "at", worked, (header, emptied, deleted, another_log))
    record("F7", "header zeroed, emptied, deleted, another log beside it", figures, back(figures))
    assert figures.lost <= figures.saved * 0.02
    assert figures.invented == 0
