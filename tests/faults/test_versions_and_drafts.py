"""F33 and F34: killed while the ledger is brought up to date, and with a form open.

That an older program never writes to a newer ledger is shown in `tests/base/test_ledger.py`, and
that waking from sleep makes no burst in `tests/delivery/test_waking.py`.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from rating_client.base import ledger as ledger_module
from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Ledger
from rating_client.base.migrations import MIGRATIONS
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths
from rating_client.profile import Profile
from tests.faults.injection import WRITES, every_point, needs_strace
from tests.faults.nursery import Nursery, history
from tests.faults.record import Figures, record, record_twin
from tests.faults.scenarios import SECOND_VERSION, profile_in
from tests.support.damage import filled, kept
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault

pytestmark = needs_strace

RATED = 20
STEPS = pytest.mark.parametrize("step", [15, pytest.param(1, marks=pytest.mark.slow)])


def fresh(folder: Path, template: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder


@STEPS
def test_killed_while_migrating(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """The old ledger or the new one, with every rating; and the next start finishes it."""
    with Nursery() as victims:
        figures = migrations(tmp_path, monkeypatch, victims, WRITES, step)
    record("F33", "killed while the ledger is migrated", figures)
    assert figures.fired > 0
    assert figures.harm == 0


def test_a_migration_in_pieces_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = "migrated without a transaction"
    with Nursery(planted) as victims:
        figures = migrations(tmp_path, monkeypatch, victims, ("fdatasync",), 1)
    record_twin("F33", planted, figures)


def migrations(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    victims: Nursery,
    calls: tuple[str, ...],
    step: int,
) -> Figures:
    """An older ledger with ratings is brought up to date, and killed at each of these calls."""
    template, figures = folder / "template", Figures()
    filled(profile_in(template), RATED)
    counts = victims.count("migrate", fresh(folder / "at", template), calls)
    for point in every_point(counts, step=step):
        at = fresh(folder / "at", template)
        ended = victims.run("migrate", at, point)
        figures.add(_migrated(at, monkeypatch))
        figures.fired += ended.killed
    return figures


def _migrated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Figures:
    """One version or the other, whole: a mixture is none, and no program can go on with it."""
    figures = Figures(points=1, saved=RATED)
    seen = shutil.copytree(profile_in(folder).data, folder / "seen")
    with closing(Ledger(ProfilePaths.inside(seen).ledger, TEST_KEY)) as ledger:
        version = ledger.value("PRAGMA user_version")
        second = ledger.value("SELECT count(*) FROM sqlite_master WHERE name = 'second'")
    whole = (version, second) in {(len(MIGRATIONS), 0), (len(MIGRATIONS) + 1, 1)}
    with monkeypatch.context() as newer:
        newer.setattr(ledger_module, "MIGRATIONS", (*MIGRATIONS, SECOND_VERSION))
        try:
            ledger, recovered = open_ledger(profile_in(folder), TEST_KEY)
        except RatingClientError:
            figures.invented = 1
            return figures
        with closing(ledger):
            figures.lost = RATED - len(kept(ledger)) + (recovered is not None)
            copied = ledger.value("SELECT count(*) FROM second")
            figures.invented = int(not whole or copied != RATED)
    return figures


@STEPS
def test_killed_with_the_form_open(tmp_path: Path, step: int) -> None:
    """The draft is there as it was last kept, or newer; nothing is queued that nobody sent."""
    with Nursery() as victims:
        figures = forms(tmp_path, victims, WRITES, step)
    record("F34", "killed with the form open", figures)
    assert figures.fired > 0
    assert figures.harm == 0


def test_a_form_that_keeps_nothing_until_it_closes_is_caught(tmp_path: Path) -> None:
    planted = "draft kept in memory"
    with Nursery(planted) as victims:
        figures = forms(tmp_path, victims, ("write",), 1)
    record_twin("F34", planted, figures)


def forms(folder: Path, victims: Nursery, calls: tuple[str, ...], step: int) -> Figures:
    """A form is filled in, and its program killed at each of these calls."""
    template, figures = folder / "template", Figures()
    with Profile.open(profile_in(template), vault=MemoryVault(TEST_KEY)):
        pass
    counts = victims.count("fill_in", fresh(folder / "at", template), calls)
    for point in every_point(counts, step=step):
        at = fresh(folder / "at", template)
        (at / "history").unlink(missing_ok=True)
        ended = victims.run("fill_in", at, point)
        figures.add(_restored(at))
        figures.fired += ended.killed
    return figures


def _restored(folder: Path) -> Figures:
    written = [json.loads(line) for line in history(folder)]
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        queued = sum(profile.outbox.counts().values())
        draft = profile.drafts.load(written[-1]["key"]) if written else None
    if not written:
        return Figures(points=1, invented=queued)
    found = 0 if draft is None else int(draft.rating.suggestion or 0)
    return Figures(points=1, saved=1, lost=int(found < written[-1]["number"]), invented=queued)
