"""The worker threads over real folders, real exports and a real receiver."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM, SystemClock
from rating_client.base.paths import backups_of
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.desktop.first_run.folder_look import Verdict
from rating_client.desktop.workers import export_worker
from rating_client.desktop.workers.delivery_worker import DeliveryWorker, Tried
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.desktop.workers.export_worker import ExportWorker
from rating_client.desktop.workers.threads import Threads
from rating_client.desktop.workers.tidy_worker import TidyWorker
from rating_client.exports.first_pass import Progress
from rating_client.exports.keeper import Standing
from rating_client.outbox.entry import EntryState
from rating_client.prompts.inbox import InboxFilter
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Rating, Subject
from tests.support.enrolling import enrol
from tests.support.intake import Customs
from tests.support.receivers import running_receiver
from tests.support.slow_share import can_mount, slow_share
from tests.support.workday import Workday

JUST_NOW = datetime.now(VIETNAM).replace(microsecond=0) - timedelta(minutes=5)
SATISFIED = Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=5),))


def sample(number: str, stage: str = "P") -> SampleDeclaration:
    return SampleDeclaration(number, JUST_NOW, stage, 2)


@pytest.fixture
def today(tmp_path: Path) -> Iterator[Workday]:
    """A profile by the computer's own clock, watching an empty folder."""
    workday = Workday(tmp_path, SystemClock())
    (tmp_path / "exports").mkdir()
    workday.profile.change_setting("export_folders", [str(tmp_path / "exports")])
    yield workday
    workday.close()


@pytest.fixture
def threads() -> Iterator[Threads]:
    with Threads() as threads:
        yield threads


def to_rate(day: Workday, *, before_setup: bool = False) -> int:
    return day.profile.inbox.count(InboxFilter(before_setup=before_setup))


def test_an_export_is_noticed_within_five_seconds(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    worker = ExportWorker(today.profile)
    with qtbot.waitSignal(worker.first_pass_over, timeout=5000):
        threads.run(worker, "exports")
    with qtbot.waitSignal(worker.noticed, timeout=5000):
        (tmp_path / "exports" / "a.xlsx").write_bytes(excel_print(sample("100000000120")))
    assert to_rate(today) == 1


class HalfWay:
    """A folder's keeper in the middle of its first pass."""

    standing = Standing(condition=None, progress=Progress(done=2, total=5))


def test_a_first_pass_under_way_is_told_of_all_folders_together(
    today: Workday, qtbot: QtBot
) -> None:
    worker = ExportWorker(today.profile)
    worker._keepers = [HalfWay(), HalfWay()]  # type: ignore[list-item]  # all of it that is looked at
    with qtbot.waitSignal(worker.progress) as told:
        worker._tell()
    assert told.args == [4, 10]


def test_what_lay_there_is_read_and_asks_for_nothing(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    for i in range(5):
        declaration = sample(f"1000000001{i}0")
        (tmp_path / "exports" / f"{i}.xml").write_bytes(ecus_xml(declaration))
    worker = ExportWorker(today.profile)
    with qtbot.waitSignal(worker.first_pass_over, timeout=20_000):
        threads.run(worker, "exports")
    assert to_rate(today) == 0
    assert to_rate(today, before_setup=True) == 5


def test_a_folder_that_goes_and_comes_back_is_said_and_caught_up(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    folder, away = tmp_path / "exports", tmp_path / "away"
    folder.rename(away)
    worker = ExportWorker(today.profile)
    with qtbot.waitSignal(worker.conditions, timeout=5000) as told:
        threads.run(worker, "exports")
    [sentence] = told.args[0]
    assert sentence.code == "exports.folder-missing"

    away.rename(folder)
    with qtbot.waitSignal(worker.conditions, timeout=5000) as told:
        worker.folders_changed()  # sooner than it would look by itself
    assert told.args[0] == []


def test_a_file_nobody_can_read_is_refused_and_the_others_go_on(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    worker = ExportWorker(today.profile)
    with qtbot.waitSignal(worker.first_pass_over, timeout=5000):
        threads.run(worker, "exports")
    (tmp_path / "exports" / "a.xml").write_text("<note>no declaration</note>", "utf-8")
    (tmp_path / "exports" / "b.xlsx").write_bytes(excel_print(sample("100000000120")))
    qtbot.waitUntil(lambda: to_rate(today) == 1, timeout=15_000)
    qtbot.waitUntil(lambda: len(today.profile.seen.refused()) == 1, timeout=15_000)


def test_folders_can_be_changed_while_it_runs(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    worker = ExportWorker(today.profile)
    threads.run(worker, "exports")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.xlsx").write_bytes(excel_print(sample("100000000120")))
    with qtbot.waitSignal(worker.looked, timeout=15_000) as looked:
        worker.look_into([str(other)])
    [look] = looked.args[0]
    assert look.verdict is Verdict.READABLE

    today.profile.change_setting("export_folders", [str(other)])
    with qtbot.waitSignal(worker.first_pass_over, timeout=15_000):
        worker.folders_changed()
    assert to_rate(today, before_setup=True) == 1


def test_quitting_does_not_wait_for_a_share_that_never_answers(
    today: Workday, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_mount():
        pytest.skip("only a superuser may mount")
    monkeypatch.setattr(export_worker, "_PATIENCE", 0.5)
    with slow_share(tmp_path / "exports", tmp_path / "share") as share:
        today.profile.change_setting("export_folders", [str(tmp_path / "share")])
        worker = ExportWorker(today.profile)
        threads = Threads()
        with qtbot.waitSignal(worker.first_pass_over, timeout=10_000):
            threads.run(worker, "exports")
        with share.silent():
            worker.look_into([str(tmp_path / "share" / "below")])
            qtbot.wait(4_000)  # the next look at the names is under way
            began = time.monotonic()
            threads.stop()
            took = time.monotonic() - began
    print(f"quit beside a silent share: {took:.2f} s")
    assert took < 3.0


def test_a_queued_rating_goes_out_after_the_time_to_undo_and_comes_back_receipted(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    profile = today.profile
    with running_receiver(tmp_path / "receiver") as receiver:
        enrol(profile, receiver.enrolment_file())
        worker = DeliveryWorker(profile)
        threads.run(worker, "delivery")
        key = today.registered("100000000120", at=JUST_NOW.isoformat())
        entry = profile.flow.rating_given(key, SATISFIED, built_in_form())
        soon = today.clock.now() + 4  # ten seconds, were this not a test
        profile.ledger.run("UPDATE entry SET not_before = ?", (soon,))
        worker.wake()
        qtbot.wait(1000)
        assert profile.outbox.known(entry.id).state is EntryState.WAITING
        qtbot.waitUntil(
            lambda: profile.outbox.known(entry.id).state is EntryState.RECEIPTED, timeout=20_000
        )
        assert [row["id"] for row in receiver.stored()] == [entry.id]


def test_what_had_no_receiver_is_looked_at_anew_when_it_is_woken(
    today: Workday, threads: Threads, qtbot: QtBot
) -> None:
    """Another process enrolled, a name was taught, a directory came by hand: all wake it."""
    profile = today.profile
    worker = DeliveryWorker(profile)
    with qtbot.waitSignal(worker.stands, timeout=30_000):
        threads.run(worker, "delivery")
    key = today.registered("100000000120", at=JUST_NOW.isoformat())
    entry = profile.flow.rating_given(key, SATISFIED, built_in_form())
    assert entry.state is EntryState.UNADDRESSED
    enrol(profile, Customs().enrolment_file())
    worker.wake()
    qtbot.waitUntil(
        lambda: profile.outbox.known(entry.id).state is EntryState.WAITING, timeout=30_000
    )


def test_send_now_answers_with_what_came_of_it(
    today: Workday, threads: Threads, qtbot: QtBot, tmp_path: Path
) -> None:
    profile = today.profile
    with running_receiver(tmp_path / "receiver") as receiver:
        enrol(profile, receiver.enrolment_file())
        key = today.registered("100000000120", at=JUST_NOW.isoformat())
        entry = profile.flow.rating_given(key, SATISFIED, built_in_form())
        profile.ledger.run("UPDATE entry SET not_before = 0")  # the time to undo is over
        receiver.stop()
        worker = DeliveryWorker(profile)
        told: list[Tried] = []
        worker.tried.connect(told.append)
        changes = QSignalSpy(worker.changed)
        threads.run(worker, "delivery")
        worker.send_now()
        qtbot.waitUntil(lambda: len(told) == 1, timeout=15_000)
        assert told[0].receipts == 0
        assert changes.count() == 0  # nobody was there: the lists are as they were
        assert told[0].state.waiting == 1
        assert [sentence.code for sentence in told[0].conditions] == ["delivery.unreachable"]

        receiver.start()
        worker.send_now()
        qtbot.waitUntil(lambda: len(told) == 2, timeout=15_000)
        assert (told[1].sent, told[1].receipts, told[1].conditions) == (1, 1, ())
        assert profile.outbox.known(entry.id).state is EntryState.RECEIPTED
        assert changes.count() > 0


def test_a_draft_is_written_and_said_so(day: Workday, threads: Threads, qtbot: QtBot) -> None:
    key = day.registered("100000000110")
    worker = DraftWorker(day.profile)
    threads.run(worker, "drafts")
    with qtbot.waitSignal(worker.saved, timeout=5000) as saved:
        worker.save(key, SATISFIED, built_in_form())
    assert saved.args == [key, day.clock.now()]
    draft = day.profile.drafts.load(key)
    assert draft is not None
    assert draft.rating == SATISFIED


def test_a_draft_asked_for_before_the_end_is_still_written(day: Workday) -> None:
    key = day.registered("100000000110")
    with Threads() as threads:
        worker = DraftWorker(day.profile)
        threads.run(worker, "drafts")
        worker.save(key, SATISFIED, built_in_form())
    assert day.profile.drafts.load(key) is not None


def test_a_copy_of_the_ledger_is_made_beside_the_work(
    today: Workday, threads: Threads, qtbot: QtBot
) -> None:
    tidying = TidyWorker(today.profile, after_start=0)
    with qtbot.waitSignal(tidying.conditions, timeout=20_000) as said:
        threads.run(tidying, "tidying")
    assert said.args == [[]]
    assert any(copy.exists() for copy in backups_of(today.paths.ledger))
