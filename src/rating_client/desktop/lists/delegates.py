"""How the rows of the lists are painted.

Every painted cell also has its text in the model, which is what screen readers and copying use.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rating_client.desktop.lists.view import HEADING_ROLE, ListView
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Roles, Tone, roles
from rating_client.desktop.look.theme import GAP, Type, font, medium, semibold

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_BAR = 3


class RowDelegate(QStyledItemDelegate):
    """The ground, the hairline and the marks of a row; `paint_cell` fills in what it says."""

    marks_chosen = True  # with a bar at the left; a list with ticks needs none

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view
        self._ink = (0, roles(view.palette()))  # with the palette it was read from

    def paint_cell(self, painter: QPainter, box: QRectF, index: Index, ink: Roles) -> None:
        """One cell. `box` already keeps clear of the neighbours."""
        paint_words(painter, box, str(index.data() or ""), font(Type.TABLE), ink.text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ink = self._roles()
        box = QRectF(option.rect)  # type: ignore[attr-defined]  # the stub leaves the members out
        painter.save()
        heading = index.data(HEADING_ROLE)
        if heading is not None:
            self._paint_heading(painter, box, index, str(heading), ink)
        else:
            self._paint_ground(painter, box, option, index, ink)
            self.paint_cell(painter, box.adjusted(GAP, 0, -4, -1), index, ink)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._view.row_height())

    def _roles(self) -> Roles:
        """Asked for every cell: a palette's colours are read once."""
        palette = self._view.palette()
        if self._ink[0] != palette.cacheKey():
            self._ink = (palette.cacheKey(), roles(palette))
        return self._ink[1]

    def _paint_ground(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        index: Index,
        ink: Roles,
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # as above
        if selected:
            painter.fillRect(box, ink.accent_ground)
        elif index.row() == self._view.hovered_row():
            painter.fillRect(box, ink.hover)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), ink.stroke)
        if selected and self.marks_chosen and index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top() + 8, _BAR, box.height() - 17), ink.accent)

    def _paint_heading(
        self, painter: QPainter, box: QRectF, index: Index, words: str, ink: Roles
    ) -> None:
        if index.column() == 0:
            whole = QRectF(
                box.left() + GAP, box.top() + 6, self._view.viewport().width(), box.height() - 6
            )
            paint_words(painter, whole, words, semibold(Type.TABLE), ink.text2)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), ink.stroke)


def paint_words(
    painter: QPainter,
    box: QRectF,
    words: str,
    written_in: QFont,
    colour: QColor,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line of words, cut with an ellipsis where it does not fit."""
    painter.setFont(written_in)
    painter.setPen(colour)
    metrics = QFontMetrics(written_in)
    shown = metrics.elidedText(words, cut, int(box.width()))
    painter.drawText(box, _LEFT, shown)


def paint_number(painter: QPainter, box: QRectF, grouped_number: str, ink: Roles) -> None:
    """A declaration number; the digit that counts supplements is dimmer."""
    written_in = semibold(Type.TABLE)
    head, tail = grouped_number[:-1], grouped_number[-1:]
    paint_words(painter, box, head, written_in, ink.text)
    left = QFontMetrics(written_in).horizontalAdvance(head)
    painter.setFont(written_in)
    painter.setPen(ink.text3)
    painter.drawText(box.adjusted(left, 0, 0, 0), _LEFT, tail)


def paint_state(
    painter: QPainter, box: QRectF, name: str, words: str, tone: Tone, ink: Roles
) -> None:
    """An icon and words in one tone."""
    colour = getattr(ink, tone)
    paint_icon(painter, name, colour, QRectF(box.left(), box.top(), 18, box.height()))
    written_in = font(Type.TABLE) if tone == "text2" else medium(Type.TABLE)
    paint_words(painter, box.adjusted(24, 0, 0, 0), words, written_in, colour)


def paint_level(painter: QPainter, box: QRectF, level: int, ink: Roles) -> None:
    """The digit of a level on its tint."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.level(level).tint)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink.level(level).ink)
    painter.setFont(semibold(Type.TABLE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(level))
