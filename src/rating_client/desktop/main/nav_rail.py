"""The way between the pages: names with counts, or icons alone where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import ICON, INNER_RADIUS, Type, font, medium, semibold

WIDE, NARROW = 230, 56
_HEIGHT = 40
_BAR = 3
_LEFT = 16


@dataclass(frozen=True)
class Count:
    """A number beside a page's name. `spoken` says it to a screen reader."""

    text: str = ""
    spoken: str = ""
    urgent: bool = False  # something waits for a person


class NavButton(ShowsFocus, QPushButton):
    """One page: icon, name, count."""

    focus_radius = INNER_RADIUS

    def __init__(self, icon: str, name: str) -> None:
        super().__init__(name)
        self._icon, self._count, self._narrow = icon, Count(), False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(Count())

    def show_count(self, count: Count) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count.spoken}" if count.spoken else self.text())
        self._tip()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._tip()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROW, max(_HEIGHT, self.fontMetrics().height() + 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        for wanted in (self.isChecked(), self.underMouse() or self.isDown()):
            if wanted:
                painter.setBrush(ink.hover)
                painter.drawRoundedRect(box, INNER_RADIUS, INNER_RADIUS)
        if self.isChecked():
            painter.setBrush(ink.accent)
            painter.drawRoundedRect(QRectF(0, box.center().y() - 8, _BAR, 16), 1.5, 1.5)
        colour = ink.accent_text if self.isChecked() else ink.text
        left = (box.width() - ICON) / 2 if self._narrow else _LEFT
        paint_icon(painter, self._icon, colour, QRectF(left, 0, ICON, box.height()))
        if self._narrow:
            self._paint_dot(painter, ink, QRectF(left, 0, ICON, box.height()))
            return
        room = self._paint_count(painter, ink, box)
        painter.setPen(ink.text)
        written_in = semibold(Type.BODY) if self.isChecked() else font(Type.BODY)
        painter.setFont(written_in)
        words = QRectF(_LEFT + ICON + 14, 0, room - _LEFT - ICON - 22, box.height())
        shown = QFontMetrics(written_in).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_count(self, painter: QPainter, ink: Roles, box: QRectF) -> float:
        """Paints the count at the right; how far the name may reach."""
        if not self._count.text:
            return box.width()
        painter.setFont(medium(Type.TABLE))
        width = max(24, painter.fontMetrics().horizontalAdvance(self._count.text) + 16)
        height = painter.fontMetrics().height() + 6
        pill = QRectF(box.right() - 10 - width, box.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.bad_ground if self._count.urgent else ink.accent_ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(ink.bad if self._count.urgent else ink.accent_text)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count.text)
        return pill.left()

    def _paint_dot(self, painter: QPainter, ink: Roles, icon: QRectF) -> None:
        if self._count.text:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.bad if self._count.urgent else ink.accent)
            painter.drawEllipse(QRectF(icon.right() - 3, icon.center().y() - 11, 8, 8))

    def _tip(self) -> None:
        parts = [part for part in (self.text(), self._count.spoken) if part]
        self.setToolTip(plain_tip(" · ".join(parts)) if self._narrow else "")


class NavRail(QWidget):
    """The buttons, one under the other; exactly one is chosen."""

    chosen = Signal(int)

    def __init__(self, pages: Sequence[tuple[str, str]], low: Sequence[tuple[str, str]]) -> None:
        """`pages` are icon and name of each; the `low` ones go on counting in `foot`, a widget
        of its own for the lower end of the rail."""
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: list[NavButton] = []
        self.foot = QWidget()
        for place, shown in ((self, pages), (self.foot, low)):
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            for icon, name in shown:
                button = NavButton(icon, name)
                self._group.addButton(button, len(self.buttons))
                self.buttons.append(button)
                column.addWidget(button)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        self.buttons[number].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        for button in self.buttons:
            button.set_narrow(narrow)
