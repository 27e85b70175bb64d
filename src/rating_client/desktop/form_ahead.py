"""The form's window built ahead, while a card or a list that leads to it is looked at.

Not at the start: a program that rests in the tray for a day needs no form.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from rating_client.desktop.form_desk import FormDesk

_FIRST, _BETWEEN = 600, 200  # milliseconds: what leads to the form is painted before
_QUIET = 1.0  # seconds without a key or the pointer: nobody waits for us


class FormAhead(QObject):
    """Slices of less than 50 ms each, and none while somebody types."""

    def __init__(
        self, desk: FormDesk, idle_seconds: Callable[[], float | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._idle_seconds = desk, idle_seconds
        self._left: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Nothing where the window stands already, or is on its way."""
        if not self._desk.is_built and not self._timer.isActive():
            self._left = self._desk.ahead()
            self._timer.start(_FIRST)

    def _turn(self) -> None:
        idle = self._idle_seconds()
        if idle is not None and idle < _QUIET:
            return
        self._timer.setInterval(_BETWEEN)
        self._left.pop(0)()
        if not self._left:
            self._timer.stop()
