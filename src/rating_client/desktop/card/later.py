"""The face that asks until when. It takes the place of a menu, which would take the keyboard."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from rating_client.desktop.card.face import Face, button_row
from rating_client.desktop.controls.buttons import Button, Look, QuietButton
from rating_client.desktop.controls.panel import Line
from rating_client.desktop.giving.putting_off import PutOff
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CONTROL_RADIUS, PADDING, Type, font
from rating_client.desktop.times import clock_time

_ROW = 32
_SIDE = 8


class LaterFace(Face):
    put_off = Signal(str)
    back_wanted = Signal()

    def __init__(self, now: datetime, day_end: str, *, clearance_first: bool) -> None:
        """`clearance_first` for the yellow and red channels, where clearance is a real event."""
        super().__init__()
        self.rows: list[LaterRow] = []
        self.set_title(self.tr("Nhắc lại khi nào?"))
        rows: list[tuple[PutOff, str, str]] = [
            ("15m", self.tr("15 phút nữa"), clock_time(now + timedelta(minutes=15))),
            ("1h", self.tr("1 giờ nữa"), clock_time(now + timedelta(hours=1))),
            ("cleared", self.tr("Khi tờ khai thông quan"), ""),
            ("day_end", self.tr("Cuối ngày làm việc"), day_end),
        ]
        if clearance_first:
            rows.insert(0, rows.pop(2))
        self.column.setSpacing(0)
        self.column.setContentsMargins(PADDING - _SIDE, 0, PADDING - _SIDE, 0)
        self.column.addSpacing(4)
        for choice, words, time in rows:
            self._add(choice, words, time)
        self.column.addSpacing(4)
        self.column.addWidget(Line())
        self.column.addSpacing(4)
        self._add("today", self.tr("Không nhắc nữa hôm nay"), "")
        self.column.addSpacing(4)
        self.back = QuietButton(self.tr("Quay lại"), icon="chevron-left", small=True)
        self.back.clicked.connect(self.back_wanted)
        self.column.addLayout(button_row(self.back))
        self.finish()

    def _add(self, choice: PutOff, words: str, time: str) -> None:
        row = LaterRow(words, time)
        row.setObjectName(choice)
        row.clicked.connect(lambda: self.put_off.emit(choice))
        self.column.addWidget(row)
        self.rows.append(row)


class LaterRow(Button):
    """A choice as wide as the card, with the time it means at the right."""

    def __init__(self, words: str, time: str) -> None:
        super().__init__(words, Look.QUIET)
        self._time = time
        self.setFont(font(Type.BODY))
        self.setAccessibleName(f"{words}, {time}" if time else words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, max(_ROW, self.fontMetrics().height() + 12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(QRectF(self.rect()), CONTROL_RADIUS, CONTROL_RADIUS)
        box = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setFont(self.font())
        painter.setPen(colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font(Type.TABLE))
        painter.setPen(colours.text2)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, right, self._time)
