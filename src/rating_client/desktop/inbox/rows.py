"""The rows of Chờ đánh giá. Never a level, never an official's name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from rating_client.base.clock import Clock
from rating_client.desktop.controls.channel_pill import paint_pill, pill_size
from rating_client.desktop.controls.owner_badge import paint_badge
from rating_client.desktop.inbox.model import Column, InboxModel
from rating_client.desktop.inbox.words import channel_word, standing_words
from rating_client.desktop.lists.rows import RowPainter
from rating_client.desktop.lists.tick_list import TICK_ROOM, paint_tick
from rating_client.desktop.lists.writing import Box, paint_number, paint_state
from rating_client.desktop.look.theme import GAP, scaled
from rating_client.prompts.inbox import InboxFilter, InboxRow

_BADGE = 22
_CUT = Qt.TextElideMode.ElideMiddle  # names that begin alike differ at the end: KV 1, KV 2


class InboxRows(RowPainter[InboxRow, InboxFilter]):
    marks_chosen = False

    def __init__(self, model: InboxModel, clock: Clock) -> None:
        super().__init__(model)
        self._clock = clock

    def paint_cell(self, painter: QPainter, box: Box, row: InboxRow, at: int, column: int) -> None:
        hands, ink = self.hands, self.ink
        match column:
            case Column.NUMBER:
                paint_tick(painter, box, ticked=at in self.chosen, ink=ink)
                words = self.model.text(row, column)
                paint_number(painter, box.past(TICK_ROOM), words, hands, ink)
            case Column.OWNER:
                side = scaled(_BADGE)
                painter.setFont(hands.badge)
                paint_badge(painter, box.middle(side, side), row.owner_letters, row.owner_colour)
                words = self.model.text(row, column)
                hands.plain.write(painter, box.past(side + GAP), words, ink.text, _CUT)
            case Column.CHANNEL:
                words = channel_word(row.channel)
                size = pill_size(words, row.channel, hands.medium.metrics)
                painter.setFont(hands.medium.font)
                pill = box.middle(size.width(), size.height())
                paint_pill(painter, pill, row.channel, words, ink)
            case Column.OFFICE:
                hands.plain.write(painter, box, self.model.text(row, column), ink.text, _CUT)
            case Column.STATE:
                said = standing_words(row, self._clock.now())
                paint_state(painter, box, said.icon, said.text, said.tone, hands, ink)
            case _:
                hands.plain.write(painter, box, self.model.text(row, column), ink.text)
