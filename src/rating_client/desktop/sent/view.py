"""The list on the left of Đã gửi, which gives up the time before it cuts a state short."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from rating_client.desktop.lists.view import ListView, share
from rating_client.desktop.look.theme import GAP, Type, font, medium, semibold
from rating_client.desktop.sent.model import Column
from rating_client.desktop.sent.words import state_words
from rating_client.outbox.listing import ShownState

_LEVELS = 64
_BESIDE_WORDS = 24 + GAP + 5  # the icon, and what a cell keeps clear of
_WRAP = Qt.TextFlag.TextWordWrap


class SentView(ListView):
    _fits = -1  # the width it was fitted to

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != self._fits:
            self._fits = event.size().width()
            self._fit(self._fits)
        super().resizeEvent(event)

    def _fit(self, room: int) -> None:
        """In large text a state takes more lines; when it was is said beside the list too."""
        bold, plain = QFontMetrics(semibold(Type.TABLE)), QFontMetrics(font(Type.TABLE))
        tinted = QFontMetrics(medium(Type.TABLE))
        said = [state_words(each).text for each in ShownState]
        number = bold.horizontalAdvance("000 000 000 000") + GAP + 7
        sent = plain.horizontalAdvance("00/0000") + GAP + 2
        state = max(map(tinted.horizontalAdvance, said)) + _BESIDE_WORDS
        crowded = number + _LEVELS + sent + state > room
        lines = 1
        left = max(room - number - _LEVELS, _LEVELS)
        if left < state:
            state = left
            place = QRect(0, 0, state - _BESIDE_WORDS, 0)
            heights = (tinted.boundingRect(place, _WRAP, words).height() for words in said)
            lines = max(heights) // tinted.lineSpacing()
        self.setColumnHidden(Column.SENT, crowded)
        self.set_lines(lines)
        self.set_widths((number, share(1), sent, state))
