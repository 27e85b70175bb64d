"""The table the lists share: whole rows, fixed height, quiet lines, headings in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from rating_client.desktop.lists.column_names import ColumnNames
from rating_client.desktop.lists.place import Place
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import GAP, Type, font

if TYPE_CHECKING:
    from rating_client.desktop.lists.rows import RowPainter

ROW = 38
HEADING_ROLE = Qt.ItemDataRole.UserRole  # text of a heading row; None on every other row
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
_NARROWEST = 64
_ALL_AT_MOST = 200  # rows; somebody with more in view chooses them by hand


def share(parts: int) -> int:
    """A column width: so many parts of what the fixed columns leave."""
    return -parts


class ListView(QTableView):
    """A table of rows. Enter or a double click opens one; `opened` carries its index."""

    opened = Signal(QModelIndex)
    chosen = Signal()  # the selection or the current row changed
    left_upwards = Signal()  # by the arrow, from the first row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: Sequence[int] = ()
        self._hovered = -1
        self._lines = 1
        self._place: Place
        self._by_keyboard = False
        self._untouched = False  # the current row is Qt's own choice
        self._rows: RowPainter[Any, Any]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)  # Tab leaves the list
        self.setFont(font(Type.TABLE))
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(ColumnNames(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.row_height())
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(self.row_height())

    def row_height(self) -> int:
        return max(ROW, self._lines * self.fontMetrics().height() + 2 * GAP + 4)

    def set_lines(self, lines: int) -> None:
        """How many lines of text a row has room for."""
        if lines != self._lines:
            self._lines = lines
            self.verticalHeader().setDefaultSectionSize(self.row_height())
            self.verticalScrollBar().setSingleStep(self.row_height())

    def set_widths(self, widths: Sequence[int]) -> None:
        """Column widths in pixels. Flexible ones (see `share`) divide what is left."""
        self._widths = widths
        self._spread()

    def show_rows(self, rows: RowPainter[Any, Any]) -> None:
        """The model of `rows`, as they paint it; Qt's delegates are not asked."""
        self._rows = rows
        self.setModel(rows.model)
        rows.model.modelAboutToBeReset.connect(self._remember_place)
        rows.model.modelReset.connect(self._find_place)
        self._spread()

    def columns(self) -> list[tuple[int, int, int]]:
        """The columns that are shown: number, left, width."""
        shown = (c for c in range(len(self._widths)) if not self.isColumnHidden(c))
        return [(c, self.columnViewportPosition(c), self.columnWidth(c)) for c in shown]

    def selected(self) -> set[int]:
        """The selected rows, and headings between them."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.size())]
        return {row for part in parts for row in range(part.top(), part.bottom() + 1)}

    def hovered_row(self) -> int:
        return self._hovered

    def chosen_rows(self) -> list[QModelIndex]:
        """The selected rows in the order of the list, headings left out."""
        chosen = self.selectionModel().selectedRows()
        return sorted((i for i in chosen if i.data(HEADING_ROLE) is None), key=QModelIndex.row)

    def choose(self, index: QModelIndex) -> None:
        """Make this row the only selected one, and the current one."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def enter(self) -> None:
        """The keyboard comes here, to the chosen rows or else the first one."""
        if self.model().rowCount():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.chosen_rows():
                self.choose(self._first())

    def selectAll(self) -> None:
        """Everything, also what nobody has scrolled to yet, as far as that is a morning's work."""
        model = self.model()
        while model.rowCount() < _ALL_AT_MOST and model.canFetchMore(QModelIndex()):
            model.fetchMore(QModelIndex())
        super().selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._rows.paint(self, painter, event.rect())
        if self._by_keyboard and self.hasFocus() and self.currentIndex().isValid():
            box = self.visualRect(self.currentIndex())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(roles(self.palette()).focus, 2))
            row = QRectF(1, box.top() + 1, self.viewport().width() - 2, box.height() - 3)
            painter.drawRoundedRect(row, 4, 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:  # back from a form
            self._by_keyboard = event.reason() in (
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
                Qt.FocusReason.ShortcutFocusReason,
            )
        nowhere = not self.currentIndex().isValid()
        super().focusInEvent(event)
        self._untouched |= nowhere  # Qt makes the first row the current one and chooses nothing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self._open(self.currentIndex())
            return
        nowhere = self._untouched or not self.currentIndex().isValid()
        self._untouched = False
        if nowhere and event.key() in _MOVES:
            self.choose(self._first())  # Qt would try the heading, or pass over the first row
            if event.key() != Qt.Key.Key_End:
                return
        at_top = self.currentIndex().row() == self._first().row()
        if event.key() == Qt.Key.Key_Up and at_top and not event.isAutoRepeat():
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the first and the last row; Qt's are the ends of a row."""
        if action in (self.CursorAction.MoveHome, self.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def selectionChanged(self, *changed: object) -> None:
        super().selectionChanged(*changed)  # type: ignore[arg-type]  # passed on as they came
        self.chosen.emit()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._untouched = False
        for index in (current, previous):  # Qt paints one cell anew, the ring is round the row
            row = self.visualRect(index)
            self.viewport().update(0, row.top(), self.viewport().width(), row.height())

    def _remember_place(self) -> None:
        known = self.currentIndex().isValid() and not self._untouched
        self._place = Place(
            self, self._rows.model, has_keyboard=known, holds_still=self._holds_still()
        )

    def _find_place(self) -> None:
        self._place.find_again()
        self.chosen.emit()

    def _holds_still(self) -> bool:
        """Nothing moves under the pointer, nor while somebody reads further down."""
        return self.underMouse() or self.verticalScrollBar().value() > 0

    def _first(self) -> QModelIndex:
        """The first row that is no heading; an invalid index in an empty list."""
        rows = (self.model().index(row, 0) for row in range(self.model().rowCount()))
        return next((index for index in rows if index.data(HEADING_ROLE) is None), QModelIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(HEADING_ROLE) is None:
            self.opened.emit(index)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _spread(self) -> None:
        model = self.model()
        if model is None or len(self._widths) != model.columnCount():
            return
        shown = [c for c in range(len(self._widths)) if not self.isColumnHidden(c)]
        left = self.viewport().width() - sum(max(0, self._widths[c]) for c in shown)
        flexible = [c for c in shown if self._widths[c] < 0]
        parts = -sum(self._widths[c] for c in flexible)
        missing = max(0, _NARROWEST * len(flexible) - left)
        for column in shown:
            width = self._widths[column]
            if column in flexible:
                width = max(_NARROWEST, left * -width // parts)
            elif column == shown[-1]:
                width -= missing  # its words end in an ellipsis rather than at the edge
            if width != self.columnWidth(column):
                self.setColumnWidth(column, width)
