"""Making room for what is shown anew."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout, keep: int = 0) -> None:
    """Take everything but the first `keep` items out of `layout`.

    Hidden at once: a widget lives, and is seen, until Qt finds the time to destroy it.
    """
    while (item := layout.takeAt(keep)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
