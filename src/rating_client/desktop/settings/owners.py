"""How each owner's levels 1 and 2 travel, where one of them wants it otherwise than the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from rating_client.base.setting_words import words_of
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.labels import ElidedLabel, plain_tip
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.look.theme import GAP, Type
from rating_client.desktop.settings.controls import SettingCombo, control_width
from rating_client.desktop.words import language


@dataclass(frozen=True)
class OwnerPolicy:
    """`travels` is None where the setting decides."""

    tax_code: str
    name: str
    letters: str
    colour: int
    travels: str | None


class OwnerPolicies(QWidget):
    """A line an owner: badge, name, choice."""

    wished = Signal(str, object)  # tax code, and the value of `low_levels_travel` or None

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[OwnerPolicy, ...] = ()
        self.combos: dict[str, SettingCombo] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)

    def show_owners(self, owners: Sequence[OwnerPolicy]) -> None:
        if tuple(owners) == self._shown:
            return
        self._shown = tuple(owners)
        clear(self._grid)
        self.combos = {}
        for line, owner in enumerate(owners):
            name = ElidedLabel(owner.name, Type.TABLE)
            name.setToolTip(plain_tip(owner.name))
            self.combos[owner.tax_code] = self._combo(owner)
            self._grid.addWidget(OwnerBadge(owner.letters, owner.colour), line, 0)
            self._grid.addWidget(name, line, 1)
            self._grid.addWidget(self.combos[owner.tax_code], line, 2)

    def _combo(self, owner: OwnerPolicy) -> SettingCombo:
        combo = SettingCombo()
        combo.setFixedWidth(control_width())
        setting = words_of("low_levels_travel")
        combo.setAccessibleName(f"{setting.title.of(language())}: {owner.name}")
        combo.addItem(self.tr("Theo cài đặt chung"), None)
        for value, name in setting.choices:
            combo.addItem(name.of(language()), value)
        combo.setCurrentIndex(max(0, combo.findData(owner.travels)))
        combo.activated.connect(
            lambda _row, combo=combo: self.wished.emit(owner.tax_code, combo.currentData())
        )
        return combo
