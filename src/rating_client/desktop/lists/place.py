"""What a list keeps while it is read again: what is chosen, where the keyboard is, what is in view.

Rows are known by key, because others come and go around them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel

if TYPE_CHECKING:
    from rating_client.desktop.lists.model import ListModel
    from rating_client.desktop.lists.view import ListView

_NEAR = 200  # rows each way; no more are decided about at once
_FLAGS = QItemSelectionModel.SelectionFlag


class Place:
    """Taken before the rows change, found again afterwards."""

    def __init__(
        self, view: ListView, model: ListModel[Any, Any], *, has_keyboard: bool, holds_still: bool
    ) -> None:
        """`has_keyboard`: the current row is a person's choice. `holds_still`: nothing may move
        in view."""
        self._view, self._model = view, model
        self._chosen = [model.key_of(index.row()) for index in view.chosen_rows()]
        self._near = self._around(view.currentIndex().row()) if has_keyboard else []
        top = view.rowAt(0)
        self._top = model.key_of(top) if top >= 0 and holds_still else None
        self._offset = view.rowViewportPosition(top)

    def find_again(self) -> None:
        """A current row that is gone leaves the keyboard to the one after it: a person who rates
        or skips one row after another goes on there."""
        view, model = self._view, self._model
        rows = {model.key_of(row): row for row in range(model.rowCount())}
        chosen = QItemSelection()
        for key in self._chosen:
            if (row := rows.get(key)) is not None:
                chosen.select(model.index(row, 0), model.index(row, 0))
        if self._chosen:  # at once: whoever hears of the choice looks at all of it
            view.selectionModel().select(chosen, _FLAGS.Select | _FLAGS.Rows)
        if (row := next((rows[key] for key in self._near if key in rows), None)) is not None:
            view.selectionModel().setCurrentIndex(model.index(row, 0), _FLAGS.NoUpdate)
        if self._top is not None and (row := rows.get(self._top)) is not None:
            view.executeDelayedItemsLayout()
            view.verticalScrollBar().setValue(row * view.row_height() - self._offset)

    def _around(self, at: int) -> list[str]:
        """The row itself, those after it, then those before it, the nearest first."""
        after = range(at, min(at + _NEAR, self._model.rowCount()))
        before = range(at - 1, max(at - _NEAR, -1), -1)
        items = ((row, self._model.item(row)) for row in chain(after, before))
        return [self._model.key_of(row) for row, item in items if not self._model.heading(item)]
