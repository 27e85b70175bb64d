"""The charts on the screen. Each says its table to a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label, Weight
from rating_client.desktop.controls.panel import Line
from rating_client.desktop.lists.writing import paint_level
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import Type, font, medium, scaled, semibold
from rating_client.desktop.statistics.painting import Fonts
from rating_client.desktop.statistics.tables import Table
from rating_client.desktop.words import level_name, unbroken

Painting = Callable[[QPainter, QRectF, Roles, Fonts], None]


class Chart(QWidget):
    """A painting as high as it needs to be."""

    def __init__(self, painting: Painting, height: float, table: Table) -> None:
        super().__init__()
        self._scale = scaled(100) / 100
        self._painting, self._high = painting, round(height * self._scale)
        self.setFixedHeight(self._high)
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(table.spoken)

    def sizeHint(self) -> QSize:
        return QSize(280, self._high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale, self._scale)  # rows, bars and pills grow with their words
        box = QRectF(0, 0, self.width() / self._scale, self.height() / self._scale)
        written = (medium(Type.TABLE), font(Type.CAPTION), semibold(Type.TABLE))
        self._painting(painter, box, roles(self.palette()), Fonts(*map(self._unscaled, written)))

    def _unscaled(self, written_in: QFont) -> QFont:
        made = QFont(written_in)
        made.setPixelSize(round(written_in.pixelSize() / self._scale))
        return made


class DataTable(QWidget):
    """A table of labels: names at the left, numbers in columns at the right."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.setAccessibleName(table.title)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        columns = len(table.heads)
        for column, head in enumerate(table.heads):
            grid.addWidget(Label(head, Type.CAPTION, "text2"), 0, column, _side(column))
        for number, row in enumerate(table.rows):
            grid.addWidget(Line(), 2 * number + 1, 0, 1, columns)
            for column, value in enumerate(row):
                weight: Weight = "normal" if column else "medium"
                said = Label(value, Type.TABLE, weight=weight, wrap=not column)
                said.setAccessibleName(f"{table.heads[column]}: {value}")
                grid.addWidget(said, 2 * number + 2, column, _side(column))


class LevelLegend(QWidget):
    """The five levels by digit, tint and name."""

    def __init__(self) -> None:
        super().__init__()
        places = FlowLayout(self, 12)
        for level in range(1, 6):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(_Digit(level))
            row.addWidget(Label(unbroken(level_name(level)), Type.CAPTION, "text2"))
            places.addWidget(pair)


class _Digit(QWidget):
    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level
        self.setFixedSize(18, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_level(painter, QRectF(self.rect()), self._level, roles(self.palette()))


def _side(column: int) -> Qt.AlignmentFlag:
    """Names have the room that is left, and more lines where it is little."""
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0)
