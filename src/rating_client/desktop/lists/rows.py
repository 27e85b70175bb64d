"""How the rows of the lists are painted: whole rows, each from the one thing it stands for.

Qt's own way asks for every cell anew and wraps it anew, which took most of the time. Every painted
cell also has its text in the model, which is what screen readers and copying use.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QGuiApplication, QPainter

from rating_client.desktop.lists.model import Filter, ListModel
from rating_client.desktop.lists.pages import Row
from rating_client.desktop.lists.view import ListView
from rating_client.desktop.lists.writing import Box, Hands
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import GAP

_BAR = 3


class RowPainter(Generic[Row, Filter]):
    """The ground, the hairline and the marks of a row; `paint_cell` fills in what it says."""

    marks_chosen = True  # with a bar at the left; a list with ticks needs none

    def __init__(self, model: ListModel[Row, Filter]) -> None:
        self.model = model
        self.chosen: set[int] = set()
        self._looks = (0, 0)

    def paint_cell(self, painter: QPainter, box: Box, row: Row, at: int, column: int) -> None:
        """One cell of the row that is the list's `at`-th. `box` keeps clear of the neighbours."""
        raise NotImplementedError

    def paint(self, view: ListView, painter: QPainter, dirty: QRect) -> None:
        """The rows that lie in `dirty`, in the viewport's pixels."""
        at, height = view.rowAt(max(0, dirty.top())), view.row_height()
        if at < 0:
            return
        self.chosen = view.selected()
        self._take_up(roles(view.palette()), QGuiApplication.font().pixelSize())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns, hovered = view.columns(), view.hovered_row()
        row = Box(0, view.rowViewportPosition(at), view.viewport().width(), height)
        while row.top <= dirty.bottom() and at < self.model.rowCount():
            self._paint_row(painter, row, at, columns, under_pointer=at == hovered)
            row, at = row._replace(top=row.top + height), at + 1

    def _take_up(self, ink: Roles, pixels: int) -> None:
        """The hands for this palette and size of text: the same ones as long as both hold."""
        if self._looks != (id(ink), pixels):
            self.hands, self._looks = Hands(ink), (id(ink), pixels)

    def _paint_row(
        self,
        painter: QPainter,
        box: Box,
        at: int,
        columns: Sequence[tuple[int, int, int]],
        *,
        under_pointer: bool,
    ) -> None:
        _, top, width, height = box
        item, ink = self.model.item(at), self.hands.ink
        heading = self.model.heading(item)
        if heading is not None:
            place = Box(GAP, top + 6, width, height - 6)
            self.hands.bold.write(painter, place, heading, ink.text2)
        elif at in self.chosen:
            painter.fillRect(QRectF(*box), ink.accent_ground)
            if self.marks_chosen:
                painter.fillRect(QRectF(0, top + 8, _BAR, height - 17), ink.accent)
        elif under_pointer:
            painter.fillRect(QRectF(*box), ink.hover)
        painter.fillRect(QRectF(0, top + height - 1, width, 1), ink.stroke)
        if heading is None:
            for column, left, wide in columns:
                place = Box(left + GAP, top, wide - GAP - 4, height - 1)
                self.paint_cell(painter, place, item, at, column)
