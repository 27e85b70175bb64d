"""The face that says a rating is kept, and lets it be taken back for a few seconds."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.card.face import card_width
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import PADDING, Type


class SavedFace(QWidget):
    undo_wanted = Signal()
    over = Signal()  # the time for taking it back has run out

    def __init__(self, text: str, detail: str, seconds: int) -> None:
        super().__init__()
        self.setFixedWidth(card_width())
        self._left = seconds
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 14, PADDING, 14)
        row.setSpacing(12)
        row.addWidget(IconView("cloud-check", "ok"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(text, Type.BODY, weight="semibold", wrap=True))
        low = QHBoxLayout()
        low.setSpacing(8)
        low.addWidget(ElidedLabel(detail, Type.TABLE, "text2"), 1)
        self.undo = PlainButton("", small=True)
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(self.undo_wanted)
        low.addWidget(self.undo)
        words.addLayout(low)
        row.addLayout(words, 1)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        self._count()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._count()
        else:
            self._second.stop()
            self.over.emit()

    def _count(self) -> None:
        self.undo.setText(self.tr("Hoàn tác ({n})").format(n=self._left))
        self.undo.updateGeometry()
