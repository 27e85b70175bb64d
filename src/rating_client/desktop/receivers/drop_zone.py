"""The place to drop an enrolment file on; a button does the same without dragging."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import CARD_RADIUS, MARGIN, PADDING, Type
from rating_client.desktop.words import language

_MIDDLE = Qt.AlignmentFlag.AlignHCenter
SUFFIX = ".rating-enrol"


def enrolment_path(dragged: QMimeData) -> Path | None:
    """The one enrolment file that is being dragged, if that is what it is."""
    paths = _paths(dragged)
    return paths[0] if len(paths) == 1 and paths[0].suffix == SUFFIX else None


def dropped_files(dragged: QMimeData) -> list[Path]:
    """The files that are being dragged, none of them an enrolment file; empty for anything else.

    Folders are chosen in the settings, where they are watched: none is read by a drop.
    """
    paths = _paths(dragged)
    return paths if all(path.is_file() and path.suffix != SUFFIX for path in paths) else []


def _paths(dragged: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]


class DropZone(QWidget):
    choose_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, MARGIN, PADDING, MARGIN)
        column.setSpacing(10)
        column.addStretch()
        column.addWidget(IconView("key", "accent_text"), 0, _MIDDLE)
        words = Label(
            self.tr("Thả tệp .rating-enrol do hải quan cấp vào đây"), weight="medium", wrap=True
        )
        words.setAlignment(_MIDDLE)
        column.addWidget(words)
        self.choose = PlainButton(self.tr("Chọn tệp…"), icon="folder")
        self.choose.clicked.connect(self.choose_asked)
        column.addWidget(self.choose, 0, _MIDDLE)
        self._trouble = Label("", Type.TABLE, "bad", wrap=True)
        self._trouble.setAlignment(_MIDDLE)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addStretch()

    def show_trouble(self, sentence: Sentence | None) -> None:
        """Why the last file could not be used; None when there is nothing to say."""
        self._trouble.setVisible(sentence is not None)
        self._trouble.setText(sentence.line(language()) if sentence else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        painter.setBrush(ink.subtle)
        painter.setPen(QPen(ink.strong, 1, Qt.PenStyle.DashLine))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
