"""What stands under the unit rows: another office or a team can be added."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.buttons import QuietButton
from rating_client.desktop.form.add_field import AddField
from rating_client.desktop.form.suggestion import Lookups, Suggestion
from rating_client.desktop.theme import GRID, PADDING

_FIELD_WIDTH = 400


class UnitsFoot(QWidget):
    office_added = Signal(Suggestion)
    team_added = Signal(Suggestion)

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING - 10, 2, PADDING, 2)
        column.setSpacing(GRID)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.office_button = QuietButton(self.tr("Thêm đơn vị khác"), icon="plus", small=True)
        self.team_button = QuietButton(self.tr("Thêm đội"), icon="plus", small=True)
        row.addWidget(self.office_button)
        row.addWidget(self.team_button)
        row.addStretch(1)
        column.addWidget(self._buttons)
        outside = self.tr("Thêm “{name}” (ngoài danh mục)")
        self.office_field = AddField(
            self.tr("Gõ tên đơn vị hải quan, Enter để thêm"),
            lookups.offices,
            outside=outside,
            passing=True,
        )
        self.team_field = AddField(
            self.tr("Gõ tên đội, Enter để thêm"), lookups.teams, outside=outside, passing=True
        )
        for button, field, added in (
            (self.office_button, self.office_field, self.office_added),
            (self.team_button, self.team_field, self.team_added),
        ):
            field.setMaximumWidth(_FIELD_WIDTH)
            field.hide()
            column.addWidget(field)
            button.clicked.connect(lambda *, field=field: self._open(field))
            field.dropped.connect(self._close)
            field.added.connect(self._close)
            field.added.connect(added)

    def _open(self, field: AddField) -> None:
        self._buttons.hide()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._buttons.show()
        self.office_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.office_field.hide()
        self.team_field.hide()
