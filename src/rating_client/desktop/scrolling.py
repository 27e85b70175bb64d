"""Scroll bars that keep to themselves: thin, without arrows, in the palette's own colours."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QScrollBar, QWidget

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


def _thin(bar: QScrollBar) -> None:
    bar.setStyleSheet(_SHEET)
