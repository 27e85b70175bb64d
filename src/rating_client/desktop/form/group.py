"""The rows of one kind of subject under their heading, and what adds to them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.desktop.form.subject_row import SubjectRow
from rating_client.desktop.labels import Label
from rating_client.desktop.theme import PADDING, Type


class Group(QWidget):
    def __init__(self, title: str, foot: QWidget) -> None:
        super().__init__()
        self.rows: list[SubjectRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        heading = Label(title, Type.CAPTION, "text2", weight="semibold")
        heading.setContentsMargins(PADDING, 4, 0, 2)
        column.addWidget(heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addWidget(foot)

    def add(self, row: SubjectRow) -> None:
        self.rows.append(row)
        self._rows.addWidget(row)

    def remove(self, row: SubjectRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
