"""The whole desktop over a real profile, folder and receiver, worked as a broker works it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM, SystemClock
from rating_client.base.instance import Message
from rating_client.demo.ecus_dump import ecus_xml_opaque
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.desktop.card.asking import AskingFace
from rating_client.desktop.card.later import LaterFace
from rating_client.desktop.card.review import ReviewFace
from rating_client.desktop.card.saved import SavedFace
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.main.pages import Page
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.threads import Threads
from rating_client.outbox.entry import EntryState
from rating_client.outbox.listing import SentFilter
from rating_client.profile import Profile
from rating_client.prompts.prompt import PromptState
from tests.support.at_the_screen import said
from tests.support.enrolling import enrol
from tests.support.guard import wait_out_the_guard
from tests.support.receivers import running_receiver
from tests.support.workday import Workday

JUST_NOW = datetime.now(VIETNAM).replace(microsecond=0) - timedelta(minutes=5)
NUMBER = "100000000120"


@dataclass
class Running:
    """A started desktop and the folder it watches."""

    profile: Profile
    desktop: Coordinator
    exports: Path
    qtbot: QtBot
    desk: dict[str, bool]

    def export(self, number: str = NUMBER, status: str = "P") -> str:
        """The declaration software exports a registered declaration. Its key."""
        declaration = SampleDeclaration(number, JUST_NOW, status, 2, type_code="A12")
        (self.exports / f"ToKhaiHQ7N_{number}_{status}.xlsx").write_bytes(excel_print(declaration))
        return f"0000000001/{number[:11]}"

    def until(self, happened: Callable[[], bool], timeout: int = 8000) -> None:
        self.qtbot.waitUntil(happened, timeout=timeout)

    def asking(self) -> AskingFace:
        card = self.desktop.prompter.card
        self.until(lambda: card.isVisible() and isinstance(card.face, AskingFace))
        assert isinstance(card.face, AskingFace)
        return card.face

    def click(self, button: QWidget) -> None:
        """A click of somebody who has looked before clicking."""
        wait_out_the_guard(self.qtbot)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def rate_on_card(self, level: int) -> None:
        self.click(self.asking().strip.cells[level - 1])
        face = self.desktop.prompter.card.face
        assert isinstance(face, ReviewFace)
        self.click(face.send)

    def state(self, key: str) -> PromptState:
        prompt = self.profile.prompts.get(key)
        assert prompt is not None
        return prompt.state


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Running]]:
    exports = tmp_path / "exports"
    exports.mkdir()
    day = Workday(tmp_path, SystemClock())
    threads = Threads()

    def make(*, window: bool = False, folders: bool = True, **settings: object) -> Running:
        if folders:
            day.profile.change_setting("export_folders", [str(exports)])
        for name, value in settings.items():
            day.profile.change_setting(name, value)
        desk = {"presenting": False, "locked": False}
        senses = Senses(
            presenting=lambda: desk["presenting"],
            locked=lambda: desk["locked"],
            idle_seconds=lambda: None,
        )
        desktop = Coordinator(day.profile, senses=senses)
        running = Running(day.profile, desktop, exports, qtbot, desk)
        if folders:
            with qtbot.waitSignal(desktop.exports.first_pass_over, timeout=8000):
                desktop.start(threads, window=window)
        else:
            desktop.start(threads, window=window)
        return running

    with threads:
        yield make
        for each in QApplication.topLevelWidgets():
            each.close()
    QApplication.processEvents()
    day.close()


@pytest.fixture
def desktop(start: Callable[..., Running]) -> Running:
    return start()


def test_an_export_brings_the_card_and_two_clicks_rate_it(desktop: Running) -> None:
    key = desktop.export()
    assert "CÔNG TY" in said(desktop.asking()).upper()
    desktop.rate_on_card(4)
    assert desktop.state(key) is PromptState.ANSWERED
    [row] = desktop.profile.sent.page(SentFilter(), 0, 10)
    assert row.levels == "4"
    face = desktop.desktop.prompter.card.face
    assert isinstance(face, SavedFace)
    assert "Đã lưu trên máy. Tự động gửi khi có nơi nhận." in said(face)


def test_undo_takes_the_rating_back_and_asks_again(desktop: Running) -> None:
    key = desktop.export()
    desktop.rate_on_card(5)
    face = desktop.desktop.prompter.card.face
    assert isinstance(face, SavedFace)
    desktop.click(face.undo)
    assert desktop.state(key) in (PromptState.DUE, PromptState.SHOWN)
    assert desktop.profile.outbox.counts()[EntryState.WITHDRAWN] == 1
    desktop.asking()


def test_a_low_level_on_the_card_opens_the_form_with_it(desktop: Running) -> None:
    key = desktop.export()
    desktop.click(desktop.asking().strip.cells[1])
    window = desktop.desktop.forms.window
    assert window.isVisible()
    assert window.key == key
    [office] = [s for s in window.edit.rating().subjects if s.kind == "office"]
    assert office.level == 2


def test_later_moves_the_card_and_not_the_question(desktop: Running) -> None:
    key = desktop.export()
    desktop.click(desktop.asking().later)
    face = desktop.desktop.prompter.card.face
    assert isinstance(face, LaterFace)
    desktop.click(next(row for row in face.rows if row.text() == "15 phút nữa"))
    assert desktop.state(key) is PromptState.SNOOZED
    assert not desktop.desktop.prompter.card.isVisible()


def test_a_second_declaration_joins_the_card_that_is_there(desktop: Running) -> None:
    desktop.export()
    desktop.asking()
    desktop.export("100000000130")
    desktop.until(lambda: len(desktop.desktop.prompter.card.keys) == 2)
    assert "2 tờ khai vừa đăng ký" in said(desktop.desktop.prompter.card)
    desktop.rate_on_card(4)
    assert desktop.profile.prompts.counts()[PromptState.ANSWERED] == 2


def test_nothing_appears_over_a_presentation_and_nothing_is_lost(desktop: Running) -> None:
    desktop.desk["presenting"] = True
    key = desktop.export()
    desktop.until(lambda: desktop.profile.prompts.get(key) is not None)
    desktop.qtbot.wait(500)
    assert not desktop.desktop.prompter.card.isVisible()
    desktop.desk["presenting"] = False
    desktop.desktop.prompter.ask()
    desktop.asking()


def test_the_setting_opens_the_form_itself_without_the_keyboard(
    start: Callable[..., Running],
) -> None:
    desktop = start(new_declaration_opens="form")
    elsewhere = QWidget()
    desktop.qtbot.addWidget(elsewhere)
    with desktop.qtbot.waitActive(elsewhere):
        elsewhere.show()
        elsewhere.activateWindow()
    key = desktop.export()
    desktop.until(lambda: desktop.desktop.forms.is_open)
    assert desktop.desktop.forms.window.key == key
    assert not desktop.desktop.prompter.card.isVisible()
    assert desktop.desktop.forms.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    other = desktop.export("100000000130")
    desktop.until(lambda: desktop.profile.prompts.get(other) is not None)
    desktop.qtbot.wait(300)
    assert desktop.desktop.forms.window.key == key  # never changed under the hand
    desktop.desktop.forms.window.close()
    desktop.until(lambda: desktop.desktop.forms.key == other)


def test_the_form_is_filled_in_by_keys_and_queued(start: Callable[..., Running]) -> None:
    desktop = start(window=True, moment="manual")
    key = desktop.export()
    window = desktop.desktop.lists.window
    desktop.until(lambda: window.inbox.model.rowCount() == 2)  # under the heading of its day
    window.inbox.view.choose(window.inbox.model.index(1, 0))
    QTest.keyClick(window.inbox.view, Qt.Key.Key_Return)
    form = desktop.desktop.forms.window
    assert form.isVisible()
    QTest.keyClick(form.edit.matrix.all.strip, Qt.Key.Key_5)
    desktop.until(lambda: desktop.profile.drafts.load(key) is not None)
    desktop.until(lambda: window.inbox.chosen()[0].status == "draft")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_out_the_guard(desktop.qtbot)
    QTest.keyClick(form.footer.send_button, Qt.Key.Key_Return)
    desktop.until(lambda: not form.isVisible())
    assert desktop.state(key) is PromptState.ANSWERED
    assert isinstance(desktop.desktop.prompter.card.face, SavedFace)
    desktop.until(lambda: window.inbox.model.rowCount() == 0)


def test_skipping_in_the_list_takes_the_card_away(desktop: Running) -> None:
    key = desktop.export()
    desktop.asking()
    desktop.desktop.open_list()
    window = desktop.desktop.lists.window
    desktop.until(window.isActiveWindow)
    window.inbox.view.choose(window.inbox.model.index(1, 0))
    QTest.keyClick(window.inbox.view, Qt.Key.Key_Delete)
    assert desktop.state(key) is PromptState.DECLINED
    desktop.until(lambda: not desktop.desktop.prompter.card.isVisible())
    QTest.mouseClick(window.inbox.bar.undo, Qt.MouseButton.LeftButton)
    assert desktop.state(key) is PromptState.DUE


def test_a_pause_from_the_tray_silences_the_cards_until_it_ends(desktop: Running) -> None:
    desktop.desktop.tray.pause_asked.emit()
    key = desktop.export()
    desktop.until(lambda: desktop.profile.prompts.get(key) is not None)
    desktop.until(lambda: "1 tờ khai chờ đánh giá" in desktop.desktop.tray.icon.toolTip())
    assert not desktop.desktop.prompter.card.isVisible()
    desktop.desktop.tray.resume_asked.emit()
    desktop.asking()


def test_a_pause_that_is_over_is_offered_again_though_nothing_happened(desktop: Running) -> None:
    desktop.profile.prompts.showings.pause(desktop.profile.clock.now() + 1)
    desktop.desktop.refresh()
    offered = {each.text(): each for each in desktop.desktop.tray.menu.actions()}
    desktop.until(offered["Tạm dừng lời nhắc 1 giờ"].isVisible)
    assert not offered["Nhắc trở lại"].isVisible()


def test_the_program_that_runs_answers_a_second_start(desktop: Running) -> None:
    assert not desktop.desktop.lists.is_open
    assert _asked(desktop, {"do": "open"}) == {"done": True}
    desktop.until(lambda: desktop.desktop.lists.is_open)
    key = desktop.export()
    desktop.until(lambda: desktop.profile.prompts.get(key) is not None)
    _asked(desktop, {"do": "rate", "key": key})
    desktop.until(lambda: desktop.desktop.forms.key == key)
    assert "error" in _asked(desktop, {"do": "dance"})
    with desktop.qtbot.waitSignal(desktop.desktop.quit_asked, timeout=2000):
        _asked(desktop, {"do": "quit"})


def test_a_form_opened_from_elsewhere_is_not_covered_by_its_own_card(desktop: Running) -> None:
    key = desktop.export()
    desktop.asking()
    desktop.desktop.asking.open_form(key)
    assert desktop.desktop.forms.window.isVisible()
    assert not desktop.desktop.prompter.card.isVisible()
    assert desktop.state(key) is PromptState.SHOWN


def test_quitting_asks_only_while_ratings_wait(desktop: Running) -> None:
    with desktop.qtbot.waitSignal(desktop.desktop.quit_asked, timeout=500):
        desktop.desktop.tray.quit_asked.emit()
    desktop.export()
    desktop.rate_on_card(4)
    desktop.until(lambda: "1 phiếu" in desktop.desktop.tray.icon.toolTip())
    desktop.desktop.tray.quit_asked.emit()
    question = desktop.desktop.quitting.question
    assert question is not None
    assert "Còn 1 phiếu chưa gửi" in said(question)
    QTest.keyClick(question, Qt.Key.Key_Return)  # staying is the default
    assert not question.isVisible()
    desktop.desktop.tray.quit_asked.emit()
    question = desktop.desktop.quitting.question
    assert question is not None
    with desktop.qtbot.waitSignal(desktop.desktop.quit_asked, timeout=500):
        QTest.mouseClick(question.leave, Qt.MouseButton.LeftButton)


def test_a_rating_becomes_a_receipt_beside_its_declaration(
    start: Callable[..., Running], tmp_path: Path
) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        desktop = start()
        enrol(desktop.profile, receiver.enrolment_file(tax_codes=["0000000001"]))
        desktop.desktop.delivery.wake()
        desktop.export()
        desktop.rate_on_card(5)
        desktop.profile.ledger.run("UPDATE entry SET not_before = 0")  # the time to undo is over
        report = _asked(desktop, {"do": "send"})
        assert report["waiting"] == 0
        assert len(receiver.stored()) == 1
        desktop.desktop.lists.open(Page.SENT)
        page = desktop.desktop.lists.window.sent
        page.view.choose(page.model.index(0, 0))
        assert "Chữ ký hợp lệ" in [pill.accessibleName() for pill in page.findChildren(QWidget)]
        assert "Số tiếp nhận" in said(page)
        desktop.until(
            lambda: "Trực tuyến · không có phiếu chờ gửi" in desktop.desktop.tray.icon.toolTip()
        )


def test_the_first_start_asks_for_folder_and_receiver(start: Callable[..., Running]) -> None:
    desktop = start(folders=False)
    setting_up = desktop.desktop.setting_up
    window = setting_up.window
    assert window is not None
    assert window.isVisible()
    declaration = SampleDeclaration("100000000140", JUST_NOW, "P", 2)
    (desktop.exports / "old.xlsx").write_bytes(excel_print(declaration))
    (desktop.exports / "old.xml").write_text("<note>no declaration</note>", "utf-8")
    window.folders.look_into(str(desktop.exports))
    desktop.until(lambda: window.folders.folders == [str(desktop.exports)])
    QTest.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert desktop.profile.settings.export_folders == (str(desktop.exports),)
    QTest.mouseClick(window.later, Qt.MouseButton.LeftButton)
    desktop.until(lambda: "Có 1 tờ khai từ trước" in said(window))
    assert not desktop.desktop.prompter.card.isVisible()
    QTest.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert setting_up.window is None
    assert not setting_up.is_due
    tray = QSystemTrayIcon.isSystemTrayAvailable()
    assert desktop.desktop.lists.window.isVisible() is not tray  # where there is none, a way in
    assert "Cần xử lý (1)" not in _menu(desktop)  # what lay there before waits for nobody
    desktop.export()
    desktop.asking()


def test_a_sample_prompt_rates_nothing(start: Callable[..., Running]) -> None:
    desktop = start(folders=False)
    window = desktop.desktop.setting_up.window
    assert window is not None
    window.sample_asked.emit()
    sample = desktop.desktop.setting_up._sample
    assert sample is not None
    assert isinstance(sample.face, AskingFace)
    assert not sample.geometry().intersects(window.foot)
    desktop.click(sample.face.strip.cells[3])
    assert isinstance(sample.face, ReviewFace)
    desktop.click(sample.face.send)
    assert not sample.isVisible()
    assert desktop.profile.sent.count(SentFilter()) == 0
    window.sample_asked.emit()
    again = desktop.desktop.setting_up._sample
    assert again is not None
    assert again.isVisible()
    window.finished.emit()
    assert not again.isVisible()  # none of it stays among real ones


def test_an_export_dropped_on_the_window_opens_its_form(
    start: Callable[..., Running], tmp_path: Path
) -> None:
    desktop = start(window=True, moment="manual")
    declaration = SampleDeclaration("100000000150", JUST_NOW, "P", 1)
    export = tmp_path / "elsewhere.xlsx"
    export.write_bytes(excel_print(declaration))
    desktop.desktop.lists.window.files_dropped.emit([str(export)])
    desktop.until(lambda: desktop.desktop.forms.is_open)
    assert desktop.desktop.forms.key == "0000000001/10000000015"
    bad = tmp_path / "note.xml"
    bad.write_text("<note>no declaration</note>", "utf-8")
    desktop.desktop.lists.window.files_dropped.emit([str(bad)])
    desktop.until(lambda: bool(desktop.desktop.lists.window.conditions.conditions))


def test_a_broken_mapping_file_is_named_in_the_main_window(
    start: Callable[..., Running], tmp_path: Path
) -> None:
    folder = tmp_path / "profile" / "readers.d"
    folder.mkdir()
    folder.joinpath("ours.toml").write_text("[match]\n")
    window = start(window=True).desktop.lists.window
    codes = [sentence.code for sentence in window.conditions.conditions]
    assert "declarations.mapping-not-understood" in codes


def _asked(desktop: Running, message: Message) -> Message:
    """Another process asks: the door answers on a thread of its own."""
    answers: list[Message] = []
    asker = threading.Thread(target=lambda: answers.append(desktop.desktop.door.answer(message)))
    asker.start()
    desktop.until(lambda: bool(answers), timeout=20_000)
    asker.join()
    return answers[0]


def test_a_file_nobody_can_read_is_counted_and_explained(desktop: Running) -> None:
    (desktop.exports / "khac.xml").write_text("<note>no declaration</note>", "utf-8")
    desktop.until(lambda: "Cần xử lý (1)" in _menu(desktop), timeout=12_000)
    desktop.desktop.tray.page_asked.emit(Page.ATTENTION)
    window = desktop.desktop.lists.window
    assert "khac.xml" in said(window.attention)


def test_a_sealed_file_offers_the_number_in_its_name_for_rating_by_hand(desktop: Running) -> None:
    name = "ECUS5VNACCS2018_ToKhai_100000000070_STT7.xml"
    (desktop.exports / name).write_bytes(ecus_xml_opaque())
    desktop.until(lambda: "Cần xử lý (1)" in _menu(desktop), timeout=12_000)
    desktop.desktop.tray.page_asked.emit(Page.ATTENTION)
    attention = desktop.desktop.lists.window.attention
    assert "100000000070" in said(attention)
    rate = next(
        found for found in attention.findChildren(PlainButton) if "Đánh giá" in found.text()
    )
    desktop.click(rate)
    window = desktop.desktop.lists._by_hand
    assert window is not None
    assert (window.isVisible(), window.number.text()) == (True, "100000000070")


def _menu(desktop: Running) -> list[str]:
    return [a.text() for a in desktop.desktop.tray.menu.actions() if a.isVisible()]


def test_the_statistics_are_counted_by_the_running_program(desktop: Running) -> None:
    desktop.desktop.lists.open(Page.STATISTICS)
    page = desktop.desktop.lists.window.statistics
    desktop.until(page.export.isEnabled)


def test_a_declaration_typed_by_hand_is_rated_like_any_other(desktop: Running) -> None:
    desktop.desktop.tray.by_hand_asked.emit()
    window = desktop.desktop.lists._by_hand
    assert window is not None
    QTest.keyClicks(window.number, "100000000990")
    QTest.keyClicks(window.office, "dinh vu")
    QTest.keyClick(window.office, Qt.Key.Key_Return)
    QTest.mouseClick(window.open, Qt.MouseButton.LeftButton)
    form = desktop.desktop.forms.window
    assert form.isVisible()
    QTest.keyClick(form.edit.matrix.all.strip, Qt.Key.Key_4)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_out_the_guard(desktop.qtbot)
    QTest.keyClick(form.footer.send_button, Qt.Key.Key_Return)
    desktop.until(lambda: not form.isVisible())
    [row] = desktop.profile.sent.page(SentFilter(), 0, 10)
    assert row.number == "100000000990"
