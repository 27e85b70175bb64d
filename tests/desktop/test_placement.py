from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from rating_client.desktop.card.placement import card_position


@pytest.mark.parametrize(
    ("available", "corner"),
    [
        (QRect(0, 0, 1920, 1040), QPoint(1920 - 12 - 388, 1040 - 12 - 270)),
        (QRect(1920, 40, 1280, 984), QPoint(1920 + 1280 - 12 - 388, 40 + 984 - 12 - 270)),
        (QRect(-1600, 0, 1600, 860), QPoint(-12 - 388, 860 - 12 - 270)),
    ],
)
def test_the_card_keeps_twelve_pixels_from_the_free_area_of_its_screen(
    available: QRect, corner: QPoint
) -> None:
    assert card_position(QSize(388, 270), available) == corner


def test_the_rim_for_a_shadow_does_not_count() -> None:
    area = QRect(0, 0, 1000, 800)
    with_rim = card_position(QSize(388 + 24, 270 + 24), area, margin=12)
    assert with_rim + QPoint(12, 12) == card_position(QSize(388, 270), area)


def test_a_card_that_would_cover_what_is_to_stay_free_stands_above_it() -> None:
    area, card = QRect(0, 0, 1366, 728), QSize(388 + 24, 270 + 24)
    usual = card_position(card, area, margin=12)
    foot = QRect(480, 600, 650, 56)
    raised = card_position(card, area, 12, foot)
    assert raised.x() == usual.x()
    assert raised.y() + card.height() - 12 == 600 - 12
    assert card_position(card, area, 12, foot.translated(-400, 0)) == usual
