"""One level to choose: a real radio button, painted as a cell.

All five cells of a strip have the same size, border and weight until one is chosen. A level is
its digit, its word and its place; the colour comes last.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.frame import paint_frame
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import (
    GRID,
    INNER_RADIUS,
    PADDING,
    Type,
    medium,
    scaled,
    semibold,
)
from rating_client.desktop.words import level_spoken, unbroken


class CellLook(Enum):
    """The size of a cell, and when it shows its word."""

    TALL = (68, 52)  # on the card: digit above word, always
    WIDE = (104, 34)  # in the form: the word appears in the chosen cell
    NARROW = (56, 34)  # in a narrow form: the digit alone, the word stands under the row


class LevelCell(ShowsFocus, QRadioButton):
    focus_radius = INNER_RADIUS

    def __init__(self, level: int, look: CellLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self._look = look
        self._name = ""
        self._closed = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab stops at the strip; arrows come here

    def set_name(self, name: str) -> None:
        self._name = unbroken(name)
        self._speak()

    def set_closed(self, instead: str) -> None:
        """Not to be chosen here: a dashed cell that says what to do `instead`."""
        self._closed = instead
        self._speak()

    def set_look(self, look: CellLook) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width, height = self._look.value
        if self._look is CellLook.TALL:
            spare = scaled(5 * width + 4 * GRID + 2 * PADDING) - 2 * PADDING - 4 * GRID
            return QSize(spare // 5, scaled(height))  # five fill the card, whose rim does not grow
        if self._look is CellLook.WIDE:  # its word may take two lines
            return QSize(width, scaled(height))
        return QSize(width, max(height, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the second half of a double click must not clear the level again

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the strip decides; Qt's own arrows would choose as they move

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @property
    def is_plain(self) -> bool:
        """A digit in a frame, which the strip paints for all such cells at once: most are."""
        marked = self.isChecked() or self._closed or self.underMouse()
        return self._look is not CellLook.TALL and not marked

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.is_plain:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        self._paint_ground(painter, colours)
        if self._closed and self._look is CellLook.WIDE:
            self._paint_closed(painter, colours)
        elif self._look is CellLook.TALL:
            self._paint_tall(painter, colours)
        elif self.isChecked() and self._look is CellLook.WIDE:
            self._paint_chosen(painter, colours)
        else:
            self._paint_digit(painter, colours)

    def _speak(self) -> None:
        spoken = level_spoken(self.level, self._name.replace("\u00a0", " "))
        self.setAccessibleName(f"{spoken}: {self._closed}" if self._closed else spoken)
        tip = self._name if self._look is not CellLook.TALL else ""
        self.setToolTip(plain_tip(self._closed or tip))
        self.update()

    def _paint_ground(self, painter: QPainter, colours: Roles) -> None:
        chosen = self.isChecked()
        box = QRectF(self.rect())
        if chosen:
            level = colours.level(self.level)
            paint_frame(painter, box, INNER_RADIUS, level.tint, level.ink, 2 * colours.line)
        elif self._closed:
            box.adjust(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(colours.strong, colours.line, Qt.PenStyle.DashLine))
            painter.setBrush(colours.layer)
            painter.drawRoundedRect(box, INNER_RADIUS, INNER_RADIUS)
        else:
            _paint_frame(painter, box, colours)
        if self.underMouse() and not chosen:
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(box, INNER_RADIUS, INNER_RADIUS)

    def _paint_digit(self, painter: QPainter, colours: Roles) -> None:
        chosen = self.isChecked()
        painter.setFont(semibold() if chosen else medium())
        painter.setPen(colours.level(self.level).ink if chosen else colours.text2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.level))

    def _paint_closed(self, painter: QPainter, colours: Roles) -> None:
        painter.setPen(colours.text2)
        painter.setFont(medium())
        digit = QRectF(9, 0, scaled(12), self.height())
        painter.drawText(digit, Qt.AlignmentFlag.AlignVCenter, str(self.level))
        painter.setFont(medium(Type.CAPTION))
        words = self._beside_digit()
        _paint_words(painter, self._closed, words, Qt.AlignmentFlag.AlignLeft)

    def _paint_chosen(self, painter: QPainter, colours: Roles) -> None:
        painter.setPen(colours.level(self.level).ink)
        painter.setFont(semibold(Type.BODY))
        digit = QRectF(9, 0, scaled(12), self.height())
        painter.drawText(digit, Qt.AlignmentFlag.AlignVCenter, str(self.level))
        painter.setFont(semibold(Type.CAPTION))
        words = self._beside_digit()
        _paint_words(painter, self._name, words, Qt.AlignmentFlag.AlignLeft)

    def _beside_digit(self) -> QRectF:
        left = 12 + scaled(12)
        return QRectF(left, 0, self.width() - left - 4, self.height())

    def _paint_tall(self, painter: QPainter, colours: Roles) -> None:
        painter.setFont(semibold(Type.HEADING))
        painter.setPen(colours.level(self.level).ink)
        painter.drawText(
            QRectF(0, scaled(3), self.width(), scaled(18)),
            Qt.AlignmentFlag.AlignCenter,
            str(self.level),
        )
        painter.setFont(medium(Type.CAPTION))
        painter.setPen(colours.text)
        words = QRectF(3, scaled(20), self.width() - 6, self.height() - scaled(22))
        _paint_words(painter, self._name, words, Qt.AlignmentFlag.AlignHCenter)


def paint_plain(painter: QPainter, cells: Iterable[LevelCell], colours: Roles) -> None:
    """The cells, where they stand in their strip."""
    boxes = {str(cell.level): QRectF(cell.geometry()) for cell in cells}
    for box in boxes.values():
        _paint_frame(painter, box, colours)
    painter.setFont(medium())
    painter.setPen(colours.text2)
    for digit, box in boxes.items():
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, digit)


def _paint_frame(painter: QPainter, box: QRectF, colours: Roles) -> None:
    paint_frame(painter, box, INNER_RADIUS, colours.layer, colours.strong, colours.line)


def in_lines(words: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """The words broken at ordinary spaces so that each line fits `width` where it can."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _paint_words(painter: QPainter, words: str, box: QRectF, alignment: Qt.AlignmentFlag) -> None:
    """The words centred from top to bottom; a line too wide for the cell is drawn closer."""
    metrics = QFontMetricsF(painter.font())
    lines = in_lines(words, metrics, box.width())
    height = float(scaled(15)) if len(lines) > 1 else metrics.height()
    top = box.center().y() - height * len(lines) / 2
    for line in lines:
        needed = metrics.horizontalAdvance(line)
        squeeze = min(1.0, box.width() / needed) if needed else 1.0
        free = (box.width() - needed * squeeze) / 2
        painter.save()
        left = box.left() + (free if alignment == Qt.AlignmentFlag.AlignHCenter else 0)
        painter.translate(left, top)
        painter.scale(squeeze, 1)
        line_box = QRectF(0, 0, needed + 2, height)
        painter.drawText(line_box, Qt.AlignmentFlag.AlignVCenter, line)
        painter.restore()
        top += height
