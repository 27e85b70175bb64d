"""The names of a list's columns: quiet words over a hairline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import GAP, Type, font

if TYPE_CHECKING:
    from rating_client.desktop.lists.view import ListView

_HEIGHT = 34


class ColumnNames(QHeaderView):
    def __init__(self, parent: ListView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._list = parent
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEIGHT)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)  # Qt would ask the model for every name, and measure it

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, ink = QPainter(self.viewport()), roles(self.palette())
        painter.setFont(font(Type.TABLE))
        painter.setPen(ink.text2)
        metrics = painter.fontMetrics()
        for column, left, width in self._list.columns():
            words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            box = QRect(left + GAP, 0, width - GAP - 4, self.height())
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        line = QRect(0, self.height() - 1, self.viewport().width(), 1)
        painter.fillRect(line, ink.stroke)
