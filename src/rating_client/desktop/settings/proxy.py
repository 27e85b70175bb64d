"""The way to the network: as Windows says, none, found by itself, or an address by hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.look.theme import GAP
from rating_client.desktop.settings.controls import Control, SettingCombo, control_width

_BY_HAND = ""


class ProxyControl(Control):
    """The field for an address is there only when one is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._value, self._typed = "system", ""
        self.combo = SettingCombo()
        self.combo.setFixedWidth(control_width())
        for value, name in (
            ("system", self.tr("Theo Windows")),
            ("none", self.tr("Không dùng")),
            ("auto", self.tr("Tự tìm trong mạng")),
            (_BY_HAND, self.tr("Nhập địa chỉ…")),
        ):
            self.combo.addItem(name, value)
        self.field = TextField("http://proxy:3128")
        self.field.setFixedWidth(control_width())
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addWidget(self.combo)
        column.addWidget(self.field)
        self.row.addLayout(column)
        self.combo.activated.connect(self._choose)
        self.field.textEdited.connect(lambda _text: self.field.set_wrong(False))
        self.field.editingFinished.connect(self._take)
        self.show_value(self._value)

    def show_value(self, value: Any) -> None:
        self._value = value
        place = self.combo.findData(value)
        by_hand = place < 0
        self.combo.setCurrentIndex(self.combo.findData(_BY_HAND) if by_hand else place)
        self.field.set_wrong(False)
        self.field.setText(value if by_hand else "")
        self.field.setVisible(by_hand)

    def show_refused(self) -> None:
        self.combo.setCurrentIndex(self.combo.findData(_BY_HAND))
        self.field.setText(self._typed)
        self.field.setVisible(True)
        self.field.set_wrong(True)

    def call(self, name: str) -> None:
        self.combo.setAccessibleName(name)
        address = self.tr("địa chỉ")
        self.field.setAccessibleName(f"{name}: {address}")

    def _choose(self) -> None:
        value = self.combo.currentData()
        self.field.setVisible(value == _BY_HAND)
        if value == _BY_HAND:
            self.field.setFocus()
        else:
            self.chosen.emit(value)

    def _take(self) -> None:
        typed = self.field.text().strip()
        if typed and typed != self._value:  # the field that is hidden is empty, and left
            self._typed = typed
            self.chosen.emit(typed)
