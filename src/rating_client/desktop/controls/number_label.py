"""A declaration number as people read it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import Type, medium, semibold
from rating_client.desktop.words import grouped


class NumberLabel(QWidget):
    """Groups of three, the digit that counts supplements dimmer."""

    def __init__(self, number: str = "", kind: Type = Type.TITLE) -> None:
        super().__init__()
        self.setFont(semibold(kind) if kind is Type.TITLE else medium(kind))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_number(number)

    def set_number(self, number: str) -> None:
        self._shown = grouped(number)
        self.setAccessibleName(self._shown)
        self.setToolTip(
            self.tr("11 số đầu là số tờ khai; số cuối là lần bổ sung.") if len(number) == 12 else ""
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._shown) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # a number is never cut

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = roles(self.palette())
        counts = len(self._shown.replace("\u00a0", "")) == 12
        head, tail = (self._shown[:-1], self._shown[-1:]) if counts else (self._shown, "")
        box = self.rect()
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colours.text)
        painter.drawText(box, flags, head)
        painter.setPen(colours.text3)
        left = painter.fontMetrics().horizontalAdvance(head)
        painter.drawText(box.adjusted(left, 0, 0, 0), flags, tail)
