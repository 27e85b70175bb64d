"""Worker threads end before the objects they run."""

from __future__ import annotations

from PySide6.QtCore import QThread, QTimer, Signal
from pytestqt.qtbot import QtBot

from rating_client.desktop.threads import Threads, Worker


class Metronome(Worker):
    """Ticks in its own thread until it is stopped."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.began_in: QThread | None = None
        self.ended_in: QThread | None = None

    def begin(self) -> None:
        self.began_in = QThread.currentThread()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ticked)
        self._timer.start(1)

    def end(self) -> None:
        self._timer.stop()
        self.ended_in = QThread.currentThread()


def test_a_worker_begins_works_and_ends_in_its_own_thread(qtbot: QtBot) -> None:
    here = QThread.currentThread()
    metronome = Metronome()
    with Threads() as threads:
        with qtbot.waitSignal(metronome.ticked):
            threads.run(metronome, "metronome")
        assert metronome.began_in is not here
    assert metronome.ended_in is metronome.began_in


def test_leaving_at_once_still_ends_the_work_properly(qtbot: QtBot) -> None:
    for _ in range(20):
        first, second = Metronome(), Metronome()
        with Threads() as threads:
            threads.run(first, "first")
            threads.run(second, "second")
        assert first.ended_in is not None
        assert second.ended_in is not None
