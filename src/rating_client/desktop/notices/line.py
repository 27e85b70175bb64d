"""What receivers announce: a quiet line, in their own words, until a person puts it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.delivery.notices import Notice
from rating_client.desktop.controls.buttons import IconButton, LinkButton
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, Type
from rating_client.desktop.words import language

_TOP = Qt.AlignmentFlag.AlignTop
# The page below is what the person came for.
_MOST = 2  # at a time
_LONGEST = 200  # characters of each


class NoticeLine(QWidget):
    """Gone when there is nothing to announce. The words are shown as given, never as links; of
    long ones the beginning."""

    put_away = Signal(list)  # the Notice that was read
    more_asked = Signal()  # the page where all of each is shown
    filled = Signal()  # with other things to press than before

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Notice, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 16, 0, 0)
        self._column.setSpacing(GAP)
        self.closers: list[IconButton] = []
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        if tuple(notices) == self._shown:
            return
        self._shown = tuple(notices)
        clear(self._column)
        self.closers = []
        for notice in notices[:_MOST]:
            self._column.addWidget(self._line(notice))
        self.setVisible(bool(notices))
        self.filled.emit()

    def _line(self, notice: Notice) -> QWidget:
        panel = Panel("subtle")
        name = notice.name.of(language())
        who = Label(self.tr("Thông báo của {name}").format(name=name), Type.CAPTION, "text2")
        text = notice.text.of(language())
        said = Label(_beginning(text), Type.TABLE, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(who)
        words.addWidget(said)
        if len(text) > _LONGEST:
            more = LinkButton(self.tr("Đọc toàn bộ"))
            more.clicked.connect(self.more_asked)
            words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        close = IconButton("x", self.tr("Đã đọc thông báo này"))
        close.clicked.connect(lambda: self.put_away.emit([notice]))
        self.closers.append(close)
        row = QHBoxLayout(panel)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(GAP)
        row.addWidget(IconView("info", "accent_text"), 0, _TOP)
        row.addLayout(words, 1)
        row.addWidget(close, 0, _TOP)
        return panel


def _beginning(text: str) -> str:
    """Up to the last word that is whole, where it has words."""
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    return f"{cut.rpartition(' ')[0] or cut}…"
