"""How many actions each rating task takes: one click or one key chord is one action.

The whole desktop over a real ledger, its card, form and lists worked by clicks and keys. Only
the global hotkey is called by its name: the system delivers it, and there is none here. Names of
officers are typed, because nobody is offered before: that is one click more than a row of names
would take. Typed text itself is not counted, as in the budget.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.asking import Asking
from rating_client.desktop.batch.window import BatchWindow
from rating_client.desktop.card.asking import AskingFace
from rating_client.desktop.card.later import LaterFace
from rating_client.desktop.card.review import ReviewFace
from rating_client.desktop.card.saved import SavedFace
from rating_client.desktop.form.window import RatingWindow
from rating_client.desktop.main.desk import ListDesk
from rating_client.desktop.main.pages import Page
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.outbox.entry import EntryState
from rating_client.outbox.listing import SentFilter
from rating_client.prompts.inbox import InboxFilter
from rating_client.prompts.prompt import PromptState
from rating_client.ratings.rating import Contact
from tests.support.guard import wait_out_the_guard
from tests.support.workday import SAO_MAI, Workday

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NO = Qt.KeyboardModifier.NoModifier


class Person:
    """Counts what they do."""

    def __init__(self, qtbot: QtBot, day: Workday) -> None:
        self.qtbot, self.day = qtbot, day
        senses = Senses(lambda: False, lambda: False, lambda: None)
        self.desktop = Asking(day.profile, DraftWorker(day.profile), senses)
        self.actions = 0

    def declarations(self, n: int) -> list[str]:
        """So many are registered, and the card asks."""
        keys = [self.day.registered(f"100000000{i}0") for i in range(11, 11 + n)]
        self.desktop.prompter.ask()
        return keys

    # What they do ---------------------------------------------------------------------------

    def click(self, widget: QWidget) -> None:
        self.actions += 1
        wait_out_the_guard(self.qtbot)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
        self.actions += 1
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)

    def hotkey(self) -> None:
        self.actions += 1
        self.desktop.open_next()
        assert QTest.qWaitForWindowActive(self.form if self.form.isVisible() else self.batch)

    def write(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)

    # What they see --------------------------------------------------------------------------

    @property
    def face(self) -> QWidget | None:
        return self.desktop.prompter.card.face

    @property
    def asking(self) -> AskingFace:
        assert isinstance(self.face, AskingFace)
        return self.face

    @property
    def review(self) -> ReviewFace:
        assert isinstance(self.face, ReviewFace)
        return self.face

    @property
    def form(self) -> RatingWindow:
        return self.desktop.forms.window

    @property
    def batch(self) -> BatchWindow:
        return self.desktop.batch.window

    @property
    def given(self) -> list[str]:
        """The levels of each rating in the outbox, a digit a subject."""
        rows = self.day.profile.sent.page(SentFilter(), 0, 50)
        return sorted(row.levels for row in rows)


@pytest.fixture
def person(qtbot: QtBot, day: Workday) -> Iterator[Person]:
    yield Person(qtbot, day)
    for each in QApplication.topLevelWidgets():
        each.close()
    QApplication.processEvents()


def test_one_declaration_by_mouse_two(person: Person) -> None:
    person.declarations(1)
    person.click(person.asking.strip.cells[3])
    person.click(person.review.send)
    assert person.given == ["4"]
    assert person.actions == 2


def test_one_declaration_by_keyboard_four(person: Person) -> None:
    person.declarations(1)
    person.hotkey()
    person.key(Qt.Key.Key_4)
    person.key(Qt.Key.Key_Return, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.given == ["4444"]  # the office and the three stages in view
    assert person.actions == 4


def test_one_declaration_by_keyboard_three_without_the_review(person: Person) -> None:
    person.day.profile.change_setting("skip_review_when_satisfied", True)
    person.declarations(1)
    person.hotkey()
    person.key(Qt.Key.Key_4)
    person.key(Qt.Key.Key_Return, CTRL)
    assert person.given == ["4444"]
    assert person.actions == 3


@pytest.mark.parametrize("skipping", [False, True])
def test_with_the_form_open_three_or_two_by_the_option(person: Person, skipping: bool) -> None:
    person.day.profile.change_setting("skip_review_when_satisfied", skipping)
    [key] = person.declarations(1)
    person.desktop.open_form(key)
    person.click(person.form.edit.matrix.rows[0].strip.cells[4])
    person.click(person.form.footer.record_button)
    if not skipping:
        person.click(person.form.footer.send_button)
    assert person.given == ["5"]
    assert person.actions == (2 if skipping else 3)


def test_twelve_declarations_of_one_level_by_mouse_two(person: Person) -> None:
    person.declarations(12)
    person.click(person.asking.strip.cells[3])
    person.click(person.review.send)
    assert person.given == ["4"] * 12
    assert person.actions == 2


def test_twelve_declarations_of_one_level_by_keyboard_four(person: Person) -> None:
    person.declarations(12)
    person.hotkey()
    person.key(Qt.Key.Key_4)
    person.key(Qt.Key.Key_Return, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.given == ["4"] * 12
    assert person.actions == 4


def test_twelve_with_one_exception_by_mouse_five(person: Person) -> None:
    person.declarations(12)
    person.click(person.asking.details)
    person.click(person.batch.table.all.strip.cells[3])
    person.click(person.batch.table.rows[2].strip.cells[4])
    person.click(person.batch.footer.record_button)
    person.click(person.batch.footer.send_button)
    assert person.given == ["4"] * 11 + ["5"]
    assert person.actions == 5


def test_twelve_with_one_exception_by_keyboard_seven(person: Person) -> None:
    person.declarations(12)
    person.hotkey()
    person.key(Qt.Key.Key_4)
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_5)
    person.key(Qt.Key.Key_Return, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.given == ["4"] * 11 + ["5"]
    assert person.actions == 7


def test_all_subjects_alike_and_one_officer_different_by_mouse_seven(person: Person) -> None:
    person.declarations(1)
    matrix = person.form.edit.matrix
    person.click(person.asking.details)
    person.click(matrix.all.strip.cells[3])
    person.click(matrix.officers_adder.field)
    person.write("Nguyen Van Mau")
    person.key(Qt.Key.Key_Return)
    person.click(matrix.rows[-1].strip.cells[4])
    person.click(person.form.footer.record_button)
    person.click(person.form.footer.send_button)
    assert person.given == ["44445"]
    assert person.actions == 7


def test_all_subjects_alike_and_one_officer_different_by_keyboard(person: Person) -> None:
    person.declarations(1)
    person.hotkey()
    person.key(Qt.Key.Key_4)
    person.key(Qt.Key.Key_O, CTRL)
    person.write("Nguyen Van Mau")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_5)
    person.key(Qt.Key.Key_Return, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.given == ["44445"]
    assert person.actions == 7


def test_an_officer_at_level_two_with_a_reason_and_sixty_letters(person: Person) -> None:
    person.day.registered("100000000990")  # its owner is met, so that a contact can be remembered
    person.day.profile.remembered.keep_contact(
        SAO_MAI, Contact(name="Nguyễn Thị Mẫu", phone="0900 000 000")
    )
    person.day.profile.prompts.decline([f"{SAO_MAI}/10000000099"], person.day.clock.now())
    person.declarations(1)
    person.hotkey()
    person.key(Qt.Key.Key_O, CTRL)
    person.write("Nguyen Van Mau")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_2)
    person.key(Qt.Key.Key_1, ALT)
    person.key(Qt.Key.Key_M, CTRL)
    person.write("Nop luc 08:10, yeu cau bo sung ba lan, moi lan mot chung tu.")
    person.key(Qt.Key.Key_Return, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.given == ["2"]
    assert person.actions == 8


def test_skipping_takes_one_and_later_two(person: Person) -> None:
    [key] = person.declarations(1)
    person.click(person.asking.skip)
    assert person.actions == 1
    state = person.day.profile.prompts.get(key)
    assert state is not None
    assert state.state is PromptState.DECLINED

    other = person.day.registered("100000000980")
    person.desktop.prompter.ask()
    person.click(person.asking.later)
    assert isinstance(person.face, LaterFace)
    person.click(person.face.rows[0])
    assert person.actions == 3
    state = person.day.profile.prompts.get(other)
    assert state is not None
    assert state.state is PromptState.SNOOZED


def test_in_the_list_skipping_takes_two_keys(person: Person) -> None:
    person.declarations(2)
    lists = ListDesk(person.day.profile)
    lists.open(Page.INBOX)
    assert QTest.qWaitForWindowActive(lists.window)
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Delete)
    assert person.day.profile.inbox.count(InboxFilter()) == 1
    assert person.actions == 2


def test_undo_takes_the_whole_batch_back_with_the_levels_as_drafts(person: Person) -> None:
    keys = person.declarations(12)
    person.hotkey()
    person.key(Qt.Key.Key_4)
    person.key(Qt.Key.Key_Return, CTRL)
    person.key(Qt.Key.Key_Return)
    assert isinstance(person.face, SavedFace)
    person.click(person.face.undo)
    assert person.day.profile.inbox.count(InboxFilter()) == 12
    assert person.day.profile.outbox.counts()[EntryState.WITHDRAWN] == 12
    person.desktop.open_batch(keys)
    assert dict(person.batch.round.given) == dict.fromkeys(keys, 4)
