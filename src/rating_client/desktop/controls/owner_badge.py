"""The taxpayer as two letters on a colour of its own; the name always stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.look.palette import OWNER_COLOURS
from rating_client.desktop.look.theme import CONTROL_RADIUS, Type, scaled, semibold

_SIDE = 22


class OwnerBadge(QWidget):
    """Ignored by screen readers: the owner's name follows."""

    def __init__(self, letters: str = "", colour: int = 0, side: int = _SIDE) -> None:
        super().__init__()
        self._side = side
        self.setFont(semibold(Type.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_owner(letters, colour)

    def set_owner(self, letters: str, colour: int) -> None:
        """`colour` counts through the eight owner colours and begins again after them."""
        self._letters, self._colour = letters, colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(self._side), scaled(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_badge(painter, QRectF(self.rect()), self._letters, self._colour)


def paint_badge(painter: QPainter, box: QRectF, letters: str, colour: int) -> None:
    """The badge filling `box`, in the painter's font: for widgets and for table delegates.

    Nothing where there are no letters: nobody knows whose declaration it is.
    """
    if not letters:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(OWNER_COLOURS[colour % len(OWNER_COLOURS)])
    painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
