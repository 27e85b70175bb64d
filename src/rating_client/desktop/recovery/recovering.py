"""Opening the key with a recovery code, in a thread: each try takes a moment, on purpose."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from rating_client.base.errors import told
from rating_client.base.paths import ProfilePaths
from rating_client.base.recovery import has_code, vault_by_code
from rating_client.base.sentences import Sentence
from rating_client.base.vault import Vault
from rating_client.desktop.workers.threads import Threads, Worker

_OF_THE_KEY = {
    "base.key-gone",
    "base.key-store-locked",
    "base.key-store-missing",
    "base.ledger-key-wrong",
}


def recovering_from(
    why: Sentence, paths: ProfilePaths, vault: Vault, parent: QObject
) -> Recovering | None:
    """Where a code may help against `why`, and one was made; None otherwise."""
    if why.code in _OF_THE_KEY and has_code(paths):
        return Recovering(paths, vault, parent)
    return None


class Recovering(QObject):
    """Tries codes, one after the other. Its thread begins with the first and ends with success."""

    recovered = Signal(object)  # a Vault that opens the profile
    refused = Signal(object)  # a Sentence: another code may still do

    def __init__(self, paths: ProfilePaths, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = Threads()
        self._worker: _Worker | None = None
        self._paths, self._vault = paths, vault
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.stop)

    def attempt(self, code: str) -> None:
        if self._worker is None:
            self._worker = _Worker(self._paths, self._vault)
            self._worker.recovered.connect(self._done)
            self._worker.refused.connect(self.refused)
            self._threads.run(self._worker, "recovering")
        self._worker.given.emit(code)

    def stop(self) -> None:
        """Nothing more is tried."""
        self._threads.stop()
        self._worker = None

    def _done(self, vault: Vault) -> None:
        self.stop()
        self.recovered.emit(vault)


class _Worker(Worker):
    given = Signal(str)
    recovered = Signal(object)
    refused = Signal(object)

    def __init__(self, paths: ProfilePaths, vault: Vault) -> None:
        super().__init__()
        self._paths, self._vault = paths, vault
        self.given.connect(self._attempt)

    @Slot(str)
    def _attempt(self, code: str) -> None:
        with told("recovery code", self.refused.emit):
            self.recovered.emit(vault_by_code(self._paths, code, self._vault))
