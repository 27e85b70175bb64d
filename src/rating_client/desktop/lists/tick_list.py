"""A list whose chosen rows carry a tick: a click on the box or Space adds one row or takes it out.

The tick is the selection itself, as in a file manager with check boxes, so a screen reader hears
it as such. While there are rows somebody has ticked, the arrow keys move without choosing.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from rating_client.desktop.lists.view import HEADING_ROLE, ListView
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Roles
from rating_client.desktop.look.theme import CONTROL_RADIUS

TICK_ROOM = 29  # at the left of the first column
TICK = 18
_FLAGS = QItemSelectionModel.SelectionFlag


class TickList(ListView):
    _ticking = False

    def tick(self, index: QModelIndex) -> None:
        """Add this row to the chosen ones, or take it out."""
        if index.isValid() and index.data(HEADING_ROLE) is None:
            self._ticking = True
            selection = self.selectionModel()
            selection.select(index, _FLAGS.Toggle | _FLAGS.Rows)
            selection.setCurrentIndex(index, _FLAGS.NoUpdate)
            self._ticking = bool(self.chosen_rows())

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        plain = isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self._ticking and plain and self.selectionModel().hasSelection():
            return _FLAGS.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() == Qt.Key.Key_Space
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and self.currentIndex().isValid()
        ):
            if not event.isAutoRepeat():
                self._toggle_by_key()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _typed: str) -> None:
        """Digits decide about the chosen rows; they choose none, as they would in Qt's lists."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._on_box(event.position().toPoint()):
            self.tick(self.indexAt(event.position().toPoint()))
            return
        self._ticking = False  # a click elsewhere chooses anew
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a box are two clicks on a box."""
        if self._on_box(event.position().toPoint()):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _toggle_by_key(self) -> None:
        """The first Space keeps the row that moving there had chosen."""
        index = self.currentIndex().siblingAtColumn(0)
        chosen = [each.row() for each in self.chosen_rows()]
        if not self._ticking and chosen == [index.row()]:
            self._ticking = True
        else:
            self.tick(index)

    def _on_box(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        return index.column() == 0 and point.x() < TICK_ROOM + 4


def paint_tick(painter: QPainter, box: QRectF, ticked: bool, ink: Roles) -> None:
    """The box at the left of a row, as large as `TICK`."""
    frame = box.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(ink.accent if ticked else ink.strong, 1))
    painter.setBrush(ink.accent if ticked else ink.card)
    painter.drawRoundedRect(frame, CONTROL_RADIUS, CONTROL_RADIUS)
    if ticked:
        paint_icon(painter, "check", ink.on_accent, frame)
