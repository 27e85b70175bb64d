"""The form's window built ahead, while a card or a list that leads to it is looked at.

Not at the start: a program that rests in the tray for a day needs no form.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from rating_client.base.errors import RatingClientError
from rating_client.desktop.form.desk import FormDesk
from rating_client.desktop.look.icons import mark_icon
from rating_client.profile import Profile
from rating_client.prompts.inbox import InboxFilter

_FIRST, _BETWEEN = 600, 200  # milliseconds: what leads to the form is painted before
_QUIET = 1.0  # seconds without a key or the pointer: nobody waits for us


class FormAhead(QObject):
    """Steps of less than 50 ms each, and none while somebody types."""

    def __init__(
        self,
        desk: FormDesk,
        profile: Profile,
        idle_seconds: Callable[[], float | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._profile, self._idle_seconds = desk, profile, idle_seconds
        self._left: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Nothing where the window stands already, or is on its way."""
        if not self._desk.is_built and not self._timer.isActive():
            self._left = self.steps()
            self._timer.start(_FIRST)

    def steps(self) -> list[Callable[[], None]]:
        """In their order. Where a person opens the form meanwhile, what is left does nothing."""
        return [
            self._load_parts,
            self._load_window,
            self._look_up,
            self._build,
            self._build_pages,
            self._rehearse,
            self._paint_ends,
            self._paint,
            self._ring,
        ]

    def _turn(self) -> None:
        idle = self._idle_seconds()
        if idle is not None and idle < _QUIET:
            return
        self._timer.setInterval(_BETWEEN)
        self._left.pop(0)()
        if not self._left:
            self._timer.stop()

    def _load_parts(self) -> None:
        from rating_client.desktop.form import matrix  # noqa: F401  importing it is the step

    def _load_window(self) -> None:
        from rating_client.desktop.form import window  # noqa: F401  importing it is the step

    def _look_up(self) -> None:
        mark_icon()
        with suppress(RatingClientError):  # whoever opens the form is told
            _ = self._profile.directory  # asking for it is the step, as below

    def _build(self) -> None:
        self._desk.window.winId()  # the system's own window is made too

    def _build_pages(self) -> None:
        if self._is_unseen:
            _ = self._desk.window.review, self._desk.window.preview

    def _rehearse(self) -> None:
        """With the newest that waits, about which a card asks and whose form is asked for first:
        for any other one, what differs is laid out once more."""
        if self._is_unseen:
            with suppress(RatingClientError):
                for row in self._profile.inbox.page(InboxFilter(), 1):
                    self._desk.rehearse(row.key)

    def _paint_ends(self) -> None:
        if self._is_unseen:
            self._desk.window.header.grab()
            self._desk.window.footer.grab()

    def _paint(self) -> None:
        """Letters and icons are loaded, and everything is laid out, which Qt does for a picture of
        a hidden window as for one that is shown. Never shown for it: not on a screen, where it
        would take the keyboard, nor beside one, where it would not have it afterwards."""
        if self._is_unseen:
            self._desk.window.grab()

    def _ring(self) -> None:
        """Around what the keyboard will be on. For a new ring everything is laid out once more."""
        if self._is_unseen:
            strip = self._desk.window.edit.matrix.all.strip
            strip.show_ring()
            strip.hide_ring()
            self._desk.window.grab()

    @property
    def _is_unseen(self) -> bool:
        """Built, and not for a person yet."""
        return self._desk.is_built and not self._desk.window.key
