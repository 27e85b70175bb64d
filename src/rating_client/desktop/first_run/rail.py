"""Where in the set-up one is, and what the program promises about the files it reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView, mark_icon, paint_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import GAP, MARGIN, Type, font, scaled, semibold

_WIDTH, _CIRCLE, _RIGHT = 250, 26, 16
_WORDS = _CIRCLE + 12  # where those of a step begin


class FirstRunRail(QWidget):
    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self.setFixedWidth(scaled(_WIDTH))
        mark = QLabel()
        mark.setPixmap(mark_icon().pixmap(40, 40))
        self.steps = [_Step(number, name) for number, name in enumerate(steps, start=1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, _RIGHT, MARGIN - 4)
        column.setSpacing(4)
        column.addWidget(mark)
        column.addSpacing(10)
        column.addWidget(Label(self.tr("Bắt đầu"), Type.TITLE, weight="semibold"))
        about = self.tr("Khoảng 2 phút. Mỗi bước đều có thể để sau.")
        column.addWidget(Label(about, Type.TABLE, "text2", wrap=True))
        column.addSpacing(16)
        for step in self.steps:
            column.addWidget(step)
            column.addSpacing(GAP)
        column.addStretch()
        promise = QHBoxLayout()
        promise.setSpacing(GAP)
        promise.addWidget(IconView("lock"), 0, Qt.AlignmentFlag.AlignTop)
        words = self.tr("Chương trình chỉ đọc, không sửa hay xóa tệp của phần mềm khai báo.")
        promise.addWidget(Label(words, Type.CAPTION, "text2", wrap=True), 1)
        column.addLayout(promise)

    def show_step(self, current: int, done: Collection[int]) -> None:
        """Steps count from 0. Those left for later are not among `done`."""
        for number, step in enumerate(self.steps):
            here = number == current
            step.show_state(done=number in done and not here, current=here)


class _Step(QWidget):
    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number, self._name = number, name
        self.done = self._current = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{number}. {name}")

    def show_state(self, *, done: bool, current: bool) -> None:
        self.done, self._current = done, current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WORDS + QFontMetrics(semibold()).horizontalAdvance(self._name), 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        circle = QRectF(0, (self.height() - _CIRCLE) / 2, _CIRCLE, _CIRCLE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            ink.accent if self._current else ink.ok_ground if self.done else ink.stroke
        )
        painter.drawEllipse(circle)
        if self.done:
            paint_icon(painter, "check", ink.ok, circle.adjusted(5, 5, -5, -5))
        else:
            painter.setPen(ink.on_accent if self._current else ink.text2)
            painter.setFont(semibold(Type.TABLE))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(ink.text if self._current else ink.text2)
        painter.setFont(semibold() if self._current else font())
        words = QRectF(_WORDS, 0, self.width() - _WORDS, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._name)
