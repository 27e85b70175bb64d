"""The rows under a field that adds: names from the lists, then what was typed itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.form.suggestion import Suggestion
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CONTROL_RADIUS, GRID, INNER_RADIUS, Type, font

_ROW = 32
_SIDE = 10
_LEAST_WIDTH = 320
_FOOTER = 96  # privacy strip and footer: they stay readable
_CAPTION = Qt.ItemDataRole.UserRole + 1


class SuggestionList(Panel):
    picked = Signal(Suggestion)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("card", radius=INNER_RADIUS, parent=parent)
        self._offered: list[Suggestion] = []
        self._model = QStandardItemModel(self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_RowDelegate(self._view))
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.viewport().setAutoFillBackground(False)
        self._view.setMouseTracking(True)
        self._view.clicked.connect(lambda index: self.picked.emit(self._offered[index.row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self._view)
        self.hide()

    def offer(self, found: Sequence[Suggestion], typed: Suggestion, typed_words: str) -> None:
        """Shows `found`, then `typed` under its own words; the first row is current."""
        self._offered = [*found, typed]
        self._model.clear()
        for suggestion, words in zip(
            self._offered, [*(s.name for s in found), typed_words], strict=True
        ):
            item = QStandardItem(words)
            item.setData(suggestion.caption, _CAPTION)
            accessible = f"{words}, {suggestion.caption}" if suggestion.caption else words
            item.setData(accessible, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._view.setCurrentIndex(self._model.index(0, 0))

    def show_beside(self, field: QRect) -> None:
        """Below the field, given in the window's coordinates, or above it where room ends."""
        height = _ROW * self._model.rowCount() + 2 * GRID + 2
        room = self.parentWidget()
        top = field.bottom() + 3
        if room is not None and top + height > room.height() - _FOOTER:
            top = field.top() - 2 - height
        self.setGeometry(field.left(), top, max(field.width(), _LEAST_WIDTH), height)
        self.raise_()
        self.show()

    def step(self, by: int) -> None:
        row = (self._view.currentIndex().row() + by) % self._model.rowCount()
        self._view.setCurrentIndex(self._model.index(row, 0))

    def current(self) -> Suggestion:
        return self._offered[self._view.currentIndex().row()]

    def rows(self) -> list[str]:
        return [self._model.item(row).text() for row in range(self._model.rowCount())]


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = self.parent()
        assert isinstance(view, QListView)
        colours = roles(view.palette())
        box = QRectF(option.rect)  # type: ignore[attr-defined]  # missing from the stub
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == view.currentIndex().row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent_ground)
            painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)
        words = box.adjusted(_SIDE, 0, -_SIDE, 0)
        caption = str(index.data(_CAPTION) or "")
        painter.setFont(font(Type.CAPTION))
        painter.setPen(colours.text2)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, caption)
        words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(caption) - _SIDE)
        painter.setFont(font(Type.BODY))
        painter.setPen(colours.text)
        shown = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
