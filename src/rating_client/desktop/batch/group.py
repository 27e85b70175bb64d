"""The declarations of one office under its name; those that say the same are folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rating_client.desktop.batch.facts import BatchRowFacts
from rating_client.desktop.batch.round import Round, Standing
from rating_client.desktop.batch.row import BatchRow
from rating_client.desktop.controls.buttons import QuietButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.theme import PADDING, Type


class OfficeGroup(QWidget):
    """Rows become widgets when they are first seen."""

    unfolded = Signal()

    def __init__(
        self,
        office: str,
        rows: Sequence[BatchRowFacts],
        make_row: Callable[[BatchRowFacts], BatchRow],
    ) -> None:
        super().__init__()
        self._office, self._facts, self._make = office, tuple(rows), make_row
        self._rows: dict[str, BatchRow] = {}
        self._open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        self._heading = Label("", Type.TABLE, "text2", weight="semibold")
        self._heading.setContentsMargins(PADDING, 4, 0, 4)
        self._heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._heading)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        self.fold = QuietButton("", icon="chevron-down", small=True)
        self.fold.clicked.connect(self._toggle)
        holder = QVBoxLayout()
        holder.setContentsMargins(PADDING - 10, 4, PADDING, 4)
        holder.addWidget(self.fold)
        column.addLayout(holder)

    @property
    def rows(self) -> list[BatchRow]:
        """The rows in view, from the top."""
        rows = (self._rows.get(facts.key) for facts in self._facts)
        return [row for row in rows if row is not None and not row.isHidden()]

    def released(self) -> list[BatchRow]:
        """The rows made so far, which another group may show from now on."""
        rows = list(self._rows.values())
        for row in rows:
            row.hide()
            row.setParent(self.parentWidget())  # this group goes
        self._rows = {}
        return rows

    def row(self, key: str) -> BatchRow | None:
        return self._rows.get(key)

    def refresh(self, choices: Round, *, read_only: bool) -> None:
        """Shows the choices as they stand. A review shows only what would be sent."""
        known = set(choices.keys)
        shown = [
            facts
            for facts in self._facts
            if facts.key in known
            and not choices.choice(facts.key).away
            and (not read_only or choices.standing(facts.key) is Standing.TOGETHER)
        ]
        behind = choices.folded([facts.key for facts in shown])
        hidden = set() if self._open else set(behind)
        seen = {facts.key for facts in shown} - hidden
        for place, facts in enumerate(self._facts):
            row = self._rows.get(facts.key)
            if row is None and facts.key in seen:
                row = self._added(facts, place)
            if row is not None:
                row.setVisible(facts.key in seen)
                if facts.key in seen:
                    choice, level = choices.choice(facts.key), choices.level_of(facts.key)
                    row.show_choice(choice, level, read_only=read_only)
        self._heading.setText(
            self.tr("{n} tờ khai · {office}").format(n=len(shown), office=self._office)
        )
        self.setVisible(bool(shown))
        self._say_fold(len(behind), choices.level)

    def _added(self, facts: BatchRowFacts, place: int) -> BatchRow:
        row = self._rows[facts.key] = self._make(facts)
        before = sum(each.key in self._rows for each in self._facts[:place])
        self._column.insertWidget(before, row)
        return row

    def _say_fold(self, behind: int, level: int | None) -> None:
        if self._open:
            words = self.tr("Thu gọn")
        elif level is None:
            words = self.tr("Còn {n} tờ chưa có mức (xem)").format(n=behind)
        else:
            words = self.tr("Còn {n} tờ cùng mức {level} (xem)").format(n=behind, level=level)
        self.fold.setText(words)
        self.fold.set_icon("chevron-up" if self._open else "chevron-down")
        self.fold.setVisible(behind > 0)

    def _toggle(self) -> None:
        self._open = not self._open
        self.unfolded.emit()
