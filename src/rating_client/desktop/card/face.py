"""What all faces of the card share: the heading with time and ✕, and a column of rows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import Button, IconButton, QuietButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import MARK_COLOUR, pixmap
from rating_client.desktop.look.theme import GAP, PADDING, SMALL_ICON, Type, scaled

_WIDTH = 388
_CLOSE_OVERHANG = 6  # so that the ✕ itself, not its field, ends at the padding


class Face(QWidget):
    """A column inside the card. No control on it ever takes the keyboard."""

    closed = Signal()  # the person pressed ✕

    def __init__(self, time: str = "") -> None:
        super().__init__()
        self.setFixedWidth(card_width())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, PADDING)
        outer.setSpacing(2)
        self.heading = Label("", Type.BODY, weight="semibold")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(PADDING, 0, PADDING, 0)
        self.column.setSpacing(4)
        outer.addLayout(self._head(time))
        outer.addLayout(self.column)

    def set_title(self, title: str) -> None:
        self.heading.setText(title)

    def finish(self) -> None:
        """Called once a face is complete: nothing on it may be reached by the keyboard."""
        for child in self.findChildren(QWidget):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _head(self, time: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 0, PADDING - _CLOSE_OVERHANG, 0)
        row.setSpacing(GAP)
        mark = Label()
        mark.setPixmap(pixmap("mark", MARK_COLOUR, SMALL_ICON, self.devicePixelRatioF()))
        product = _WholeOrNothing(self.tr("Phiếu đánh giá"), Type.CAPTION, "text2")
        close = IconButton("x", self.tr("Đóng lời nhắc, tờ khai vẫn nằm trong Chờ đánh giá"))
        close.clicked.connect(self.closed)
        row.addWidget(mark)
        row.addWidget(self.heading)
        row.addWidget(product, 1)
        if time:
            row.addWidget(Label(time, Type.TABLE, "text2"))
        row.addWidget(close)
        return row


class _WholeOrNothing(Label):
    """Words that are left out where they do not fit, rather than cut."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self.width() >= self.fontMetrics().horizontalAdvance(self.text()):
            super().paintEvent(event)


def card_width() -> int:
    """Larger words take a wider card: none of them is cut."""
    return scaled(_WIDTH)


def button_row(*left: Button, right: QuietButton | None = None) -> QHBoxLayout:
    """The buttons of a face: what most people want at the left, the quiet way out at the right."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for each in left:
        row.addWidget(each)
    row.addStretch(1)
    if right is not None:
        row.addWidget(right)
    return row
