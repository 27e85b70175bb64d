"""What adds to the units: another office, or a team."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import QuietButton
from rating_client.desktop.form.add_field import AddField
from rating_client.desktop.form.suggestion import Lookups
from rating_client.desktop.look.theme import GRID, PADDING

_FIELD_WIDTH = 400


class UnitsAdder(QWidget):
    """Two buttons beside the heading. The field for a name opens in `fields`, under the rows."""

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.office_button = QuietButton(self.tr("Thêm đơn vị khác"), icon="plus", small=True)
        self.team_button = QuietButton(self.tr("Thêm đội"), icon="plus", small=True)
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
        self.fields = QWidget()
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(PADDING, 2, PADDING, 2)
        for button, field in (
            (self.office_button, self.office_field),
            (self.team_button, self.team_field),
        ):
            row.addWidget(button)
            field.setMaximumWidth(_FIELD_WIDTH)
            column.addWidget(field)
            button.clicked.connect(lambda *, field=field: self._open(field))
            field.dropped.connect(lambda button=button: self._drop(button))
            field.added.connect(self.close_fields)
        self.close_fields()

    def close_fields(self) -> None:
        self.fields.hide()

    def _open(self, field: AddField) -> None:
        for each in (self.office_field, self.team_field):
            each.clear()
            each.setVisible(each is field)
        self.fields.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, button: QuietButton) -> None:
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_fields()
