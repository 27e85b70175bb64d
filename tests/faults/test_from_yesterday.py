"""F18, F29 and F31: a receiver, a profile from yesterday's backup; two desks on one share."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM, SystemClock, iso
from rating_client.base.settings import save_setting
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.outbox import box
from rating_client.profile import Profile
from rating_client.ratings.rating import Rating, Subject
from tests.faults.desk import Desk, desk
from tests.faults.nursery import Nursery, history
from tests.faults.oracle import judge, rows_of
from tests.faults.record import Figures, record
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


def rate_and_send(folder: Path, ratings: int) -> None:
    with Nursery() as nursery:
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


def test_two_desks_on_one_share(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each asks and rates; customs holds both, each device's own, and the share gets no data."""
    monkeypatch.setattr(box, "UNDO_SECONDS", 0.0)
    declaration = SampleDeclaration(
        "100000000120", datetime.now(VIETNAM) - timedelta(minutes=5), "P", 3, None, "A12"
    )
    receiver, figures, saved = at.receiver, Figures(), []
    before = max((row.number for row in rows_of(receiver.folder)), default=0)
    share = tmp_path / "one" / "exports"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        broker = Broker(tmp_path / name, SystemClock())
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
    record("F29", "two desks rate one declaration from one share", figures)
    assert [row.id for row in everything] == saved
    assert [file.name for file in share.iterdir()] == [file_name(declaration, ".xlsx")]
    assert figures.harm == 0


def test_a_receiver_from_yesterday_gets_what_it_lost_once(at: Desk, tmp_path: Path) -> None:
    folder = at.fresh()
    rate_and_send(folder, 2)
    back_up(at.receiver, tmp_path / "backup")
    lost_from = time.time()
    rate_and_send(folder, 3)
    put_back(at.receiver, tmp_path / "backup")
    gone = 5 - len(rows_of(at.receiver.folder, at.seen))
    assert run("restored", at.receiver.folder, "--lost-from", iso(lost_from)).code == 0
    for _ in range(2):  # the second time nothing more is sent
        rate_and_send(folder, 1)
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        rows = rows_of(at.receiver.folder, at.seen)
        figures = judge(history(folder), profile.ledger, rows)
        obeyed = profile.ledger.value("SELECT count(*) FROM resend_obeyed")
    figures.points, figures.fired = gone, gone
    record("F18", "receiver put back from a copy", figures, f"obeyed {obeyed} time")
    assert gone == 3
    assert obeyed == 1
    assert figures.harm == 0
