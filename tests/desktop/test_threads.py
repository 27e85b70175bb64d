"""Worker threads end before the objects they run."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from threading import Event, local

import pytest
from PySide6.QtCore import QThread, QTimer, Signal, Slot
from pytestqt.qtbot import QtBot

from rating_client.desktop.workers import threads
from rating_client.desktop.workers.threads import Threads, Worker

DESKTOP = Path(threads.__file__).parent


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
    with Threads() as running:
        with qtbot.waitSignal(metronome.ticked):
            running.run(metronome, "metronome")
        assert metronome.began_in is not here
    assert metronome.ended_in is metronome.began_in


class Stumbling(Worker):
    def begin(self) -> None:
        raise ValueError


def test_a_bug_as_a_worker_begins_is_told_while_it_runs(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Event()
    monkeypatch.setattr(sys, "excepthook", lambda *_bug: told.set())
    with Threads() as running:
        running.run(Stumbling(), "stumbling")
        assert told.wait(30)


class Noting(Metronome):
    """Keeps something for its thread, as the ledger keeps a connection."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = local()
        self.turns = self.times_made = 0
        self.ticked.connect(self._note)

    def begin(self) -> None:
        super().begin()
        self._note()

    @Slot()
    def _note(self) -> None:
        self.turns += 1
        if not hasattr(self.kept, "connection"):
            self.kept.connection = object()
            self.times_made += 1


def test_what_is_kept_for_a_thread_lasts_from_turn_to_turn(qtbot: QtBot) -> None:
    noting = Noting()
    with Threads() as running:
        running.run(noting, "noting")
        qtbot.waitUntil(lambda: noting.turns >= 20, timeout=30_000)
    assert noting.times_made == 1


def test_signals_of_workers_go_to_methods_of_objects_in_the_gui_thread() -> None:
    """A lambda belongs to no thread: Qt calls it in the worker's, and it would touch widgets."""
    worker_signal = re.compile(r"\b_?(exports|delivery|drafts|door)\.\w+\.connect\(\s*lambda")
    for source in DESKTOP.rglob("*.py"):
        assert not worker_signal.search(source.read_text("utf-8")), source


class Persistent(Worker):
    """Is between two exchanges when it is interrupted first: that one goes unheard."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = Event()
        self.heard = Event()
        self._interrupted = 0

    def begin(self) -> None:
        self.busy.set()
        self.heard.wait(60)

    def interrupt(self) -> None:
        self._interrupted += 1
        if self._interrupted > 1:
            self.heard.set()


def test_a_worker_that_begins_anew_while_it_is_interrupted_is_interrupted_again() -> None:
    persistent = Persistent()
    with Threads() as running:
        running.run(persistent, "persistent")
        assert persistent.busy.wait(10)
    assert persistent.heard.is_set()


def test_leaving_at_once_still_ends_the_work_properly(qtbot: QtBot) -> None:
    for _ in range(20):
        first, second = Metronome(), Metronome()
        with Threads() as running:
            running.run(first, "first")
            running.run(second, "second")
        assert first.ended_in is not None
        assert second.ended_in is not None
