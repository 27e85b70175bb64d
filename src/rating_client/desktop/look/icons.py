"""The program's own line icons: 20 by 20, 1.5 px strokes, tinted when they are drawn.

The drawings are `resources/icons/<name>.svg`. A rendered icon is kept for each colour and
resolution, so that painting a row costs a lookup.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from rating_client.base.resources import resource
from rating_client.desktop.look.palette import Tone, roles
from rating_client.desktop.look.theme import ICON

MARK_COLOUR = QColor("#005FB8")
_RATIOS = (1.0, 1.5, 2.0)


def pixmap(name: str, colour: QColor, size: int = ICON, ratio: float = 1.0) -> QPixmap:
    """The icon in `colour`, `size` device-independent pixels square."""
    return _pixmap(name, colour.name(), size, ratio)


def icon(name: str, colour: QColor) -> QIcon:
    """The icon for a menu or an item view, sharp up to 200 %."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, ratio=ratio))
    return made


def mark_icon() -> QIcon:
    """The product's mark, for window titles and the task bar."""
    made = QIcon()
    for size in (16, 20, 24, 32, 48, 64, 256):
        made.addPixmap(pixmap("mark", MARK_COLOUR, size))
    return made


def paint_icon(painter: QPainter, name: str, colour: QColor, box: QRectF) -> None:
    """The icon centred in `box`, as large as its shorter side allows up to 20."""
    size = int(min(ICON, box.width(), box.height()))
    if size <= 0:
        return  # a control that a layout has not given its place yet
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    corner = QPointF(
        round(box.center().x() - size / 2),
        round(box.center().y() - size / 2),
    )
    painter.drawPixmap(corner, pixmap(name, colour, size, ratio))


class IconView(QWidget):
    """A line icon beside words that say the same: ignored by screen readers."""

    def __init__(self, name: str, tone: Tone = "text2", size: int = ICON) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: Tone) -> None:
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = getattr(roles(self.palette()), self._tone)
        paint_icon(painter, self._name, colour, QRectF(self.rect()))


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # late: only windows need it, not the start

    drawing = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
