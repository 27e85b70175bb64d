"""The rows of Đã gửi: number, one badge a subject, when, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from rating_client.desktop.lists.delegates import (
    Index,
    RowDelegate,
    paint_level,
    paint_number,
    paint_state,
    paint_words,
)
from rating_client.desktop.lists.view import ROW_ROLE
from rating_client.desktop.look.palette import Roles
from rating_client.desktop.look.theme import Type, font
from rating_client.desktop.sent.model import Column
from rating_client.desktop.sent.words import state_words
from rating_client.outbox.listing import SentRow

_BADGE, _BETWEEN = 22, 4


class SentDelegate(RowDelegate):
    def paint_cell(self, painter: QPainter, box: QRectF, index: Index, ink: Roles) -> None:
        row: SentRow = index.data(ROW_ROLE)
        match Column(index.column()):
            case Column.NUMBER:
                paint_number(painter, box, str(index.data()), ink)
            case Column.LEVELS:
                _paint_levels(painter, box, str(index.data()).split(), ink)
            case Column.SENT:
                paint_words(painter, box, str(index.data()), font(Type.TABLE), ink.text2)
            case Column.STATE:
                words = state_words(row.shown, row.hold)
                paint_state(painter, box, words.icon, words.text, words.tone, ink)


def _paint_levels(painter: QPainter, box: QRectF, levels: list[str], ink: Roles) -> None:
    """As many badges as fit; the rest as "+2"."""
    room = max(1, int((box.width() + _BETWEEN) // (_BADGE + _BETWEEN)))
    shown = levels if len(levels) <= room else levels[: room - 1]
    left = box.left()
    for level in shown:
        badge = QRectF(left, box.center().y() - _BADGE / 2, _BADGE, _BADGE)
        paint_level(painter, badge, int(level), ink)
        left += _BADGE + _BETWEEN
    if len(shown) < len(levels):
        rest = QRectF(left, box.top(), box.right() - left, box.height())
        paint_words(painter, rest, f"+{len(levels) - len(shown)}", font(Type.CAPTION), ink.text2)
