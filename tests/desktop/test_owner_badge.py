"""The owner's letters on their colour; a declaration whose owner nobody knows has no badge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap, QRegion
from pytestqt.qtbot import QtBot

from rating_client.desktop.controls.owner_badge import OwnerBadge


@pytest.mark.parametrize(("letters", "painted"), [("SM", True), ("", False)])
def test_a_badge_without_letters_is_not_there(qtbot: QtBot, letters: str, painted: bool) -> None:
    badge = OwnerBadge(letters, colour=0)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    bare = QPixmap(badge.size())
    bare.fill(Qt.GlobalColor.white)
    seen = bare.copy()
    badge.render(seen, QPoint(), QRegion(), OwnerBadge.RenderFlag.DrawChildren)
    assert (seen.toImage() != bare.toImage()) is painted
