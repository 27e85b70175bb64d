"""The ground a card stands on: a small window at the edge of the screen, never activated."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QEnterEvent,
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.desktop.card.face import card_width
from rating_client.desktop.card.placement import card_position
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CARD_RADIUS, PADDING, Type

_SHADOW = 12


class CardSurface(QWidget):
    """Shows one face at a time, its lower edge always in the same place."""

    pointed = Signal(bool)  # the pointer came (True) or left

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.NoDropShadowWindowHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # X11 says nothing about a compositor: without one a transparent rim would be black.
        self._rim = 0 if QGuiApplication.platformName() == "xcb" else _SHADOW
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[self._rim] * 4)
        self._note = Label("", Type.CAPTION, "accent_text", weight="medium", parent=self)
        self._note.hide()
        self.face: QWidget | None = None
        self.pointed_at = False
        self.clear_of: QRect | None = None  # on the screen, and not to be covered

    def turn_to(self, face: QWidget) -> None:
        """Puts `face` in the place of the one before and the card on the cursor's screen."""
        if self.face is not None:
            self._column.removeWidget(self.face)
            self.face.hide()
            self.face.deleteLater()
        self.setFixedWidth(card_width() + 2 * self._rim)
        self.face = face
        self._column.addWidget(face)
        face.show()
        self._note.hide()
        self._place()
        self.show()

    def note(self, text: str) -> None:
        """A line in the lower padding: it moves nothing that is being pointed at."""
        self._note.setText(text)
        self._note.adjustSize()
        self._place_note()
        self._note.setVisible(bool(text))
        self._note.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed_at = True
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed_at = False
        self.pointed.emit(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pointed_at = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_note()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        box = QRectF(self.rect()).adjusted(self._rim, self._rim, -self._rim, -self._rim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 3))
        for reach in range(self._rim, 0, -1):  # soft, a little lower than the card
            shade = box.adjusted(-reach, -reach + 4, reach, min(reach + 2, self._rim))
            painter.drawRoundedRect(shade, CARD_RADIUS + reach, CARD_RADIUS + reach)
        painter.setBrush(colours.layer)
        painter.setPen(QPen(colours.stroke, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)

    def _place(self) -> None:
        self._column.activate()
        height = self._column.totalHeightForWidth(self.width())
        self.setFixedHeight(height if height > 0 else self._column.totalSizeHint().height())
        screen = self.screen() if self.isVisible() else None
        screen = screen or QGuiApplication.screenAt(QCursor.pos())
        screen = screen or QGuiApplication.primaryScreen()
        free = screen.availableGeometry()
        self.move(card_position(self.size(), free, self._rim, self.clear_of))

    def _place_note(self) -> None:
        self._note.move(self._rim + PADDING, self.height() - self._rim - self._note.height() - 1)
