"""The recovery code on request: made, shown once, and forgotten with its window."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.desktop.look.room import bring_to_front
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.recovery.window import RecoveryWindow


class RecoveryDesk(QObject):
    made = Signal()
    trouble = Signal(object)  # a Sentence

    _code = Signal(str)
    _failed = Signal(object)  # a Sentence

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._busy = False
        self.window: RecoveryWindow | None = None
        self._code.connect(self._show)
        self._failed.connect(self._tell_why_not)

    def make_code(self) -> None:
        """A person asked for a code. One whose window is open is not made anew."""
        if self.window is not None:
            bring_to_front(self.window)
        elif not self._busy:
            self._busy = True
            threading.Thread(target=self._make, name="recovery code", daemon=True).start()

    def _make(self) -> None:
        """In a thread of its own that nobody waits for: a key store may ask for a password."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            code = ""
            with told("recovery code", self._failed.emit):
                code = self._profile.make_recovery_code()
            if code:
                self._code.emit(code)

    def _show(self, code: str) -> None:
        from rating_client.desktop.recovery.window import RecoveryWindow

        self._busy = False
        self.window = RecoveryWindow(code, self._profile.clock.now())
        self.window.closed.connect(self._closed)
        bring_to_front(self.window)
        self.made.emit()

    def _tell_why_not(self, why: Sentence) -> None:
        self._busy = False
        self.trouble.emit(why)

    def _closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
