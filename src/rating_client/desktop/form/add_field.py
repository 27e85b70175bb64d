"""A field that adds what is typed, with suggestions below it while typing.

The list is part of the window, not a popup: it neither takes the keyboard from the field nor
leaves the screen reader behind. Up and down move in it, Enter adds, Esc puts it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.form.suggestion import Lookup, Suggestion

if TYPE_CHECKING:
    from rating_client.desktop.form.suggestion_list import SuggestionList

LEAST_LETTERS = 2


class AddField(TextField):
    added = Signal(Suggestion)
    dropped = Signal()  # Esc in an empty field that was only there for one name

    def __init__(
        self, placeholder: str, lookup: Lookup, *, outside: str, passing: bool = False
    ) -> None:
        """`outside` are the words for a name no list knows, with `{name}`.

        A `passing` field came for one name and goes again with Esc.
        """
        super().__init__(placeholder, icon="search")
        self._passing = passing
        self.setAccessibleName(placeholder)
        self._lookup = lookup
        self._outside = outside
        self._list: SuggestionList | None = None
        self.textEdited.connect(self._suggest)
        self.returnPressed.connect(self._add_chosen)

    @property
    def suggestions(self) -> list[str]:
        """The rows shown now, for tests and screen readers."""
        return self._list.rows() if self._list is not None and self._list.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.suggestions:
            assert self._list is not None
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and (self.suggestions or self.text()):
            self._put_list_away()
            self.clear()
        elif key == Qt.Key.Key_Escape and self._passing:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self._put_list_away)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._put_list_away()

    def _suggest(self, typed: str) -> None:
        name = " ".join(typed.split())
        if len(name) < LEAST_LETTERS:
            self._put_list_away()
            return
        found = list(self._lookup(name))
        if self._list is None:
            # Only now: most forms name nobody, and are there the sooner without a list.
            from rating_client.desktop.form.suggestion_list import SuggestionList

            self._list = SuggestionList(self.window())
            self._list.picked.connect(self._add)
        self._list.offer(found, Suggestion(name), self._outside.format(name=name))
        self._list.show_beside(QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size()))

    def _add_chosen(self) -> None:
        name = " ".join(self.text().split())
        if self.suggestions:
            assert self._list is not None
            self._add(self._list.current())
        elif name:
            self._add(Suggestion(name))

    def _add(self, suggestion: Suggestion) -> None:
        self._put_list_away()
        self.clear()
        self.added.emit(suggestion)

    def _put_list_away(self) -> None:
        if self._list is not None:
            self._list.hide()
