"""The order in which Tab goes: the order in which things are read."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_in_reading_order(root: QWidget) -> None:
    """Chains all Tab stops under `root` in the order of its layouts."""
    layout = root.layout()
    if layout is not None:
        for before, after in pairwise(_stops(layout)):
            QWidget.setTabOrder(before, after)


def _stops(layout: QLayout) -> list[QWidget]:
    stops: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                stops.append(widget)
            inside = widget.widget() if isinstance(widget, QScrollArea) else widget
            below = inside.layout() if inside is not None else None
            if below is not None:
                stops += _stops(below)
        elif inner is not None:
            stops += _stops(inner)
    return stops
