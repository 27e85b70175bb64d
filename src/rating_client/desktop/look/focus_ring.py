"""The ring around whatever the keyboard is on: 2 px, with a gap in the ground's colour.

It lies outside the control, so that it reads on any fill, and appears for keyboard focus only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CONTROL_RADIUS

_REACH = 3  # the gap and the stroke
_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}
_AND_BACK = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class FocusRing(QWidget):
    """One overlay for one control, made at its first focus; it follows the control and goes with
    it. Kept rather than made anew: a window may be destroyed right after a click, when an overlay
    that waits to be deleted would be destroyed twice. And kept shown, without a size while it is
    not wanted: to hide or show it has Qt lay out everything around it, once more at every Tab.
    """

    def __init__(self, control: QWidget, radius: float) -> None:
        self._room = _room_around(control)
        super().__init__(self._room)
        self._control = control
        self._radius = radius + 2
        self._watched: list[QWidget] = []
        self.is_wanted = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        control.destroyed.connect(self.deleteLater)

    def appear(self) -> None:
        """Around the control, wherever it stands by now."""
        self.vanish()
        room = _room_around(self._control)
        if room is not self._room:
            self._room = room
            self.setParent(room)
        self._watch()
        self.is_wanted = True
        self._follow()
        self.show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.is_wanted:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
                self._follow()
            elif event.type() in (QEvent.Type.Hide, QEvent.Type.ParentChange):
                self._leave()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(roles(self.palette()).focus, 2))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), self._radius, self._radius
        )

    def vanish(self) -> None:
        self._leave()
        for each in self._watched:
            if isValid(each):
                each.removeEventFilter(self)
        self._watched = []

    def _leave(self) -> None:
        self.is_wanted = False
        self.setGeometry(QRect())

    def _watch(self) -> None:
        """The control, and all between it and the room: where one of them goes, it goes."""
        self._watched = []
        step: QWidget | None = self._control
        while step is not None and step is not self._room:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()

    def _follow(self) -> None:
        corner = self._control.mapTo(self._room, QPoint(0, 0))
        box = self._control.rect().translated(corner)
        self.setGeometry(box.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.raise_()


if TYPE_CHECKING:
    _Control = QWidget  # what the mixin is always mixed into
else:
    _Control = object


class ShowsFocus(_Control):
    """Mixed into a control, before its Qt class: shows the ring while the keyboard is on it, and
    is a button all over, where Qt's own check boxes are one at the mark and the words alone.
    """

    focus_radius: float = CONTROL_RADIUS
    _ring: FocusRing | None = None
    _had_ring = False  # when the keyboard went to another window or a menu

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _KEYBOARD or (self._had_ring and event.reason() in _AND_BACK):
            self.show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._had_ring = self._ring is not None and self._ring.is_wanted
        self.hide_ring()

    def show_ring(self) -> None:
        if self._ring is None:
            self._ring = FocusRing(self, self.focus_radius)
        self._ring.appear()

    def hide_ring(self) -> None:
        if self._ring is not None:
            self._ring.vanish()


def _room_around(control: QWidget) -> QWidget:
    """The nearest ancestor in which the ring is not cut off."""
    reach = control.rect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
    ancestor = control.parentWidget()
    while ancestor is not None and not ancestor.isWindow():
        if ancestor.rect().contains(reach.translated(control.mapTo(ancestor, QPoint(0, 0)))):
            return ancestor
        ancestor = ancestor.parentWidget()
    return ancestor or control
