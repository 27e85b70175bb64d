"""The last door for what went wrong: a slot has no caller who could say it."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import sentence_of


class Uncaught(QObject):
    """Tells of every exception that a slot let out, once it is logged. One in a process."""

    trouble = Signal(object)  # a Sentence

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._log = sys.excepthook
        sys.excepthook = self._tell

    def _tell(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        """In the thread in which it happened."""
        self._log(kind, error, traceback)
        self.trouble.emit(sentence_of(error))
