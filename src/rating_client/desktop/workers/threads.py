"""The worker threads, owned in one place.

A worker lives in its own thread: timers and ledger connections are made there and end there.
Leaving the context asks every worker to stop and waits for it, so that no QThread is ever
destroyed while it runs.
"""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QObject, QThread, Signal, Slot

log = logging.getLogger(__name__)

_PATIENCE_MS = 20_000
_AGAIN_MS = 500


class Worker(QObject):
    """An object with work of its own. `begin` and `end` run in the worker's thread.

    Nobody asks a worker for its `thread()`: PySide takes the answer for a part of the worker, and
    destroys the thread with it, be it the main one.
    """

    _stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stop_asked.connect(self._stop)

    def begin(self) -> None:
        """Called once the thread runs."""

    def end(self) -> None:
        """Called before the thread ends: stop timers, close what was opened."""

    def interrupt(self) -> None:
        """Called from another thread when the program ends: break off what takes long."""

    def stopping(self) -> bool:
        """True once the program wants to end: long work looks at it between two items."""
        return QThread.currentThread().isInterruptionRequested()

    @Slot()
    def _stop(self) -> None:
        try:
            self.end()
        finally:
            # From inside: a quit from outside would overtake this very call.
            QThread.currentThread().quit()


class _Thread(QThread):
    """One Python thread from its beginning to its end.

    Without a `run` in Python every call of a slot is a thread of its own to Python: what is kept
    for each thread, such as a connection to the ledger, was made anew and never let go.
    """

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker

    def run(self) -> None:
        try:
            self._worker.begin()
        except Exception as error:  # noqa: BLE001 - a bug, told now and not when the loop ends
            sys.excepthook(type(error), error, error.__traceback__)
        super().run()  # the event loop, in which it is asked to stop


class Threads:
    """Starts workers in named threads; on leaving, stops them all and waits."""

    def __init__(self) -> None:
        self._running: list[tuple[QThread, Worker]] = []

    def run(self, worker: Worker, name: str) -> None:
        """Move `worker` into a thread of its own and begin."""
        thread = _Thread(worker)
        thread.setObjectName(name)
        worker.moveToThread(thread)
        self._running.append((thread, worker))
        thread.start()

    def stop(self) -> None:
        """Ask every worker to stop, so that they end side by side, then wait for each.

        Waits for ever in the end: every piece of work has a deadline of its own. What has none,
        a system call on a share, is not done in these threads (see `exports.keeper`).
        """
        for thread, worker in self._running:
            thread.requestInterruption()
            worker.interrupt()
            worker._stop_asked.emit()  # noqa: SLF001  the two classes are one idea
        for thread, worker in self._running:
            waited = 0
            while not thread.wait(_AGAIN_MS):
                # One that was between two pieces of work has begun the next since.
                worker.interrupt()
                waited += _AGAIN_MS
                if waited == _PATIENCE_MS:
                    log.warning("thread %s is slow to end", thread.objectName())
        self._running.clear()

    def __enter__(self) -> Threads:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
