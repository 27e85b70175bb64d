"""The rows of Chờ đánh giá. Never a level, never an official's name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from rating_client.base.clock import Clock
from rating_client.desktop.controls.channel_pill import paint_pill, pill_size
from rating_client.desktop.controls.owner_badge import paint_badge
from rating_client.desktop.inbox.model import Column, InboxModel
from rating_client.desktop.inbox.words import channel_word, standing_words
from rating_client.desktop.lists.rows import RowPainter
from rating_client.desktop.lists.tick_list import TICK, TICK_ROOM, paint_tick
from rating_client.desktop.lists.writing import Box, paint_number, paint_state
from rating_client.desktop.look.palette import Roles
from rating_client.desktop.look.theme import GAP, Type, medium, scaled, semibold
from rating_client.prompts.inbox import InboxFilter, InboxRow

_BADGE = 22
_CUT = Qt.TextElideMode.ElideMiddle  # names that begin alike differ at the end: KV 1, KV 2


class InboxRows(RowPainter[InboxRow, InboxFilter]):
    marks_chosen = False

    def __init__(self, model: InboxModel, clock: Clock) -> None:
        super().__init__(model)
        self._clock = clock

    def paint_cell(self, painter: QPainter, box: Box, row: InboxRow, at: int, column: int) -> None:
        hands, ink = self.hands, self.hands.ink
        match column:
            case Column.NUMBER:
                hands.stamp(painter, box.middle(TICK, TICK), paint_tick, at in self.chosen)
                paint_number(painter, box.past(TICK_ROOM), self.model.text(row, column), hands)
            case Column.OWNER:
                side = scaled(_BADGE)
                owner = (row.owner_letters, row.owner_colour)
                hands.stamp(painter, box.middle(side, side), _paint_owner, owner)
                words = self.model.text(row, column)
                hands.plain.write(painter, box.past(side + GAP), words, ink.text, _CUT)
            case Column.CHANNEL:
                hands.stamp(painter, QRectF(*box), _paint_channel, row.channel)
            case Column.OFFICE:
                hands.plain.write(painter, box, self.model.text(row, column), ink.text, _CUT)
            case Column.STATE:
                said = standing_words(row, self._clock.now())
                paint_state(painter, box, said.icon, said.text, said.tone, hands)
            case _:
                hands.plain.write(painter, box, self.model.text(row, column), ink.text)


def _paint_owner(painter: QPainter, box: QRectF, owner: tuple[str, int], _ink: Roles) -> None:
    painter.setFont(semibold(Type.CAPTION))
    paint_badge(painter, box, *owner)


def _paint_channel(painter: QPainter, box: QRectF, channel: int | None, ink: Roles) -> None:
    words = channel_word(channel)
    painter.setFont(medium(Type.TABLE))
    size = pill_size(words, channel, painter.fontMetrics())
    top = box.center().y() - size.height() / 2
    paint_pill(painter, QRectF(QPointF(box.left(), top), size), channel, words, ink)
