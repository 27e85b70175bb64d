"""The rows of one kind of subject under their heading, and what adds to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.form.subject_row import SubjectRow
from rating_client.desktop.look.theme import PADDING, RIGHT_EDGE, Type


class Group(QWidget):
    def __init__(
        self, title: str, *, adder: QWidget | None = None, foot: QWidget | None = None
    ) -> None:
        """`adder` stands beside the heading, so that it takes no line of its own; `foot` below
        the rows."""
        super().__init__()
        self.rows: list[SubjectRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0 if adder else 4, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(PADDING, 0, RIGHT_EDGE, 0)
        heading = Label(title, Type.CAPTION, "text2", weight="semibold")
        heading.setContentsMargins(0, 4, 0, 2)
        line.addWidget(heading, 1, Qt.AlignmentFlag.AlignBottom)
        if adder is not None:
            line.addWidget(adder)
        column.addLayout(line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        if foot is not None:
            column.addWidget(foot)

    def add(self, row: SubjectRow) -> None:
        self.rows.append(row)
        self._rows.addWidget(row)

    def remove(self, row: SubjectRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
