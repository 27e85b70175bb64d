"""The owners met at this computer: two letters for each, and how its levels 1 and 2 travel where
one of them wants it otherwise than the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from rating_client.base.setting_words import words_of
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.controls.labels import ElidedLabel, plain_tip
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.look.theme import GAP, Type, scaled
from rating_client.desktop.settings.controls import SettingCombo, control_width
from rating_client.desktop.settings.row import Row
from rating_client.desktop.words import language

_LETTERS = 2
_LETTERS_WIDE = 56


@dataclass(frozen=True)
class OwnerShown:
    """`travels` is None where the setting decides."""

    tax_code: str
    name: str
    letters: str
    colour: int
    travels: str | None


class OwnersRow(Row):
    """A line an owner: badge, letters, name, choice."""

    letters_wished = Signal(str, str)  # tax code, letters
    travel_wished = Signal(str, object)  # tax code, and the value of `low_levels_travel` or None

    def __init__(self) -> None:
        explain = self.tr(
            "Hai chữ để nhận ra trong danh sách; phiếu mức 1–2 nếu khác cài đặt chung."
        )
        super().__init__("building", self.tr("Doanh nghiệp"), explain)
        self.is_there = False
        self.lines: dict[str, OwnerLine] = {}
        within = QWidget()
        self._grid = QGridLayout(within)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(2, 1)
        self.add_below(within)

    def show_owners(self, owners: Sequence[OwnerShown], *, by_policy: bool) -> None:
        """`by_policy` where an administrator decides how levels 1 and 2 travel."""
        self.is_there = bool(owners)
        if [owner.tax_code for owner in owners] != list(self.lines):
            self._lay_out(owners)
        for owner in owners:
            self.lines[owner.tax_code].show_owner(owner)
            self.lines[owner.tax_code].travels.setEnabled(not by_policy)

    def _lay_out(self, owners: Sequence[OwnerShown]) -> None:
        clear(self._grid)
        for line in self.lines.values():
            line.deleteLater()
        self.lines = {}
        for number, owner in enumerate(owners):
            line = self.lines[owner.tax_code] = OwnerLine(owner.tax_code, self)
            line.letters_wished.connect(self.letters_wished)
            line.travel_wished.connect(self.travel_wished)
            for column, widget in enumerate((line.badge, line.letters, line.name, line.travels)):
                self._grid.addWidget(widget, number, column)


class OwnerLine(QObject):
    """The controls of one owner. They stay where values change: a person goes on with Tab."""

    letters_wished = Signal(str, str)
    travel_wished = Signal(str, object)

    def __init__(self, tax_code: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tax_code, self._shown = tax_code, ""
        self.badge = OwnerBadge()
        self.letters = TextField()
        self.letters.setFixedWidth(scaled(_LETTERS_WIDE))
        self.letters.editingFinished.connect(self._take)
        self.name = ElidedLabel("", Type.TABLE)
        self.travels = SettingCombo()
        self.travels.setFixedWidth(control_width())
        self.travels.addItem(self.tr("Theo cài đặt chung"), None)
        for value, words in words_of("low_levels_travel").choices:
            self.travels.addItem(words.of(language()), value)
        self.travels.activated.connect(
            lambda _row: self.travel_wished.emit(self._tax_code, self.travels.currentData())
        )

    def show_owner(self, owner: OwnerShown) -> None:
        self._shown = owner.letters
        self.badge.set_owner(owner.letters, owner.colour)
        self.letters.setText(owner.letters)
        self.letters.setAccessibleName(self.tr("Hai chữ: {name}").format(name=owner.name))
        self.name.setText(owner.name)
        self.name.setToolTip(plain_tip(owner.name))
        self.travels.setCurrentIndex(max(0, self.travels.findData(owner.travels)))
        setting = words_of("low_levels_travel").title.of(language())
        self.travels.setAccessibleName(f"{setting}: {owner.name}")

    def _take(self) -> None:
        """With Enter or on leaving the field. Nothing written is no wish."""
        typed = unicodedata.normalize("NFC", self.letters.text().strip()).upper()[:_LETTERS]
        if typed and typed != self._shown:
            self.letters_wished.emit(self._tax_code, typed)
        else:
            self.letters.setText(self._shown)
