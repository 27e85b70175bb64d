"""Fields to write in and to choose from: a quiet frame, a firmer line below, the accent on focus.

Line and text fields keep Qt's own behaviour (input methods, undo, screen readers); only the
frame is drawn here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from rating_client.desktop.look.frame import paint_frame
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.scrolling import thin_scroll_bars
from rating_client.desktop.look.theme import (
    CONTROL,
    CONTROL_RADIUS,
    ICON,
    SMALL_CONTROL,
    Type,
    font,
)

_SIDE = 10
_MOST_LINES = 6


class TextField(QLineEdit):
    """One line of text, with an icon before it if asked."""

    def __init__(self, placeholder: str = "", *, icon: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._wrong = False
        self.setFont(font(Type.BODY))
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(CONTROL)
        self.setTextMargins(_SIDE + (ICON + 6 if icon else 0) - 2, 0, _SIDE - 2, 0)
        _clear_ground(self)

    def set_wrong(self, wrong: bool) -> None:
        """The frame says that what is written here is missing or wrong; a message says how."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(CONTROL, self.fontMetrics().height() + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(painter, QRectF(self.rect()), self, wrong=self._wrong)
        if self._icon:
            box = QRectF(_SIDE - 1, 0, ICON, self.height())
            paint_icon(painter, self._icon, roles(self.palette()).text2, box)
        painter.end()
        super().paintEvent(event)


class SearchField(TextField):
    """Narrows a list while one types; Esc shows all of it again."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, icon="search")
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TextArea(QPlainTextEdit):
    """Several lines of text, as high as they need within limits. Tab leaves the field."""

    def __init__(self, placeholder: str = "", lines: int = 2) -> None:
        """`lines` when there is little in it."""
        super().__init__()
        self._wrong = False
        self._lines = lines
        self.setFont(font(Type.BODY))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(_SIDE, 7, _SIDE, 7)
        self._grow()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        thin_scroll_bars(self)
        _clear_ground(self)

    def set_wrong(self, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def _grow(self) -> None:
        written = round(self.document().size().height())  # which counts lines, not pixels
        lines = min(max(written, self._lines), _MOST_LINES)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 2 * 7 + 2)

    def event(self, event: QEvent) -> bool:
        # The frame belongs to the outer widget: a QPlainTextEdit's paintEvent is its viewport's.
        if event.type() is QEvent.Type.Paint:
            painter = QPainter(self)
            paint_field(painter, QRectF(self.rect()), self, wrong=self._wrong)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


class Combo(QComboBox):
    """A choice from a short list, whose first item mostly stands for no choice yet."""

    first_is_a_choice = False

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self._height = SMALL_CONTROL if small else CONTROL
        self.setFont(font(Type.TABLE if small else Type.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())),
            default=80,
        )
        return QSize(widest + _SIDE + 34, max(self._height, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_field(painter, box, self, wrong=False)
        colours = roles(self.palette())
        paint_icon(
            painter, "chevron-down", colours.text2, box.adjusted(box.width() - 26, 6, -6, -6)
        )
        words = box.adjusted(_SIDE, 0, -30, 0)
        chosen = self.isEnabled() and (self.first_is_a_choice or self.currentIndex() > 0)
        painter.setPen(colours.text if chosen else colours.text2)
        metrics = self.fontMetrics()
        text = metrics.elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)


def paint_field(painter: QPainter, box: QRectF, field: QWidget, *, wrong: bool) -> None:
    colours = roles(field.palette())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = colours.card if field.isEnabled() else colours.subtle
    border = QColor(colours.strong)
    border.setAlpha(130)
    if not field.isEnabled():
        border = colours.stroke
    paint_frame(
        painter, box, CONTROL_RADIUS, ground, colours.bad if wrong else border, colours.line
    )
    if wrong or not field.isEnabled():
        return
    below = colours.accent if field.hasFocus() else colours.strong
    thick = 2 if field.hasFocus() else 1
    painter.fillRect(QRectF(box.left() + 2, box.bottom() - thick, box.width() - 4, thick), below)


def _clear_ground(widget: QWidget) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    widget.setPalette(palette)


class DateField(QDateEdit):
    """A day, typed or picked from a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(Type.BODY))
        self.setDisplayFormat("dd/MM/yyyy")
        self.setCalendarPopup(True)
        self.setFrame(False)
        self.setFixedHeight(max(CONTROL, self.fontMetrics().height() + 12))
        self.setMinimumWidth(150)
        self.lineEdit().setTextMargins(_SIDE - 2, 0, 0, 0)
        _clear_ground(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_field(painter, box, self, wrong=False)
        right = box.adjusted(box.width() - 28, 6, -8, -6)
        paint_icon(painter, "calendar", roles(self.palette()).text2, right)
