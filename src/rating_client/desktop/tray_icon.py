"""The picture in the notification area: the product's mark and a badge for what needs saying.

Blue while sending works or waits for the network, grey when a person is needed. The badge carries
a number or a sign, never a colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap

from rating_client.delivery.state import DeliveryState, Link
from rating_client.desktop.status.delivery_words import to_send

_SIZES = (16, 20, 24, 32, 40, 48, 64)  # the last at 400 %
_GRID = 24.0
_MIDDLE = QPointF(0, 0)
_BLUE, _GREY = QColor("#005FB8"), QColor("#6B6F75")
_RED, _AMBER, _DARK = QColor("#C42B1C"), QColor("#FFB900"), QColor("#1B1B1B")
_WHITE = QColor("#FFFFFF")
_RADIUS = 6.6
_SMALL = 20  # up to this many pixels the badge grows, or its sign could not be read


def tray_icon(state: DeliveryState) -> QIcon:
    """The icon of this state in every size a taskbar asks for."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(tray_pixmap(state, size))
    return icon


def tray_pixmap(state: DeliveryState, size: int) -> QPixmap:
    """One size, in device pixels."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    grey = state.link in (Link.NETWORK_LOGIN, Link.ENDPOINT, Link.SIGN_IN)
    _paint_mark(painter, _GREY if grey else _BLUE)
    growth = 1.2 if size <= _SMALL else 1.0
    painter.translate(_GRID - _RADIUS * growth, _GRID - _RADIUS * growth)
    painter.scale(growth, growth)  # from here on the middle of the badge is the origin
    match state.link:
        case Link.NETWORK_LOGIN:
            _paint_disc(painter, _AMBER)
            _paint_pause(painter)
        case Link.ENDPOINT:
            _paint_disc(painter, _RED)
            _paint_exclamation(painter)
        case Link.SIGN_IN:
            _paint_disc(painter, _AMBER)
            _paint_key(painter)
        case _ if to_send(state):
            _paint_disc(painter, _RED)
            _paint_number(painter, to_send(state))
    painter.end()
    return pixmap


def _paint_mark(painter: QPainter, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0.5, 0.5, 23, 23), 5.5, 5.5)
    painter.setBrush(_WHITE)
    for index, height in enumerate((3.6, 6.8, 10.0, 13.2)):
        painter.drawRoundedRect(QRectF(4.6 + index * 4.0, 18.6 - height, 2.8, height), 1.2, 1.2)


def _paint_disc(painter: QPainter, colour: QColor) -> None:
    """The badge, with a transparent ring around it so that it stands off on any taskbar."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(_MIDDLE, _RADIUS + 1.1, _RADIUS + 1.1)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(_MIDDLE, _RADIUS, _RADIUS)


def _paint_number(painter: QPainter, number: int) -> None:
    text = str(number) if number <= 9 else "9+"
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(100)
    # Drawn as an outline and scaled: a hinted 6 px digit would miss the middle of the disc.
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, text)
    box = path.boundingRect()
    scale = 8.6 / box.height() if len(text) == 1 else 9.6 / box.width()
    painter.save()
    painter.scale(scale, scale)
    painter.translate(-box.center())
    painter.setBrush(_WHITE)
    painter.drawPath(path)
    painter.restore()


def _paint_pause(painter: QPainter) -> None:
    painter.setBrush(_DARK)
    for left in (-3.1, 0.9):
        painter.drawRoundedRect(QRectF(left, -3.4, 2.2, 6.8), 0.5, 0.5)


def _paint_exclamation(painter: QPainter) -> None:
    painter.setBrush(_WHITE)
    painter.drawRoundedRect(QRectF(-1.1, -4.3, 2.2, 5.2), 0.9, 0.9)
    painter.drawEllipse(QPointF(0, 3.1), 1.3, 1.3)


def _paint_key(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(_DARK, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    centre = QPointF(-2.0, 0)
    painter.drawEllipse(centre, 1.8, 1.8)
    painter.drawLine(centre + QPointF(1.8, 0), centre + QPointF(6.0, 0))
    painter.drawLine(centre + QPointF(5.8, 0), centre + QPointF(5.8, 2.2))
