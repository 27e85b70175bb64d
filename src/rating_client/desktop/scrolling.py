"""Scroll bars that keep to themselves: thin, without arrows, in the palette's own colours."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QScrollBar, QWidget

# Scoped to the bar itself; `palette(...)` follows the theme.
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


def scrolling(content: QWidget) -> QScrollArea:
    """A frameless area that scrolls `content` up and down on the window's ground."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    thin_scroll_bars(area)
    return area


def _thin(bar: QScrollBar) -> None:
    bar.setStyleSheet(_SHEET)
