"""How a form is kept: its draft half a second after the last change, its rating once."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from rating_client.base.sentences import Sentence

_AFTER_MILLISECONDS = 500


class SaysKept(Protocol):
    """The foot of a form, where it is said what became of the last change."""

    def say_saved(self, time: str) -> None: ...

    def say_not_saved(self, trouble: Sentence) -> None: ...


class Keeping(QObject):
    due = Signal()  # keep what stands now

    def __init__(self, foot: SaysKept, parent: QObject) -> None:
        super().__init__(parent)
        self._foot = foot
        self._sending = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MILLISECONDS)
        self._soon.timeout.connect(self.due)

    def begin(self) -> None:
        """Another rating is filled in."""
        self._sending = False

    def touched(self) -> None:
        """A person changed something."""
        self._soon.start()

    def now(self) -> None:
        """What was changed and not kept yet: without waiting."""
        if self._soon.isActive():
            self._soon.stop()
            self.due.emit()

    def forget(self) -> None:
        """The rating is queued: there is no draft to keep any more."""
        self._soon.stop()

    def may_send(self) -> bool:
        """True once: one press, one rating, however long the disk takes."""
        first, self._sending = not self._sending, True
        return first

    def saved(self, time: str) -> None:
        if not self._soon.isActive():  # else more was changed meanwhile
            self._foot.say_saved(time)

    def not_saved(self, trouble: Sentence) -> None:
        """Neither drafts nor ratings could be kept: nothing on the window is lost."""
        self._foot.say_not_saved(trouble)
        self._sending = False
