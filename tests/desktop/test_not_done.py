"""What a person wanted and could not be done: said in the window, until something is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from rating_client.desktop.status.uncaught import Uncaught
from rating_client.prompts.prompt import PromptState
from tests.support.ledgers import held
from tests.support.problems import ProblemDesk


def said(desk: ProblemDesk) -> list[str]:
    return [each.code for each in desk.desktop.lists.window.conditions.conditions]


def skips(desk: ProblemDesk, key: str) -> None:
    desk.desktop.lists.window.inbox.skip_asked.emit([key])


def skips_on_the_card(desk: ProblemDesk, key: str) -> None:
    desk.desktop.prompter.card.skipped.emit([key])


def wants_peace(desk: ProblemDesk, _key: str) -> None:
    desk.desktop.tray.no_more_today_asked.emit()


@pytest.mark.parametrize("wish", [skips, skips_on_the_card, wants_peace])
def test_while_another_holds_the_ledger(
    desk: ProblemDesk, wish: Callable[[ProblemDesk, str], None]
) -> None:
    key = desk.day.registered("100000000110")
    desk.work(1)
    desk.main()
    with held(desk.day.profile.ledger):
        wish(desk, key)
    assert said(desk) == ["base.ledger-busy"]
    prompt = desk.day.profile.prompts.get(key)
    assert prompt is not None
    assert prompt.state is PromptState.DUE
    wish(desk, key)
    assert not said(desk)


def test_what_a_slot_lets_out_is_said_and_not_only_logged(desk: ProblemDesk, qtbot: QtBot) -> None:
    def stumble() -> None:
        raise ValueError("a bug of ours")

    desk.main()
    with qtbot.capture_exceptions() as logged:
        uncaught = Uncaught(desk.desktop)
        uncaught.trouble.connect(desk.desktop.conditions.by("wish").say)
        QTimer.singleShot(0, stumble)
        qtbot.waitUntil(lambda: bool(logged), timeout=30_000)
    assert said(desk) == ["base.bug"]
