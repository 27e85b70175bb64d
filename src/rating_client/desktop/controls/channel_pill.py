"""The channel of a declaration as shape and word: ● xanh, ▲ vàng, ■ đỏ."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import Type, medium
from rating_client.desktop.words import channel_name

_SIDE, _SHAPE, _BETWEEN, _HEIGHT = 8, 9, 6, 22


class ChannelPill(QWidget):
    """Says "Luồng vàng", or in a summary how many declarations went that way."""

    def __init__(self, channel: int | None = None) -> None:
        super().__init__()
        self.setFont(medium(Type.TABLE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_channel(channel)

    def set_channel(
        self, channel: int | None, count: int | None = None, *, words: str = ""
    ) -> None:
        """`words` where there is room for fewer; a screen reader always hears the whole name."""
        self._channel = channel
        name = channel_name(channel)
        self._words = (words or name) if count is None else str(count)
        self.setAccessibleName(name if count is None else f"{name}: {count}")
        self.setToolTip("" if count is None else plain_tip(name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._words, self._channel, self.fontMetrics())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_pill(painter, QRectF(self.rect()), self._channel, self._words, roles(self.palette()))


def pill_size(words: str, channel: int | None, metrics: QFontMetrics) -> QSize:
    shape = _SHAPE + _BETWEEN if channel else 0
    return QSize(
        2 * _SIDE + shape + metrics.horizontalAdvance(words) + 2,
        max(_HEIGHT, metrics.height() + 4),
    )


def paint_pill(
    painter: QPainter, box: QRectF, channel: int | None, words: str, colours: Roles
) -> None:
    """The pill filling `box`, in the painter's font: for widgets and for table delegates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, ground = _inks(channel, colours)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    left = box.left() + _SIDE
    if channel:
        painter.setBrush(ink)
        paint_shape(painter, QRectF(left, box.center().y() - _SHAPE / 2, _SHAPE, _SHAPE), channel)
        left += _SHAPE + _BETWEEN
    painter.setPen(ink)
    painter.drawText(
        QRectF(left, box.top(), box.right() - left, box.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        words,
    )


def paint_shape(painter: QPainter, box: QRectF, channel: int) -> None:
    """Circle, triangle or square, in the painter's brush."""
    if channel == 1:
        painter.drawEllipse(box)
    elif channel == 2:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    else:
        painter.drawRect(box)


def _inks(channel: int | None, colours: Roles) -> tuple[QColor, QColor]:
    return {
        1: (colours.ok, colours.ok_ground),
        2: (colours.warn, colours.warn_ground),
        3: (colours.bad, colours.bad_ground),
    }.get(channel or 0, (colours.text2, colours.subtle))
