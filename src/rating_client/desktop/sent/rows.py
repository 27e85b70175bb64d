"""The rows of Đã gửi: number, one badge a subject, when, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from rating_client.desktop.lists.rows import RowPainter
from rating_client.desktop.lists.writing import Box, paint_level, paint_number, paint_state
from rating_client.desktop.look.theme import GAP
from rating_client.desktop.sent.model import Column
from rating_client.desktop.sent.words import state_words
from rating_client.outbox.listing import SentFilter, SentRow

_BADGE, _BETWEEN = 22, 3


class SentRows(RowPainter[SentRow, SentFilter]):
    def paint_cell(self, painter: QPainter, box: Box, row: SentRow, at: int, column: int) -> None:
        match column:
            case Column.NUMBER:
                paint_number(painter, box, self.model.text(row, column), self.hands)
            case Column.LEVELS:
                levels = self.model.text(row, column).split()
                self._paint_levels(painter, box, levels, chosen=at in self.chosen)
            case Column.SENT:
                words = self.model.text(row, column)
                self.hands.plain.write(painter, box, words, self.hands.ink.text2)
            case Column.STATE:
                said = state_words(row.shown, row.hold)
                cut = Qt.TextElideMode.ElideNone
                paint_state(painter, box, said.icon, said.text, said.tone, self.hands, cut)

    def _paint_levels(
        self, painter: QPainter, box: Box, levels: list[str], *, chosen: bool
    ) -> None:
        """As many badges as fit; the rest as "+2". A dark tint is nearly a chosen row's ground,
        so there each badge has a frame."""
        shown = fitting(levels, int((box.width + GAP) // (_BADGE + _BETWEEN)))
        for level in shown:
            badge = box.middle(_BADGE, _BADGE)
            self.hands.stamp(painter, badge, paint_level, int(level))
            if chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(self.hands.ink.level(int(level)).ink)
                painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            box = box.past(_BADGE + _BETWEEN)
        if len(shown) < len(levels):
            words = f"+{len(levels) - len(shown)}"
            self.hands.small.write(painter, box, words, self.hands.ink.text2)


def fitting(levels: list[str], room: int) -> list[str]:
    """The levels to show where there is room for so many, the count of the rest included.

    Where some must stay out no level comes twice: the one chosen apart is what is looked for.
    """
    if len(levels) <= room:
        return levels
    return list(dict.fromkeys(levels))[: max(room - 1, 0)]
