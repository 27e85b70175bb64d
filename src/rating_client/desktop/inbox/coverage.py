"""How much of this week has been rated: two numbers and a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import Type, font, semibold
from rating_client.prompts.inbox import Coverage

_BAR = 6
_WIDEST = 220


class CoverageBar(QWidget):
    """Says "Tuần này 41 / 48 tờ khai"; hidden in a week without a declaration."""

    def __init__(self) -> None:
        super().__init__()
        self._coverage = Coverage(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_coverage(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.setVisible(coverage.of > 0)
        self.setAccessibleName(f"{self._name()} {self._count()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name = QFontMetrics(font(Type.TABLE)).horizontalAdvance(self._name())
        count = QFontMetrics(semibold(Type.TABLE)).horizontalAdvance(self._count())
        height = QFontMetrics(font(Type.TABLE)).height()
        return QSize(max(_WIDEST, name + count + 24), height + 8 + _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        line = QRectF(0, 0, self.width(), self.height() - _BAR - 8)
        painter.setFont(font(Type.TABLE))
        painter.setPen(ink.text2)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._name()
        )
        painter.setFont(semibold(Type.TABLE))
        painter.setPen(ink.text)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count()
        )
        bar = QRectF(0, self.height() - _BAR, self.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.stroke)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if self._coverage.rated:
            share = self._coverage.rated / max(self._coverage.of, 1)
            bar.setWidth(max(_BAR, self.width() * share))
            painter.setBrush(ink.accent)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _name(self) -> str:
        return self.tr("Tuần này")

    def _count(self) -> str:
        return self.tr("{n} / {of} tờ khai").format(n=self._coverage.rated, of=self._coverage.of)
