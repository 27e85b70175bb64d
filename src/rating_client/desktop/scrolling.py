"""Scroll bars that keep to themselves: thin, without arrows, in the palette's own colours."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from shiboken6 import isValid

# Scoped to the bar itself; `palette(...)` follows the theme.
_BAR = 12
_SHEET = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: palette(mid); border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def thin_scroll_bars(area: QAbstractScrollArea) -> None:
    """Gives `area` the program's scroll bars."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        _thin(bar)


def scrolling(content: QWidget, margin: int = 0) -> QScrollArea:
    """A frameless area that scrolls `content` up and down on the window's ground.

    With a `margin`, the scroll bar lies inside the content's right margin of that width, so that
    nothing moves when it comes and goes.
    """
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    thin_scroll_bars(area)
    layout = content.layout()
    if margin and layout is not None:
        bar = area.verticalScrollBar()

        def make_room(_low: int, high: int) -> None:
            margins = layout.contentsMargins()
            margins.setRight(margin - (_BAR if high else 0))
            layout.setContentsMargins(margins)

        bar.rangeChanged.connect(make_room)
    return area


class FollowsKeyboard(QObject):
    """Keeps what the keyboard is on in view, clear of what stands above and below the area."""

    def __init__(self, area: QScrollArea, margin: int = 64) -> None:
        super().__init__(area)
        self._area, self._margin = area, margin
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._area):  # the window is being destroyed, and lets go of the keyboard
            return
        content = self._area.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            margin = min(self._margin, max(0, (self._area.height() - now.height()) // 2))
            self._area.ensureWidgetVisible(now, 0, margin)


def _thin(bar: QScrollBar) -> None:
    bar.setStyleSheet(_SHEET)
