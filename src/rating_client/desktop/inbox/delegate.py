"""The rows of Chờ đánh giá. Never a level, never an official's name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from rating_client.base.clock import Clock
from rating_client.desktop.controls.channel_pill import paint_pill, pill_size
from rating_client.desktop.controls.owner_badge import paint_badge
from rating_client.desktop.inbox.model import Column
from rating_client.desktop.inbox.words import channel_word, standing_words
from rating_client.desktop.lists.delegates import (
    Index,
    RowDelegate,
    paint_number,
    paint_state,
    paint_words,
)
from rating_client.desktop.lists.tick_list import TICK_ROOM, paint_tick
from rating_client.desktop.lists.view import ROW_ROLE, ListView
from rating_client.desktop.look.palette import Roles
from rating_client.desktop.look.theme import GAP, Type, font, medium, scaled, semibold
from rating_client.prompts.inbox import InboxRow

_BADGE = 22
_CUT = Qt.TextElideMode.ElideMiddle  # names that begin alike differ at the end: KV 1, KV 2


class InboxDelegate(RowDelegate):
    marks_chosen = False

    def __init__(self, view: ListView, clock: Clock) -> None:
        super().__init__(view)
        self._clock = clock

    def paint_cell(self, painter: QPainter, box: QRectF, index: Index, ink: Roles) -> None:
        row: InboxRow = index.data(ROW_ROLE)
        match Column(index.column()):
            case Column.NUMBER:
                chosen = self._view.selectionModel().isRowSelected(index.row())
                paint_tick(painter, box, ticked=chosen, ink=ink)
                paint_number(painter, box.adjusted(TICK_ROOM, 0, 0, 0), str(index.data()), ink)
            case Column.OWNER:
                _paint_owner(painter, box, row, str(index.data()), ink)
            case Column.CHANNEL:
                _paint_channel(painter, box, row.channel, ink)
            case Column.OFFICE:
                paint_words(painter, box, str(index.data()), font(Type.TABLE), ink.text, _CUT)
            case Column.STATE:
                words = standing_words(row, self._clock.now())
                paint_state(painter, box, words.icon, words.text, words.tone, ink)
            case _:
                super().paint_cell(painter, box, index, ink)


def _paint_owner(painter: QPainter, box: QRectF, row: InboxRow, name: str, ink: Roles) -> None:
    size = scaled(_BADGE)
    badge = QRectF(box.left(), box.center().y() - size / 2, size, size)
    painter.setFont(semibold(Type.CAPTION))
    paint_badge(painter, badge, row.owner_letters, row.owner_colour)
    paint_words(painter, box.adjusted(size + GAP, 0, 0, 0), name, font(Type.TABLE), ink.text, _CUT)


def _paint_channel(painter: QPainter, box: QRectF, channel: int | None, ink: Roles) -> None:
    written_in = medium(Type.TABLE)
    words = channel_word(channel)
    size = pill_size(words, channel, QFontMetrics(written_in))
    painter.setFont(written_in)
    pill = QRectF(box.left(), box.center().y() - size.height() / 2, size.width(), size.height())
    paint_pill(painter, pill, channel, words, ink)
