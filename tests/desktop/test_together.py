"""Work for the wishes of a moment: once for all of them, and never two works in one turn."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from rating_client.desktop.workers.together import Together

PATIENCE_MS = 30_000


def test_many_wishes_of_a_moment_are_one_piece_of_work(qtbot: QtBot) -> None:
    owner = QObject()
    done: list[str] = []
    together = Together(lambda: done.append("work"), owner)
    for _ in range(50):
        together.wish()
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    assert done == ["work"]


def test_between_two_pieces_of_work_other_events_have_their_turn(qtbot: QtBot) -> None:
    """As with a card to be shown while the counts are read anew: a key pressed meanwhile waits
    for one of them at most."""
    owner, heart = QObject(), QTimer()
    happened: list[str] = []

    def work() -> None:
        time.sleep(0.03)  # so long that the heart is due before the next one
        happened.append("work")

    heart.timeout.connect(lambda: happened.append("event"))
    heart.start(1)
    works = [Together(work, owner) for _ in range(2)]
    for together in works:
        together.wish()
    qtbot.waitUntil(lambda: happened.count("work") == 2, timeout=PATIENCE_MS)
    heart.stop()
    first = happened.index("work")
    assert "event" in happened[first : happened.index("work", first + 1)]
