"""Ratings without a network: out on a stick, handed over elsewhere, the receipts home again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM, SystemClock
from rating_client.desktop.carrying.desk import CarryingDesk
from rating_client.desktop.carrying.window import CarryingWindow
from rating_client.desktop.carrying.worker import CarryingWorker
from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.main.pages import Page
from rating_client.desktop.workers.threads import Threads
from rating_client.outbox.entry import EntryState, Hold
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Rating, Subject
from tests.support.at_the_screen import click, said
from tests.support.dragging import drop
from tests.support.enrolling import enrol
from tests.support.receivers import running_receiver
from tests.support.workday import Workday

JUST_NOW = datetime.now(VIETNAM).replace(microsecond=0) - timedelta(minutes=5)
SATISFIED = Rating(subjects=(Subject("office", "Hải quan cửa khẩu mẫu", level=5),))


class Desk:
    """One person's carrying desk over a profile, with its thread."""

    def __init__(self, day: Workday, threads: Threads, qtbot: QtBot) -> None:
        self.day, self.qtbot = day, qtbot
        worker = CarryingWorker(day.profile)
        threads.run(worker, "carrying")
        self.desk = CarryingDesk(day.profile, lambda: worker)
        qtbot.addWidget(self.window)

    @property
    def window(self) -> CarryingWindow:
        return self.desk.window

    def until(self, title: str) -> None:
        self.qtbot.waitUntil(lambda: self.window.title.text().startswith(title), timeout=15_000)


@pytest.fixture
def threads() -> Iterator[Threads]:
    with Threads() as threads:
        yield threads


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def choose(window: QWidget, path: Path) -> None:
    """What the file dialog says once a person has chosen."""
    [dialog] = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    dialog.done(QFileDialog.DialogCode.Accepted)
    dialog.fileSelected.emit(str(path))


def rated(day: Workday, number: str, hold: Hold | None = None) -> str:
    at = JUST_NOW.isoformat()
    if not day.profile.enrolments.receivers():
        day.enrolled()
    key = day.registered(number, at=at)
    return day.rated(key, "2" if hold else "4", at=at, hold=hold).id


def test_where_nothing_waits_no_place_for_it_is_asked(
    day: Workday, threads: Threads, qtbot: QtBot
) -> None:
    here = Desk(day, threads, qtbot)
    here.desk.carry_out()
    assert here.window.title.text() == "Không có phiếu nào chờ gửi"
    assert here.window.primary.text() == "Đóng"
    rated(day, "100000000110")
    here.desk.carry_out()
    assert here.window.title.text() == "Xuất 1 phiếu thành tệp mã hóa"


def test_from_a_desk_without_a_network_and_home_again(
    tmp_path: Path, stick: Path, threads: Threads, qtbot: QtBot
) -> None:
    """The whole way: three clicks to the stick, two at a colleague's, and every receipt home."""
    broker = Workday(tmp_path / "broker", SystemClock())
    colleague = Workday(tmp_path / "colleague", SystemClock())
    with running_receiver(tmp_path / "receiver") as receiver:
        enrol(broker.profile, receiver.enrolment_file())
        for number in ("100000000110", "100000000120"):
            key = broker.registered(number, at=JUST_NOW.isoformat())
            broker.profile.flow.rating_given(key, SATISFIED, built_in_form())
        broker.profile.ledger.run("UPDATE entry SET not_before = 0")  # the time to undo is over

        here, there = Desk(broker, threads, qtbot), Desk(colleague, threads, qtbot)
        here.desk.carry_out()
        assert here.window.title.text() == "Xuất 2 phiếu thành tệp mã hóa"
        click(here.window.primary)
        choose(here.window, stick)
        here.until("Đã xuất 2 phiếu")
        [bundle] = stick.iterdir()
        assert f"{bundle.name}: 2 phiếu và yêu cầu đăng ký máy này" in said(here.window)

        there.desk.read(str(bundle))
        there.until("Gửi hộ gói 3 mục này?")
        assert "127.0.0.1" in said(there.window)
        [customs] = broker.profile.enrolments.enrolments()
        assert customs.fingerprint in said(there.window)
        assert receiver.stored() == []  # nothing has left yet
        click(there.window.primary)
        there.until("Đã gửi hộ")
        assert "3 mục được xác nhận tiếp nhận" in said(there.window)
        [receipts] = stick.glob("*.rating-receipts")

        with qtbot.waitSignal(here.desk.changed, timeout=15_000):
            here.desk.read(str(receipts))
        here.until("Đã nhập tệp của")
        assert "2 phiếu hải quan đã tiếp nhận" in said(here.window)
        assert "Nơi nhận đã biết máy này." in said(here.window)
        assert broker.profile.outbox.counts()[EntryState.RECEIPTED] == 2
    for each in (here, there):
        each.window.close()
    threads.stop()
    for day in (broker, colleague):
        day.close()


def test_what_is_held_back_stays_unless_it_is_ticked(
    day: Workday, stick: Path, qtbot: QtBot
) -> None:
    rated(day, "100000000110")
    rated(day, "100000000120", Hold.until_released(JUST_NOW.timestamp()))
    with Threads() as threads:
        here = Desk(day, threads, qtbot)
        here.desk.carry_out()
        assert here.window.held.isVisible()
        assert not here.window.held.isChecked()
        click(here.window.primary)
        choose(here.window, stick)
        here.until("Đã xuất 1 phiếu")
        assert "1 phiếu đang giữ lại không nằm trong tệp." in said(here.window)

        here.desk.carry_out()
        click(here.window.held)
        click(here.window.primary)
        choose(here.window, stick)
        here.until("Đã xuất 2 phiếu")
        assert "giữ lại" not in said(here.window)
        here.window.close()


def test_where_nothing_waits_nothing_is_written_and_it_is_said(
    day: Workday, stick: Path, qtbot: QtBot
) -> None:
    with Threads() as threads:
        here = Desk(day, threads, qtbot)
        here.desk.write(str(stick))  # all that waited was sent while a place was chosen
        here.until("Không có phiếu nào chờ gửi")
        QTest.keyClick(here.window, Qt.Key.Key_Escape)
        assert not here.window.isVisible()
    assert list(stick.iterdir()) == []


def test_a_stick_that_is_gone_is_said_and_nothing_is_lost(
    day: Workday, stick: Path, qtbot: QtBot
) -> None:
    entry = rated(day, "100000000110")
    with Threads() as threads:
        here = Desk(day, threads, qtbot)
        here.desk.carry_out()
        click(here.window.primary)
        stick.rmdir()
        choose(here.window, stick / "x.rating-bundle")
        here.until("USB hoặc thư mục không còn ở đó")
        here.window.close()
    assert day.profile.outbox.known(entry).state is EntryState.WAITING


@pytest.mark.parametrize(
    ("content", "title"),
    [(b"not a bundle", "Không đọc được gói phiếu đánh giá"), (None, "Không đọc được tệp này")],
)
def test_any_other_file_is_refused_with_a_sentence(
    day: Workday, stick: Path, qtbot: QtBot, content: bytes | None, title: str
) -> None:
    file = stick / "x.rating-receipts"
    if content is not None:
        file.write_bytes(content)
    with Threads() as threads:
        here = Desk(day, threads, qtbot)
        here.desk.read(str(file))
        here.until(title)
        here.window.close()


def test_stopping_keeps_what_was_done(day: Workday, stick: Path, qtbot: QtBot) -> None:
    """The person presses Dừng between two files: the first stays, the rest still waits."""
    for number in range(250):  # a file holds at most 200
        rated(day, f"1{number:010}0")
    with Threads() as threads:
        here = Desk(day, threads, qtbot)
        gate, waits = threading.Event(), threading.Event()

        def hold_after_the_first_file(done: int, _of: int) -> None:
            if done:
                waits.set()
                gate.wait(10)

        here.desk.worker.progress.connect(
            hold_after_the_first_file, Qt.ConnectionType.DirectConnection
        )
        here.desk.carry_out()
        click(here.window.primary)
        choose(here.window, stick)
        qtbot.waitUntil(waits.is_set, timeout=20_000)
        click(here.window.secondary)
        gate.set()
        here.until("Đã xuất")
        assert "Đã dừng — " in said(here.window)
        here.window.close()
    assert len(list(stick.iterdir())) == 1
    assert day.profile.outbox.counts()[EntryState.WAITING] == 250


def test_a_bundle_dropped_on_the_main_window_is_offered_to_be_forwarded(
    tmp_path: Path, stick: Path, day: Workday, qtbot: QtBot
) -> None:
    other = Workday(tmp_path / "other")
    rated(other, "100000000110")
    [file] = other.profile.carrying_out.write(stick)
    other.close()
    desktop = Coordinator(day.profile)
    with Threads() as threads:
        threads.run(desktop.workers.carrying, "carrying")
        desktop.lists.open(Page.INBOX)
        qtbot.addWidget(desktop.lists.window)
        assert drop(desktop.lists.window, file.path)
        carrying = desktop.house.carrying.window
        qtbot.addWidget(carrying)
        qtbot.waitUntil(lambda: carrying.title.text().startswith("Gửi hộ"), timeout=10_000)
        assert "receiver.example" in said(carrying)
        click(carrying.secondary)
        assert not carrying.isVisible()
        desktop.lists.window.close()


def test_the_menu_and_the_settings_lead_to_it(busy: Workday, qtbot: QtBot) -> None:
    desktop = Coordinator(busy.profile)
    desktop.delivery.stands.emit(busy.profile.outlook.state())
    desktop.refresh()
    desktop.lists.open(Page.SETTINGS)
    qtbot.addWidget(desktop.lists.window)
    click(desktop.lists.window.settings.carry_button)
    window = desktop.house.carrying.window
    qtbot.addWidget(window)
    assert window.isVisible()
    window.close()
    menu = desktop.tray.menu
    next(a for a in menu.actions() if a.text() == "Xuất phiếu chờ ra USB…").trigger()
    assert window.isVisible()
    window.close()
    desktop.lists.window.close()
