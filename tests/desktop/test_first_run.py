"""The first run: a folder, a receiver, what was found; every step can wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM
from rating_client.declarations.readers import Reading
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.demo.ecus_dump import ecus_xml, ecus_xml_opaque
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.desktop.asking import Asking
from rating_client.desktop.first_run.folder_look import (
    FolderLook,
    Verdict,
    look_into,
    look_into_all,
)
from rating_client.desktop.first_run.setting_up import SettingUp
from rating_client.desktop.first_run.window import FirstRunWindow, Step
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.desktop.workers.export_worker import ExportWorker
from rating_client.prompts.prompt import Origin
from tests.support.at_the_screen import click, said
from tests.support.dragging import drop
from tests.support.workday import Workday

REGISTERED = SampleDeclaration(
    "100000000010", datetime(2026, 11, 21, 10, 0, tzinfo=VIETNAM), "P", 2
)
EXPORTS = FolderLook(r"D:\ECUS\XML_EXPORT", Verdict.READABLE, 37, 1.0)
DENIED = FolderLook(r"\\MAYCHU\ToKhai", Verdict.DENIED)
BACKUPS = FolderLook(r"C:\ECUS\Backup", Verdict.UNSUITABLE, 9, 1.0)


@pytest.fixture
def window(day: Workday, qtbot: QtBot) -> Iterator[FirstRunWindow]:
    window = FirstRunWindow(day.profile.enrolments, day.clock)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    QApplication.processEvents()


def close_from_outside(window: QWidget) -> None:
    """As the window system does, for the button in the title bar."""
    QApplication.sendEvent(window.windowHandle(), QCloseEvent())


def enrolment_file(day: Workday, folder: Path) -> Path:
    file = folder / "hai-quan.rating-enrol"
    file.write_bytes(day.issuer.enrolment_file())
    return file


def test_a_readable_folder_is_ticked_and_enter_goes_on(
    window: FirstRunWindow, qtbot: QtBot
) -> None:
    window.show_looks([EXPORTS, DENIED, BACKUPS])
    assert window.folders.folders == [EXPORTS.path]
    with qtbot.waitSignal(window.folders_chosen, timeout=500) as chosen:
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert chosen.args == [[EXPORTS.path]]
    assert window.step is Step.RECEIVER


def test_enter_alone_leads_through_every_step_that_has_an_answer(
    window: FirstRunWindow, day: Workday, tmp_path: Path
) -> None:
    """Pressed where the keyboard is, as a person does: after each step on the button named so."""
    window.folders.other.setFocus()  # whoever chose a folder comes back to this button
    window.folders.look_into(EXPORTS.path)
    window.show_looks([EXPORTS])
    after_enter = [step_after_enter(window)]
    assert window.focusWidget() is window.panel.zone.choose
    window.panel.read(enrolment_file(day, tmp_path))
    assert window.panel.card is not None
    click(window.panel.card.compared)
    click(window.panel.card.accept)
    after_enter += [step_after_enter(window)]
    assert after_enter == [Step.RECEIVER, Step.FOUND]
    step_after_enter(window)
    assert not window.isVisible()


def step_after_enter(window: FirstRunWindow) -> Step:
    keyboard = window.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, Qt.Key.Key_Return)
    return window.step


def test_a_folder_that_cannot_be_read_cannot_be_ticked(window: FirstRunWindow) -> None:
    window.show_looks([DENIED])
    click(window.folders.cards[0])
    assert window.folders.folders == []
    assert not window.next.isVisible()


def test_a_folder_without_a_declaration_in_sight_is_for_a_person_to_tick(
    window: FirstRunWindow,
) -> None:
    """Its newest files may be others, and the first declaration may come tomorrow."""
    window.show_looks([BACKUPS])
    assert window.folders.folders == []
    click(window.folders.cards[0])
    assert window.folders.folders == [BACKUPS.path]


def test_several_folders_can_be_chosen_by_keyboard(window: FirstRunWindow) -> None:
    other = FolderLook(r"E:\ToKhai", Verdict.EMPTY)
    window.show_looks([EXPORTS, other])
    window.folders.cards[1].setFocus()
    QTest.keyClick(window.folders.cards[1], Qt.Key.Key_Space)
    assert window.folders.folders == [EXPORTS.path, other.path]


def test_a_folder_a_person_names_is_ticked_once_it_was_looked_into(
    window: FirstRunWindow, qtbot: QtBot
) -> None:
    window.show_looks([EXPORTS])
    with qtbot.waitSignal(window.look_asked, timeout=500) as asked:
        window.folders.look_into(r"E:\ToKhai")
    assert asked.args == [[r"E:\ToKhai"]]
    assert r"Đang xem thư mục E:\ToKhai…" in said(window), "a share may take its time"
    window.show_looks([FolderLook(r"E:\ToKhai", Verdict.READABLE, 2, 1.0)])
    assert "Đã tìm thấy 2 thư mục." in said(window)
    assert r"E:\ToKhai" in window.folders.folders


def test_no_folder_found_says_what_to_do(window: FirstRunWindow) -> None:
    window.show_looks([])
    assert "bật xuất XML hoặc Excel" in said(window)


def test_without_a_folder_and_without_a_code_the_set_up_still_ends(
    window: FirstRunWindow, qtbot: QtBot
) -> None:
    click(window.folders.manual)
    assert "Chưa có tệp vẫn đánh giá được" in said(window)
    click(window.later)  # Chưa có tệp
    assert window.step is Step.FOUND
    with qtbot.waitSignal(window.finished, timeout=500):
        click(window.next)
    assert not window.isVisible()


def test_only_what_was_answered_is_ticked_off(
    window: FirstRunWindow, day: Workday, tmp_path: Path
) -> None:
    def ticked() -> list[Step]:
        return [Step(number) for number, step in enumerate(window.rail.steps) if step.done]

    window.show_looks([EXPORTS])
    click(window.later)
    click(window.later)
    assert (window.step, ticked()) == (Step.FOUND, [])
    click(window.back)
    click(window.back)
    click(window.next)
    assert (window.step, ticked()) == (Step.RECEIVER, [Step.FOLDERS])
    window.panel.read(enrolment_file(day, tmp_path))
    assert window.panel.card is not None
    click(window.panel.card.compared)
    click(window.panel.card.accept)
    click(window.next)
    assert (window.step, ticked()) == (Step.FOUND, [Step.FOLDERS, Step.RECEIVER])


def test_every_step_can_be_gone_back_to(window: FirstRunWindow) -> None:
    window.show_looks([EXPORTS])
    assert not window.back.isVisible()
    click(window.next)
    click(window.back)
    assert window.step is Step.FOLDERS
    assert window.folders.folders == [EXPORTS.path]


def test_a_dropped_enrolment_file_shows_whom_it_is_from(
    window: FirstRunWindow, day: Workday, tmp_path: Path
) -> None:
    click(window.later)
    assert drop(window.panel, enrolment_file(day, tmp_path))
    words = said(window)
    assert "Nơi nhận thử nghiệm" in words
    assert "https://receiver.example" in words
    assert day.issuer.fingerprint in words
    assert day.profile.enrolments.receivers() == []


def test_accepting_asks_for_the_comparison_first(
    window: FirstRunWindow, day: Workday, tmp_path: Path, qtbot: QtBot
) -> None:
    click(window.later)
    window.panel.read(enrolment_file(day, tmp_path))
    card = window.panel.card
    assert card is not None
    click(card.accept)
    assert "Đối chiếu hai mã rồi đánh dấu" in said(window)
    assert day.profile.enrolments.receivers() == []

    click(card.compared)
    with qtbot.waitSignal(window.enrolled, timeout=500):
        click(card.accept)
    assert day.profile.enrolments.receivers() == [day.issuer.id]
    click(window.next)
    assert window.step is Step.FOUND


def test_another_kind_of_file_is_refused_with_a_sentence(
    window: FirstRunWindow, day: Workday, tmp_path: Path
) -> None:
    click(window.later)
    other = tmp_path / "x.rating-enrol"
    other.write_text("not an enrolment")
    window.panel.read(other)
    assert "Tệp .rating-enrol này không đọc được — " in said(window)
    window.panel.read(tmp_path / "gone.rating-enrol")
    assert "Tệp .rating-enrol này không đọc được — " in said(window)
    window.panel.read(enrolment_file(day, tmp_path))
    assert window.panel.card is not None


def test_another_file_can_be_chosen_instead(
    window: FirstRunWindow, day: Workday, tmp_path: Path
) -> None:
    click(window.later)
    assert window.later.text() == "Chưa có tệp"
    window.panel.read(enrolment_file(day, tmp_path))
    assert window.later.text() == "Để sau"  # there is one
    assert window.panel.card is not None
    click(window.panel.card.other)
    assert window.panel.card is None
    assert "Thả tệp .rating-enrol" in said(window)


def test_what_lay_there_is_counted_and_shows_no_prompt(window: FirstRunWindow) -> None:
    click(window.later)
    click(window.later)
    window.show_progress(12, 37)
    assert "Đã đọc 12 / 37 tệp" in said(window)
    window.show_found(37)
    assert "37 tờ khai cũ chỉ được đưa vào danh sách, không hiện lời nhắc." in said(window)


def test_what_lay_there_from_the_last_week_can_be_rated_in_one_batch(
    qtbot: QtBot, day: Workday
) -> None:
    asking = Asking(day.profile, DraftWorker(day.profile), Senses())
    setting_up = SettingUp(day.profile, ExportWorker(day.profile))
    setting_up.batch_asked.connect(asking.open_batch)
    order: list[str] = []
    setting_up.finished.connect(lambda: order.append("the list, where there is no icon"))
    setting_up.batch_asked.connect(lambda _keys: order.append("what was asked for"))
    recent = [
        day.registered(number, at=at, origin=Origin.BEFORE_SETUP)
        for number, at in (
            ("100000000210", "2026-11-20T09:00:00+07:00"),
            ("100000000220", "2026-11-15T09:00:00+07:00"),
        )
    ]
    day.registered("100000000230", at="2026-11-10T09:00:00+07:00", origin=Origin.BEFORE_SETUP)
    day.registered("100000000240")  # of today: it has a card of its own
    setting_up.open()
    window = setting_up.window
    assert window is not None
    window._go(Step.FOUND)
    setting_up._show_found()
    assert window.found.recent.text() == "Đánh giá một lần 2 tờ của 7 ngày qua"
    assert not window.found.recent.isChecked()
    click(window.found.recent)
    click(window.next)
    assert setting_up.window is None
    assert order == ["the list, where there is no icon", "what was asked for"]  # in front of it
    assert asking.batch.window.isVisible()
    assert sorted(asking.batch.window.round.keys) == sorted(recent)
    asking.batch.window.close()
    qtbot.addWidget(asking.batch.window)


def test_nothing_is_rated_that_nobody_ticked(qtbot: QtBot, day: Workday) -> None:
    setting_up = SettingUp(day.profile, ExportWorker(day.profile))
    asked = QSignalSpy(setting_up.batch_asked)
    day.registered("100000000210", at="2026-11-20T09:00:00+07:00", origin=Origin.BEFORE_SETUP)
    setting_up.open()
    window = setting_up.window
    assert window is not None
    window._go(Step.FOUND)
    setting_up._show_found()
    click(window.next)
    assert asked.count() == 0
    assert setting_up.window is None


def test_closing_the_window_leaves_the_rest_for_later(window: FirstRunWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.finished, timeout=500):
        close_from_outside(window)


def test_a_first_run_in_view_when_the_program_ends_comes_back_at_the_next_start(
    qtbot: QtBot, day: Workday
) -> None:
    before = SettingUp(day.profile, ExportWorker(day.profile))
    over = QSignalSpy(before.finished)
    before.open()
    assert before.window is not None
    qtbot.addWidget(before.window)
    QApplication.closeAllWindows()  # the first thing that quitting does
    assert not before.window.isVisible()
    assert over.count() == 0

    again = SettingUp(day.profile, ExportWorker(day.profile))
    assert again.is_due
    again.open()
    assert again.window is not None
    close_from_outside(again.window)
    assert again.window is None
    assert not again.is_due


def test_a_folder_is_judged_by_reading_its_newest_files(tmp_path: Path) -> None:
    good, other = tmp_path / "xuat", tmp_path / "khac"
    for folder in (good, other, tmp_path / "trong"):
        folder.mkdir()
    (good / "a.xml").write_bytes(ecus_xml(REGISTERED))
    (other / "b.xml").write_text("<note>hello</note>")
    with ReadingProcess() as reading:
        look = look_into(str(good), reading.read)
        assert (look.verdict, look.files) == (Verdict.READABLE, 1)
        assert look_into(str(other), reading.read).verdict is Verdict.UNSUITABLE
        (other / "v2.xml").write_bytes(ecus_xml_opaque())
        sealed = look_into(str(other), reading.read)  # the right folder, of a newer ECUS
        assert (sealed.verdict, sealed.kinds) == (Verdict.READABLE, ("ecus-xml-2.0",))
        assert look_into(str(tmp_path / "trong"), reading.read).verdict is Verdict.EMPTY
        assert look_into(str(tmp_path / "gone"), reading.read).verdict is Verdict.MISSING


def test_a_folder_that_does_not_answer_is_told_of_with_the_others_and_once_more_when_it_does(
    tmp_path: Path,
) -> None:
    silent, other = tmp_path / "may-chu", tmp_path / "khac"
    for folder in (silent, other):
        folder.mkdir()
        (folder / f"{folder.name}.xml").write_text("<note>hello</note>")
    answers = Event()

    def read(_data: bytes, name: str) -> Reading:
        if name == "may-chu.xml":
            assert answers.wait(60)
        raise Refusal("declarations.unrecognised", file=name)

    told: SimpleQueue[list[FolderLook]] = SimpleQueue()
    paths = [str(silent), str(other), str(other)]
    Thread(target=look_into_all, args=(paths, read, told.put, 1.0), daemon=True).start()
    first, second = told.get(timeout=60)
    assert (first.path, first.verdict) == (str(silent), Verdict.SILENT)
    assert (second.path, second.verdict) == (str(other), Verdict.UNSUITABLE)
    answers.set()
    (late,) = told.get(timeout=60)
    assert (late.path, late.verdict) == (str(silent), Verdict.UNSUITABLE)


def test_folders_that_cannot_be_kept_are_said_on_the_spot(qtbot: QtBot, day: Workday) -> None:
    day.profile.paths.settings.write_text("this is [ not toml", "utf-8")
    exports = ExportWorker(day.profile)
    setting_up = SettingUp(day.profile, exports)
    setting_up.open()
    window = setting_up.window
    assert window is not None
    qtbot.addWidget(window)
    window.show_looks([FolderLook("/exports", Verdict.READABLE, 3)])
    window.folders.cards[0].setChecked(True)
    window.next.click()
    assert window.step is Step.FOLDERS
    assert window.folders.message.isVisible()
    assert "cài đặt" in window.folders.message.text


def test_a_chosen_folder_that_answers_late_is_not_said_to_be_unchosen(
    qtbot: QtBot, day: Workday
) -> None:
    setting_up = SettingUp(day.profile, ExportWorker(day.profile))  # in whose thread nobody works
    setting_up.open()
    window = setting_up.window
    assert window is not None
    qtbot.addWidget(window)
    window.show_looks([FolderLook("/exports", Verdict.READABLE, 3)])
    click(window.next)
    click(window.later)  # Chưa có tệp
    assert window.step is Step.FOUND
    words = said(window)
    assert "Đang đọc các tờ khai đã có\nCó thể đóng cửa sổ này; việc đọc vẫn tiếp tục." in words
    assert "Chưa có thư mục nào" not in words


def test_an_enrolment_file_that_setup_was_told_of_is_offered_for_comparison(
    qtbot: QtBot, day: Workday, tmp_path: Path
) -> None:
    day.profile.change_setting("export_folders", [str(tmp_path)])
    day.profile.change_setting("enrolment_file", str(enrolment_file(day, tmp_path)))
    setting_up = SettingUp(day.profile, ExportWorker(day.profile))
    assert setting_up.is_due
    setting_up.open()
    window = setting_up.window
    assert window is not None
    qtbot.addWidget(window)
    assert window.step is Step.RECEIVER
    assert day.issuer.fingerprint in said(window)
    assert day.profile.enrolments.receivers() == []

    assert window.panel.card is not None
    click(window.panel.card.compared)
    click(window.panel.card.accept)
    assert day.profile.enrolments.receivers() == [day.issuer.id]
    assert not setting_up.is_due


def test_an_enrolment_file_that_is_gone_is_said_where_another_can_be_chosen(
    qtbot: QtBot, day: Workday, tmp_path: Path
) -> None:
    day.profile.change_setting("enrolment_file", str(tmp_path / "gone.rating-enrol"))
    setting_up = SettingUp(day.profile, ExportWorker(day.profile))
    setting_up.open()
    window = setting_up.window
    assert window is not None
    qtbot.addWidget(window)
    assert window.step is Step.FOLDERS
    click(window.later)
    assert "tệp" in said(window.panel.zone)
