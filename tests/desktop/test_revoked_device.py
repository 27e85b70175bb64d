"""Customs revokes this computer; what the windows say, and the way out through them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.desktop.controls.pill import Pill
from rating_client.desktop.main.pages import Page
from rating_client.desktop.translation import speak
from rating_client.outbox.entry import EntryState
from tests.receiver.test_command import run
from tests.support.problems import ProblemDesk, on_screen, words_of
from tests.support.receivers import RunningReceiver, running_receiver

PAGES = (Page.INBOX, Page.ATTENTION, Page.RECEIVERS)


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[RunningReceiver]:
    with running_receiver(tmp_path / "receiver") as receiver:
        yield receiver


def opened(desk: ProblemDesk, receiver: RunningReceiver) -> None:
    """A person opens a new enrolment file in the window, compares its key and accepts."""
    file = desk.place / "hai-quan.rating-enrol"
    file.write_bytes(receiver.enrolment_file())
    desk.desktop.lists.open(Page.RECEIVERS)
    panel = desk.desktop.lists.window.receivers_page.panel
    panel.read(file)
    assert panel.card is not None
    panel.card.compared.setChecked(True)
    desk.work(1)  # the deliverer is there, and hears of the new receiver
    panel.card.accept.click()
    assert panel.card is None
    desk.desktop.delivery.end()


def standing(desk: ProblemDesk) -> list[str]:
    """What the page of receivers says of each."""
    page = desk.desktop.lists.window.receivers_page
    return [pill.accessibleName() for pill in page.findChildren(Pill) if pill.isVisible()]


def test_every_page_says_it_and_a_new_file_lets_everything_go(
    desk: ProblemDesk, receiver: RunningReceiver, qapp: QApplication, qtbot: QtBot
) -> None:
    opened(desk, receiver)
    before = desk.rated("100000000110")
    desk.work(30)
    outbox, enrolments = desk.day.profile.outbox, desk.day.profile.enrolments
    assert outbox.known(before.id).state is EntryState.RECEIPTED
    [customs] = enrolments.receivers()
    revoked = enrolments.device(customs, desk.clock.now()).kid
    assert run("revoke", receiver.folder, revoked).code == 0
    desk.rated("100000000120")
    desk.work(60)
    desk.rated("100000000130")
    desk.work(60)
    for language in ("vi", "en"):
        speak(language, qapp)
        title, advice = words_of("delivery.device-revoked", language)
        for page in PAGES:
            words = on_screen(desk._page(page))
            assert title.search(words), (page, words)
            assert advice.search(words), (page, words)
    assert [row["rating"]["declaration"]["number"] for row in receiver.stored()] == ["100000000110"]

    speak("vi", qapp)
    opened(desk, receiver)
    desk.work(60)
    assert "thu hồi" not in on_screen(desk._page(Page.RECEIVERS))
    assert standing(desk) == ["Đã đăng ký"]
    held = sorted(row["rating"]["declaration"]["number"] for row in receiver.stored())
    assert held == ["100000000110", "100000000120", "100000000130"]
    assert {state for state, n in outbox.counts().items() if n} == {
        EntryState.RECEIPTED,
        EntryState.WITHDRAWN,
    }
