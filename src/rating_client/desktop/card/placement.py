"""Where the card goes: bottom-right of a screen, clear of the task bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 12


def card_position(
    card: QSize, available: QRect, margin: int = 0, clear_of: QRect | None = None
) -> QPoint:
    """The top-left corner of a card window on a screen whose free area is `available`.

    `margin` is the transparent rim of the window, for its shadow: the gap of 12 px is measured
    from the card that is seen. A card larger than the screen keeps its lower right in view.
    A card that would cover `clear_of` stands above it.
    """
    corner = QPoint(
        available.right() + 1 - GAP - card.width() + margin,
        available.bottom() + 1 - GAP - card.height() + margin,
    )
    seen = QRect(corner, card).adjusted(margin, margin, -margin, -margin)
    if clear_of is not None and seen.intersects(clear_of):
        corner.setY(clear_of.top() - GAP - card.height() + margin)
    return corner
