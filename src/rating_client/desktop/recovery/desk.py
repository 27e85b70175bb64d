"""The recovery code on request: made, shown once, and forgotten with its window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import RatingClientError
from rating_client.desktop.look.room import bring_to_front
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.recovery.window import RecoveryWindow

log = logging.getLogger(__name__)


class RecoveryDesk(QObject):
    made = Signal()
    trouble = Signal(object)  # a Sentence

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self.window: RecoveryWindow | None = None

    def make_code(self) -> None:
        """A person asked for a code. One whose window is open is not made anew."""
        if self.window is not None:
            bring_to_front(self.window)
            return
        try:
            code = self._profile.make_recovery_code()
        except RatingClientError as error:
            log.warning("recovery code: %s", error.code)
            self.trouble.emit(error.sentence)
            return
        from rating_client.desktop.recovery.window import RecoveryWindow

        self.window = RecoveryWindow(code, self._profile.clock.now())
        self.window.closed.connect(self._closed)
        bring_to_front(self.window)
        self.made.emit()

    def _closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
