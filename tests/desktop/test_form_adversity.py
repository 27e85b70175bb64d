"""The form when a person or the day around it does something unexpected while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.declarations.declaration import Stage
from rating_client.desktop.asking import Asking
from rating_client.desktop.form.footer import Page
from rating_client.desktop.form.suggestion import Suggestion
from rating_client.desktop.form.window import RatingWindow
from rating_client.desktop.look.theme import Theme
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.translation import speak
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.outbox.entry import Entry, EntryState
from tests.support.guard import wait_out_the_guard
from tests.support.workday import Workday

CTRL = Qt.KeyboardModifier.ControlModifier
ODD = "Dòng một\nDòng hai 🙂👩‍💼\nשלום مرحبا\u202e cuối"


@pytest.fixture
def asking(qtbot: QtBot, day: Workday) -> Iterator[Asking]:
    asking = Asking(
        day.profile, DraftWorker(day.profile), Senses(lambda: False, lambda: False, lambda: None)
    )
    qtbot.addWidget(asking.forms.window)
    yield asking
    asking.prompter.card.dismiss()
    if asking.forms.is_open:
        asking.forms.window.close()


def standing(day: Workday, key: str) -> list[Entry]:
    return [
        entry
        for entry in day.profile.outbox.of_declaration(key)
        if entry.state is not EntryState.WITHDRAWN
    ]


def subjects(entry: Entry) -> list[Any]:
    assert entry.content is not None
    return list(entry.content["subjects"])


def opened(asking: Asking, key: str, level: int | None = None) -> RatingWindow:
    asking.open_form(key, level)
    QApplication.processEvents()
    return asking.forms.window


def press(
    form: RatingWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Where the window has its keyboard, whichever window the system thinks is in front."""
    QTest.keyClick(form.focusWidget() or form, key, held)


def complain(form: RatingWindow, comment: str) -> None:
    """The office at level 2, with all that this asks for."""
    office = form.edit.matrix.rows[0]
    assert office.reasons is not None
    office.reasons.toggle(0)
    office.reasons.details.setPlainText(comment)
    form.edit.contact.name.setText("Nguyễn Thị Mẫu")
    form.edit.contact.phone.setText("0900 000 000")
    form.edit.closing.agent.click()


def test_too_much_text_is_counted_named_and_never_cut(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    form = opened(asking, day.registered("100000000110"), 2)
    complain(form, "á" * 2_000)
    form.record()
    assert not form.footer.send_button.isVisible()
    reasons = form.edit.matrix.rows[0].reasons
    assert reasons is not None
    assert len(reasons.comment) == 2_000
    assert reasons.details_message.isVisible()
    assert form.footer.missing.startswith("Còn 1 mục")
    reasons.details.setPlainText("á" * 1_000)
    form.record()
    assert form.page is Page.REVIEW


def test_lines_pictures_and_both_directions_come_back_and_go_out_as_written(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    key = day.registered("100000000110")
    form = opened(asking, key, 2)
    complain(form, ODD)
    form.close()
    form = opened(asking, key)
    reasons = form.edit.matrix.rows[0].reasons
    assert reasons is not None
    assert reasons.comment == ODD
    form.record()
    assert form.page is Page.REVIEW
    press(form, Qt.Key.Key_Return)
    (entry,) = standing(day, key)
    assert subjects(entry)[0]["comment"] == ODD


def test_eight_officers_with_long_names_have_their_rows_and_come_back(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    key = day.registered("100000000110")
    form = opened(asking, key)
    names = [f"Nguyễn Hoàng Phương Thảo Nguyên Mẫu Thử Nghiệm {n}" for n in range(1, 9)]
    for name in names:
        form.edit.matrix.officers_adder.field.added.emit(Suggestion(name))
        press(form, Qt.Key.Key_4)
    QApplication.processEvents()
    for row in form.edit.matrix.officers.rows:
        assert row.strip.x() + row.strip.width() <= form.width()
        assert row.strip.width() == form.edit.matrix.all.strip.width()
    form.close()
    form = opened(asking, key)
    assert [(row.name, row.level) for row in form.edit.matrix.officers.rows] == [
        (name, 4) for name in names
    ]


def test_theme_and_language_change_around_an_open_form(
    qtbot: QtBot, qapp: QApplication, day: Workday, asking: Asking
) -> None:
    key = day.registered("100000000110")
    form = opened(asking, key, 2)
    complain(form, "Ba lần")
    theme = Theme(qapp, "light")
    light = form.grab().toImage()
    try:
        theme.choose("dark")
        speak("en", qapp)
        asking.forms.build_anew()
        QApplication.processEvents()
        assert form.grab().toImage() != light
        assert asking.forms.window is form  # what is open stays, and so does what is on it
        assert form.edit.rating().subjects[0].comment == "Ba lần"
        form.close()
        asking.forms.build_anew()
        again = opened(asking, key)
        qtbot.addWidget(again)
        assert again is not form
        assert again.footer.record_button.text() == "Record"
        assert again.edit.rating().subjects[0].comment == "Ba lần"
    finally:
        theme.choose("light")
        speak("vi", qapp)


def test_a_rating_held_until_clearance_goes_when_that_came_while_the_form_was_open(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    key = day.registered("100000000110")
    form = opened(asking, key, 2)
    complain(form, "Ba lần")
    assert form.edit.when.released.isChecked()
    day.registered("100000000110", stage=Stage.CLEARED)
    form.record()
    press(form, Qt.Key.Key_Return)
    (entry,) = standing(day, key)
    assert entry.hold is None


def test_rated_from_the_card_while_its_form_is_open_one_rating_stands(
    qtbot: QtBot, day: Workday, asking: Asking
) -> None:
    keys = [day.registered(f"1000000001{n}0") for n in (1, 2)]
    form = opened(asking, keys[0])
    asking.prompter.ask()
    asking.prompter.card.recorded.emit(keys, 5)
    assert [len(standing(day, key)) for key in keys] == [1, 1]
    press(form, Qt.Key.Key_4)
    press(form, Qt.Key.Key_Return, CTRL)
    press(form, Qt.Key.Key_Return)
    (entry,) = standing(day, keys[0])
    assert [s["level"] for s in subjects(entry)] == [4] * 4
    assert len(standing(day, keys[1])) == 1


def test_an_impatient_hand_sends_once(qtbot: QtBot, day: Workday, asking: Asking) -> None:
    key = day.registered("100000000110")
    form = opened(asking, key)
    press(form, Qt.Key.Key_4)
    press(form, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)  # a second time, on the review
    assert form.page is Page.REVIEW
    assert standing(day, key) == []
    wait_out_the_guard(qtbot)
    send = form.footer.send_button
    QTest.mouseClick(send, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(send, Qt.MouseButton.LeftButton)
    assert len(standing(day, key)) == 1
    assert not form.isVisible()
