"""F18, F29 and F31: a receiver, a profile from yesterday's backup; two desks on one share."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rating_client import profile as profile_module
from rating_client.base.clock import VIETNAM, SystemClock, iso
from rating_client.base.errors import Trouble
from rating_client.base.paths import backups_of
from rating_client.base.settings import save_setting
from rating_client.base.vault import KEY_BYTES, Vault
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.flow import ExportRead, Flow
from rating_client.outbox import box
from rating_client.profile import Profile
from rating_client.ratings.rating import Rating, Subject
from tests.faults.desk import Desk, desk
from tests.faults.nursery import Nursery, history
from tests.faults.oracle import judge, rows_of
from tests.faults.record import Figures, record, record_twin
from tests.faults.scenarios import profile_in
from tests.receiver.test_command import run
from tests.receiver.test_restore import back_up, put_back
from tests.support.journeys import Broker
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault


@pytest.fixture(scope="module")
def at(shared_folder: Path) -> Iterator[Desk]:
    with desk(shared_folder) as made:
        yield made


def rate_and_send(folder: Path, ratings: int, planted: str = "") -> None:
    with Nursery(planted) as nursery:
        assert nursery.run("submit_and_send", folder, ratings=ratings).well


def test_a_profile_from_yesterday_doubles_nothing(at: Desk, tmp_path: Path) -> None:
    """A copied profile, an old backup: what waited in it has left since, with the same bytes."""
    folder, copy = at.fresh(), tmp_path / "copy"
    with Nursery() as nursery:
        assert nursery.run("rate", folder, ratings=3).well
    shutil.copytree(folder, copy)
    rate_and_send(folder, 0)
    rate_and_send(copy, 0)
    with Profile.open(profile_in(copy), vault=MemoryVault(TEST_KEY)) as profile:
        figures = judge(history(copy), profile.ledger, rows_of(at.receiver.folder, at.seen))
    figures.fired = 1
    record("F31", "an old copy of a profile sends again", figures)
    assert figures.harm == 0


def key_store_wiped(at: Desk) -> Figures:
    """The program starts without its key, writes over nothing, and has its key again."""
    folder = at.fresh()
    with Nursery() as nursery:
        assert nursery.run("rate", folder, ratings=3).well
    ledger = profile_in(folder).ledger
    before, fired = ledger.read_bytes(), 0
    try:
        Profile.open(profile_in(folder), vault=MemoryVault()).close()
    except Trouble as trouble:
        fired = int(trouble.code == "base.key-gone")
    touched = ledger.read_bytes() != before
    try:
        with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
            left = sum(profile.outbox.counts().values())
    except Trouble:
        left = 0
    return Figures(points=1, fired=fired, saved=3, lost=3 - left, invented=int(touched))


def test_a_wiped_key_store_costs_nothing_once_the_key_is_back(at: Desk) -> None:
    figures = key_store_wiped(at)
    record("F31", "key store wiped, and put back", figures)
    assert figures.fired == 1
    assert figures.harm == 0


def test_a_program_that_starts_afresh_is_caught(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin meets a ledger it has no key for, and begins a new one in its place."""

    def anew(vault: Vault, ledger: Path) -> bytes:
        key = vault.read()
        if key is None:
            for file in (ledger, *backups_of(ledger)):
                file.unlink(missing_ok=True)
        return key or bytes(KEY_BYTES)

    monkeypatch.setattr(profile_module, "ledger_key", anew)
    record_twin("F31", "a new ledger where the key is gone", key_store_wiped(at))


def two_desks(at: Desk, folder: Path) -> Figures:
    """Each asks and rates; customs holds both, each device's own, and the share gets no data."""
    declaration = SampleDeclaration(
        "100000000120", datetime.now(VIETNAM) - timedelta(minutes=5), "P", 3, None, "A12"
    )
    receiver, figures, saved = at.receiver, Figures(), []
    before = max((row.number for row in rows_of(receiver.folder)), default=0)
    share = folder / "one" / "exports"
    for name in ("one", "two"):
        (folder / name).mkdir()
        broker = Broker(folder / name, SystemClock())
        save_setting(broker.paths.settings, "export_folders", [str(share)])
        with broker.profile() as profile:
            broker.watched(profile).sweep(broker.clock.now())
        broker.exports = share
        broker.enrol(receiver)
        with broker.profile() as profile:
            [read] = broker.export(
                profile, file_name(declaration, ".xlsx"), excel_print(declaration)
            )
            key = read.noted[0].key
            assert key is not None
            form = profile.form_for(profile.prompts.prompts([key])[0].declaration)
            office = Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=5),))
            saved.append(profile.flow.rating_given(key, office, form).id)
            while profile.delivery.step(broker.clock.now()) <= broker.clock.now():
                pass
            rows = [row for row in rows_of(receiver.folder, before) if row.id == saved[-1]]
            figures.add(judge(saved[-1:], profile.ledger, rows))
    everything = rows_of(receiver.folder, before)
    figures.fired = len(everything)
    figures.lost += [row.id for row in everything] != saved
    left = {file.name for file in share.iterdir()}
    figures.invented += len(left ^ {file_name(declaration, ".xlsx")})
    return figures


def test_two_desks_on_one_share(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "UNDO_SECONDS", 0.0)
    figures = two_desks(at, tmp_path)
    record("F29", "two desks rate one declaration from one share", figures)
    assert figures.harm == 0


def test_books_that_are_kept_on_the_share_are_caught(
    at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin notes beside each export that it was read, where every other desk sees it."""

    def noted(self: Flow, folder: Any, file: Any) -> ExportRead:
        Path(f"{file.path}.read").touch()
        return settled(self, folder, file)

    settled = Flow.export_settled
    monkeypatch.setattr(box, "UNDO_SECONDS", 0.0)
    monkeypatch.setattr(Flow, "export_settled", noted)
    record_twin("F29", "books kept on the share", two_desks(at, tmp_path))


def put_back_from_yesterday(at: Desk, folder: Path, planted: str = "") -> tuple[Figures, int]:
    """The receiver loses three of five; what the client makes of it, and how often it obeyed."""
    desk_folder = at.fresh()
    rate_and_send(desk_folder, 2, planted)
    back_up(at.receiver, folder / "backup")
    lost_from = time.time()
    rate_and_send(desk_folder, 3, planted)
    put_back(at.receiver, folder / "backup")
    gone = 5 - len(rows_of(at.receiver.folder, at.seen))
    assert run("restored", at.receiver.folder, "--lost-from", iso(lost_from)).code == 0
    for _ in range(2):  # the second time nothing more is sent
        rate_and_send(desk_folder, 1, planted)
    with Profile.open(profile_in(desk_folder), vault=MemoryVault(TEST_KEY)) as profile:
        rows = rows_of(at.receiver.folder, at.seen)
        figures = judge(history(desk_folder), profile.ledger, rows)
        obeyed = int(profile.ledger.value("SELECT count(*) FROM resend_obeyed"))
    figures.points, figures.fired = gone, gone
    return figures, obeyed


def test_a_receiver_from_yesterday_gets_what_it_lost_once(at: Desk, tmp_path: Path) -> None:
    figures, obeyed = put_back_from_yesterday(at, tmp_path)
    record("F18", "receiver put back from a copy", figures, f"obeyed {obeyed} time")
    assert figures.fired == 3
    assert obeyed == 1
    assert figures.harm == 0


def test_a_client_that_does_not_obey_is_caught(at: Desk, tmp_path: Path) -> None:
    planted = "restored receiver not obeyed"
    figures, _ = put_back_from_yesterday(at, tmp_path, planted)
    record_twin("F18", planted, figures)
