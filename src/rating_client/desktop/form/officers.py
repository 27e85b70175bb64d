"""What adds to the officers: a field for a name, and why it may suggest nobody."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.form.add_field import AddField
from rating_client.desktop.form.suggestion import Lookups
from rating_client.desktop.look.theme import CARD_GAP, PADDING, RIGHT_EDGE, Type

_FIELD_WIDTH = 320


class OfficersAdder(QWidget):
    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 4, RIGHT_EDGE, 4)
        row.setSpacing(CARD_GAP)
        self.field = AddField(
            self.tr("Gõ tên công chức, Enter để thêm"),
            lookups.officers,
            outside=self.tr("Thêm “{name}” (ngoài danh mục)"),
        )
        self.field.setMaximumWidth(_FIELD_WIDTH)
        words = self.tr("Chưa tải danh mục công chức. Vẫn gõ tên được.")
        self.unlisted = Label(words, Type.CAPTION, "text2", wrap=True)
        row.addWidget(self.field, 3)
        row.addWidget(self.unlisted, 2)

    def begin(self, *, listed: bool) -> None:
        """`listed`: the directory has officers to suggest."""
        self.field.clear()
        self.unlisted.setHidden(listed)
