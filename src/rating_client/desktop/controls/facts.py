"""Facts under each other: what it is in a quiet voice, what it says beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.theme import Type

_BETWEEN, _NAMES = 6, 128


class Facts(QWidget):
    """A two-column list. Values are plain text and can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(_BETWEEN)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, value: str) -> Label:
        row = self._grid.rowCount()
        said = Label(value, Type.TABLE, weight="medium", wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setAccessibleName(f"{name}: {value}")
        called = Label(name, Type.TABLE, "text2")
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(called, row, 0, top)
        self._grid.addWidget(said, row, 1, top)
        return said
