"""For whom a batch speaks: every owner by name, each with a tick that keeps it in the round."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rating_client.desktop.batch.facts import BatchFacts
from rating_client.desktop.controls.chip import Chip
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label, plain_tip
from rating_client.desktop.inbox.words import quiet_name
from rating_client.desktop.look.theme import CARD_GAP, GAP, Type
from rating_client.prompts.owners import short_name


class OwnerChips(QWidget):
    """Of a single owner the name alone: there is nothing to leave out."""

    toggled = Signal(list, bool)  # the keys of one owner, and whether they are in the round

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(CARD_GAP)
        self._heading = Label("", Type.TABLE, "text2")
        row.addWidget(self._heading)
        self._holder = QWidget()
        self._holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._flow = FlowLayout(self._holder, GAP)
        row.addWidget(self._holder, 1)
        self.chips: list[Chip] = []

    def show_owners(self, facts: BatchFacts) -> None:
        clear(self._flow)
        self.chips = []
        owners = facts.owners
        if len(owners) == 1:
            self._heading.setText(self.tr("Doanh nghiệp: {name}").format(name=owners[0][0]))
            self._holder.hide()
            return
        self._heading.setText(self.tr("Doanh nghiệp"))
        for name, keys in owners:
            count = len(keys)
            chip = Chip(
                f"{quiet_name(short_name(name))} · {count}",
                self.tr("Trong lượt này: {name}, {n} tờ khai").format(name=name, n=count),
            )
            chip.setToolTip(plain_tip(name))
            chip.setChecked(True)
            chip.toggled.connect(lambda on, keys=keys: self.toggled.emit(list(keys), on))
            self._flow.addWidget(chip)
            self.chips.append(chip)
        self._holder.show()
