"""The form at work over a real ledger: drafts, and what is remembered for the next rating."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rating_client.base.settings import load_settings
from rating_client.desktop.form.desk import FormDesk
from rating_client.desktop.form.footer import Page
from rating_client.desktop.form.window import RatingWindow
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.prompts.prompt import PromptState
from tests.support.guard import wait_out_the_guard
from tests.support.workday import SAO_HOM, SAO_MAI, Workday


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workday]:
    day = Workday(tmp_path)
    yield day
    day.close()


def complain(qtbot: QtBot, form: RatingWindow, *, remember: bool) -> None:
    """The office gets level 2 with its first reason and a contact, and it is sent."""
    office = form.edit.matrix.rows[0]
    QTest.keyClick(office.strip, Qt.Key.Key_2)
    assert office.reasons is not None
    office.reasons.toggle(0)
    form.edit.contact.name.setText("Nguyễn Thị Mẫu")
    form.edit.contact.phone.setText("0900 000 000")
    form.edit.contact.remember.setChecked(remember)
    form.edit.closing.agent.click()
    form.footer.record_button.click()
    assert form.page is Page.REVIEW
    wait_out_the_guard(qtbot)
    QTest.keyClick(form.footer.send_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not form.isVisible())


@pytest.mark.parametrize("remember", [True, False])
def test_a_contact_is_remembered_for_its_owner_and_only_when_asked(
    qtbot: QtBot, day: Workday, remember: bool
) -> None:
    first = day.registered("100000000110")
    second = day.registered("100000000120")
    others = day.registered("100000000130", owner=SAO_HOM)
    desk = FormDesk(day.profile, DraftWorker(day.profile))
    form = desk.window
    qtbot.addWidget(form)

    desk.open(first)
    complain(qtbot, form, remember=remember)
    prompt = day.profile.prompts.get(first)
    assert prompt is not None
    assert prompt.state is PromptState.ANSWERED

    desk.open(second)
    assert form.edit.contact.name.text() == ("Nguyễn Thị Mẫu" if remember else "")
    assert form.edit.closing.agent.isChecked()  # in whose name is remembered with each rating
    form.close()

    desk.open(others)
    assert form.edit.contact.name.text() == ""
    assert not form.edit.closing.agent.isChecked()
    form.close()


def test_an_owner_s_own_way_for_low_levels_wins_over_the_setting(
    qtbot: QtBot, day: Workday
) -> None:
    key = day.registered("100000000110")
    day.profile.remembered.keep_low_levels_travel(SAO_MAI, "now")
    desk = FormDesk(day.profile, DraftWorker(day.profile))
    form = desk.window
    qtbot.addWidget(form)
    desk.open(key)
    assert form.edit.when.at_once.isChecked()
    form.close()


def test_what_a_policy_decides_wins_over_an_owner_s_own_way(qtbot: QtBot, day: Workday) -> None:
    key = day.registered("100000000110")
    day.profile.remembered.keep_low_levels_travel(SAO_MAI, "now")
    policy = {"low_levels_travel": "when_released"}
    day.profile.loaded = load_settings(day.paths.settings, policy)
    desk = FormDesk(day.profile, DraftWorker(day.profile))
    form = desk.window
    qtbot.addWidget(form)
    desk.open(key)
    assert not form.edit.when.at_once.isChecked()
    form.close()
