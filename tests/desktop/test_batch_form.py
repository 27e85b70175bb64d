"""The batch form over a real ledger, worked with keys and clicks."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.errors import Trouble
from rating_client.desktop.batch.desk import BatchDesk
from rating_client.desktop.batch.window import BatchWindow
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.outbox.listing import SentFilter
from rating_client.prompts.inbox import InboxFilter
from rating_client.prompts.prompt import PromptState
from rating_client.ratings.rating import Rating, Subject
from tests.support.guard import wait_out_the_guard
from tests.support.workday import HAI_PHONG_1, SAO_HOM, SAO_MAI, Workday

ROOT = Path(__file__).parents[2]
CTRL = Qt.KeyboardModifier.ControlModifier


class Batch:
    """Twelve declarations of a morning, eight at one office and four at another."""

    def __init__(self, qtbot: QtBot, day: Workday) -> None:
        self.qtbot, self.day = qtbot, day
        self.keys = [
            day.registered(f"100000000{i}0", at=f"2026-11-21T10:{59 - i}:00+07:00")
            for i in range(11, 19)
        ]
        self.keys += [
            day.registered(
                f"100000000{i}0",
                at=f"2026-11-21T09:{59 - i}:00+07:00",
                owner=SAO_HOM,
                office=HAI_PHONG_1,
            )
            for i in range(21, 25)
        ]
        self.desk = BatchDesk(day.profile, DraftWorker(day.profile))
        self.given = QSignalSpy(self.desk.given)
        self.asked = QSignalSpy(self.desk.form_asked)

    @property
    def window(self) -> BatchWindow:
        return self.desk.window

    def open(self, level: int | None = None) -> Batch:
        self.qtbot.addWidget(self.window)
        self.desk.open(self.keys, level)
        assert QTest.qWaitForWindowActive(self.window)
        return self

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def click(self, widget: QWidget) -> None:
        QApplication.processEvents()  # layouts settle before a person can aim
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def send(self) -> None:
        wait_out_the_guard(self.qtbot)
        self.click(self.window.footer.send_button)

    def said(self) -> str:
        shown = [each.text() for each in self.window.findChildren(Label) if each.isVisible()]
        return " | ".join(shown).replace("\u00a0", " ")

    def sent(self) -> dict[str, str]:
        """Levels by number, as the list of what was given has them."""
        rows = self.day.profile.sent.page(SentFilter(), 0, 300)
        return {row.number: row.levels for row in rows}

    def state(self, key: str) -> PromptState:
        prompt = self.day.profile.prompts.get(key)
        assert prompt is not None
        return prompt.state

    def draft_level(self, key: str) -> int | None:
        draft = self.day.profile.drafts.load(key)
        return draft.rating.subjects[0].level if draft else None


@pytest.fixture
def batch(qtbot: QtBot, day: Workday) -> Iterator[Batch]:
    batch = Batch(qtbot, day)
    yield batch
    QApplication.processEvents()


def test_one_level_for_all_is_twelve_separate_ratings(batch: Batch) -> None:
    batch.open()
    assert "Đánh giá 12 tờ khai" in batch.said()
    batch.key(Qt.Key.Key_4)
    assert "12 phiếu riêng, 12 mã, 12 xác nhận tiếp nhận" in batch.said()
    batch.click(batch.window.footer.record_button)
    assert "Xem lại trước khi gửi" in batch.said()
    batch.send()
    assert set(batch.sent().values()) == {"4"}
    assert len(batch.sent()) == 12
    assert len({entry.id for entry in batch.given.at(0)[0]}) == 12
    assert not batch.window.isVisible()


def test_nothing_is_chosen_when_it_opens_and_ghi_nhan_says_what_is_missing(batch: Batch) -> None:
    batch.open()
    assert batch.window.round.given == ()
    assert batch.window.table.all.strip.hasFocus()
    batch.key(Qt.Key.Key_Return, CTRL)
    assert "Chọn mức 3–5 cho ít nhất một tờ khai." in batch.said()
    assert not batch.window.in_review


@pytest.mark.parametrize("low", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_a_low_level_for_all_is_refused_with_the_way_that_is_open(
    batch: Batch, low: Qt.Key
) -> None:
    batch.open()
    batch.key(low)
    batch.click(batch.window.table.all.strip.cells[0])
    assert batch.window.round.given == ()
    assert batch.window.table.all.strip.level is None
    assert not any(cell.isChecked() for cell in batch.window.table.all.strip.cells)
    assert "cần lý do và đầu mối liên hệ" in batch.said()


def test_an_exception_keeps_its_level_whatever_is_said_for_all(batch: Batch) -> None:
    batch.open()
    batch.click(batch.window.table.rows[1].strip.cells[4])
    batch.window.table.all.strip.take_focus()
    batch.key(Qt.Key.Key_4)
    assert "11 tờ mức 4 · 1 tờ mức 5" in batch.said()
    assert "Mức 4 cho 11 tờ · 1 tờ chọn riêng" in batch.said()


def test_level_two_is_opened_by_itself_and_leaves_the_batch(batch: Batch) -> None:
    batch.open(level=4)
    row = batch.window.table.rows[2]
    batch.click(row.strip.cells[1])
    assert row.bar is not None
    assert "mức 2 cần mở riêng" in batch.said()
    assert batch.window.footer.record_button.text() == "Ghi nhận 11 tờ"
    batch.click(row.bar.open)
    assert batch.asked.at(0) == [batch.keys[2], 2]
    batch.click(batch.window.footer.record_button)
    batch.send()
    assert len(batch.sent()) == 11
    assert batch.state(batch.keys[2]) in (PromptState.DUE, PromptState.SHOWN)


def test_rows_that_say_the_same_wait_folded(batch: Batch) -> None:
    batch.open(level=4)
    assert len(batch.window.table.rows) == 5 + 4
    fold = batch.window.table.groups[0].fold
    assert fold.text() == "Còn 3 tờ cùng mức 4 (xem)"
    batch.click(fold)
    assert len(batch.window.table.rows) == 12
    batch.click(batch.window.table.rows[7].strip.cells[4])
    batch.click(fold)
    assert len(batch.window.table.rows) == 5 + 1 + 4  # the exception stays in view


def test_delete_leaves_a_row_out_and_delete_again_takes_it_back(batch: Batch) -> None:
    batch.open(level=4)
    row = batch.window.table.rows[0]
    row.strip.take_focus()
    batch.key(Qt.Key.Key_Delete)
    assert "Không có trong lượt này" in batch.said()
    assert batch.window.footer.record_button.text() == "Ghi nhận 11 tờ"
    batch.key(Qt.Key.Key_Delete)
    assert batch.window.footer.record_button.text() == "Ghi nhận 12 tờ"
    batch.key(Qt.Key.Key_Delete)
    batch.click(batch.window.footer.record_button)
    batch.send()
    assert batch.state(batch.keys[0]) in (PromptState.DUE, PromptState.SHOWN)
    assert len(batch.sent()) == 11


def test_an_owner_is_named_and_can_be_left_out_of_the_round(batch: Batch) -> None:
    batch.open(level=4)
    names = [chip.text() for chip in batch.window.owners.chips]
    assert names == ["Thử Nghiệm Sao Mai · 8", "Thử Nghiệm Sao Hôm · 4"]
    batch.click(batch.window.owners.chips[1])
    assert batch.window.footer.record_button.text() == "Ghi nhận 8 tờ"
    assert len(batch.window.table.groups[1].rows) == 0
    batch.click(batch.window.footer.record_button)
    batch.send()
    assert all(batch.state(key) is not PromptState.ANSWERED for key in batch.keys[8:])


def test_arrows_go_from_row_to_row_and_enter_opens_one(batch: Batch) -> None:
    batch.open()
    batch.key(Qt.Key.Key_Down)
    batch.key(Qt.Key.Key_Down)
    assert batch.window.table.rows[1].strip.hasFocus()
    batch.key(Qt.Key.Key_5)
    batch.key(Qt.Key.Key_Return)
    assert batch.asked.at(0) == [batch.keys[1], None]
    assert "Đã điền riêng, chưa gửi" in batch.said()


def test_esc_goes_back_from_the_review_and_then_closes_with_drafts(batch: Batch) -> None:
    batch.open()
    batch.click(batch.window.table.rows[0].strip.cells[4])
    batch.key(Qt.Key.Key_Return, CTRL)
    assert batch.window.in_review
    batch.key(Qt.Key.Key_Escape)
    assert not batch.window.in_review
    batch.key(Qt.Key.Key_Escape)
    assert not batch.window.isVisible()
    assert batch.draft_level(batch.keys[0]) == 5
    assert batch.draft_level(batch.keys[1]) is None


def test_levels_are_kept_half_a_second_after_the_last_choice(batch: Batch, qtbot: QtBot) -> None:
    batch.open()
    batch.key(Qt.Key.Key_4)
    qtbot.waitUntil(lambda: "Đã lưu nháp lúc" in batch.said())
    assert {batch.draft_level(key) for key in batch.keys} == {4}
    batch.key(Qt.Key.Key_4)  # the same digit takes it back
    qtbot.waitUntil(lambda: batch.day.profile.drafts.load(batch.keys[0]) is None)


def test_opened_again_it_stands_as_it_was_left(batch: Batch) -> None:
    batch.open()
    batch.click(batch.window.table.rows[0].strip.cells[4])
    batch.window.close()
    batch.open()
    assert dict(batch.window.round.given) == {batch.keys[0]: 5}


def test_a_form_begun_by_itself_is_neither_sent_nor_overwritten(batch: Batch) -> None:
    profile, key = batch.day.profile, batch.keys[0]
    begun = Rating(
        subjects=(
            Subject("office", "Hải quan cửa khẩu cảng Đình Vũ", code="03EE", level=2),
            Subject("officer", "Nguyễn Văn Mẫu", level=2, comment="Hẹn ba lần."),
        )
    )
    declaration = profile.prompts.declaration(key)
    assert declaration is not None
    profile.drafts.save(key, begun, profile.form_for(declaration), batch.day.clock.now())
    batch.open(level=4)
    assert "Đã điền riêng, chưa gửi" in batch.said()
    batch.click(batch.window.footer.record_button)
    batch.send()
    assert batch.state(key) is not PromptState.ANSWERED
    draft = profile.drafts.load(key)
    assert draft is not None
    assert draft.rating == begun


def test_a_failure_in_the_middle_sends_none_and_loses_nothing(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.open(level=4)
    batch.click(batch.window.footer.record_button)
    give, left = batch.day.profile.flow.rating_given, iter(range(6))

    def full_at_the_seventh(*args: object) -> object:
        if next(left, None) is None:
            raise Trouble("base.disk-full")
        return give(*args)  # type: ignore[arg-type]  # passed on as they came

    with monkeypatch.context() as patch:
        patch.setattr(batch.day.profile.flow, "rating_given", full_at_the_seventh)
        batch.send()
    assert batch.sent() == {}
    assert batch.day.profile.inbox.count(InboxFilter()) == 12
    assert batch.window.isVisible()
    batch.click(batch.window.footer.send_button)  # there is room again
    assert len(batch.sent()) == 12


@pytest.mark.parametrize("at", [0, 3, 5, 6])
def test_killed_between_two_ratings_all_of_them_count_or_none(tmp_path: Path, at: int) -> None:
    """A kill at rating 0, 3 or 5 of six leaves all open; one after the last leaves all given."""
    day = Workday(tmp_path)
    keys = [day.registered(f"100000000{i}0") for i in range(11, 17)]
    day.close()
    command = (sys.executable, "-m", "tests.support.dying_batch")
    died = subprocess.run(
        [*command, str(day.paths.data), str(at), *keys], cwd=ROOT, timeout=60, check=False
    )
    assert died.returncode == -signal.SIGKILL
    day = Workday(tmp_path)
    given = 6 if at == 6 else 0
    assert day.profile.sent.count(SentFilter()) == given
    assert day.profile.inbox.count(InboxFilter()) == 6 - given
    day.close()


def test_a_double_click_on_ghi_nhan_never_sends(batch: Batch, qtbot: QtBot) -> None:
    batch.open(level=4)
    batch.click(batch.window.footer.record_button)
    send, window = batch.window.footer.send_button, batch.window.windowHandle()
    at_send = send.mapTo(batch.window, send.rect().center())
    no, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mouseClick(window, left, no, at_send)
    assert batch.sent() == {}
    wait_out_the_guard(qtbot)
    QTest.mouseClick(window, left, no, at_send)
    assert len(batch.sent()) == 12


def test_what_is_settled_elsewhere_leaves_the_round(batch: Batch) -> None:
    batch.open(level=4)
    batch.desk.settled(batch.keys[:3])
    assert batch.window.footer.record_button.text() == "Ghi nhận 9 tờ"
    batch.desk.settled(batch.keys)
    assert not batch.window.isVisible()


def test_more_than_a_round_takes_wait_for_the_next(batch: Batch) -> None:
    day = batch.day
    batch.keys = [day.registered(f"1000{i:07d}0", owner=SAO_MAI) for i in range(203)]
    batch.open()
    assert len(batch.window.round.keys) == 200
    assert "Còn 3 tờ cho lượt sau" in batch.said()


def test_the_review_shows_what_is_sent_and_only_that(batch: Batch) -> None:
    batch.open(level=4)
    batch.click(batch.window.table.rows[0].strip.cells[0])
    batch.click(batch.window.table.rows[1].strip.cells[4])
    batch.click(batch.window.footer.record_button)
    said = batch.said()
    assert "Không gửi trong lượt này: 1 tờ cần mở riêng" in said
    assert not any(row.strip.isVisible() for row in batch.window.table.rows)
    badges = [row.badge.accessibleName() for row in batch.window.table.rows]
    assert badges[0].replace("\u00a0", " ") == "5 Rất hài lòng"
    assert batch.window.footer.send_button.text() == "Gửi 11 phiếu"


def test_the_next_batch_takes_over_the_rows_and_nothing_of_what_they_said(batch: Batch) -> None:
    batch.open()
    table = batch.window.table
    before = table.rows
    before[0].strip.cells[1].click()
    assert before[0].bar is not None
    batch.window.close()
    others = batch.keys[8:]
    batch.desk.open(others)
    assert set(table.rows) <= set(before)
    assert [row.key for row in table.rows] == others[: len(table.rows)]
    assert all(row.bar is None and row.strip.level is None for row in table.rows)
    table.rows[0].strip.cells[4].click()
    assert batch.window.round.given == ((others[0], 5),)
