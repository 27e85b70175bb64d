"""All declarations of a batch with their levels: the row for all, then office by office."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.desktop.batch.all_row import BatchAllRow
from rating_client.desktop.batch.facts import BatchFacts, BatchRowFacts
from rating_client.desktop.batch.group import OfficeGroup
from rating_client.desktop.batch.round import Round
from rating_client.desktop.batch.row import BatchRow, LowLevelBar
from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.form.column_heads import ColumnHeads
from rating_client.desktop.words import level_names


class BatchTable(Panel):
    """Shows one `Round` and changes it as a person chooses."""

    changed = Signal()
    restacked = Signal()  # rows have come or gone
    open_wanted = Signal(str, object)  # key, and the level chosen in its row or None

    def __init__(self) -> None:
        super().__init__("card")
        self._round = Round()
        self._names: Mapping[int, str] = level_names()
        self._narrow = self._read_only = False
        self.heads = ColumnHeads(self.tr("Tờ khai"))
        self.all = BatchAllRow()
        self.groups: list[OfficeGroup] = []
        self._spare: list[BatchRow] = []  # of the batch before, to be shown again
        # When `restacked` was last told.
        self._stops: list[tuple[BatchRow, LowLevelBar | None]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.heads)
        self._column.addWidget(self.all)
        self._column.addStretch(1)  # what is too much room for a moment goes below all rows
        self.all.chosen.connect(self._level_for_all)
        self.all.left.connect(lambda step: self._go(-1, step))

    def show_batch(self, facts: BatchFacts, choices: Round, names: Mapping[int, str]) -> None:
        self._round, self._names = choices, names
        self.heads.set_names(names)
        self.all.set_names(names)
        self.all.strip.set_level(choices.level)
        for group in self.groups:
            self._spare += group.released()
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self.groups = [OfficeGroup(office, rows, self._row) for office, rows in facts.offices]
        for group in self.groups:
            self._column.insertWidget(self._column.count() - 1, group)
            group.unfolded.connect(self.refresh)

    def set_read_only(self, read_only: bool) -> None:
        """The same table as a review."""
        self._read_only = read_only
        self.heads.setHidden(read_only)
        self.all.setHidden(read_only)
        self.refresh()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.heads.set_narrow(narrow)
        self.all.set_narrow(narrow)
        for row in self.rows:
            row.set_narrow(narrow)

    @property
    def wide_width(self) -> int:
        """What the widest row in view needs where its cells say their words."""
        return max((row.wide_width for row in self.rows), default=0)

    @property
    def rows(self) -> list[BatchRow]:
        """In view, from the top."""
        return [row for group in self.groups for row in group.rows]

    def row(self, key: str) -> BatchRow | None:
        """The row of this declaration, if it was seen already."""
        found = (group.row(key) for group in self.groups)
        return next((row for row in found if row is not None), None)

    def refresh(self) -> None:
        """The round changed."""
        for group in self.groups:
            group.refresh(self._round, read_only=self._read_only)
        choices = [self._round.choice(key) for key in self._round.keys]
        there = [c for c in choices if not c.out and not c.away]
        self.all.say(len(there), sum(c.apart or c.begun for c in there))
        stops = [(row, row.bar) for row in self.rows]
        if stops != self._stops:
            self._stops = stops
            self.restacked.emit()

    def _row(self, facts: BatchRowFacts) -> BatchRow:
        if self._spare:
            row = self._spare.pop()
            row.show_facts(facts, self._names)
            row.set_narrow(self._narrow)
            return row
        row = BatchRow(facts, self._names)
        row.set_narrow(self._narrow)
        row.level_chosen.connect(lambda level: self._choose(row.key, level))
        row.open_wanted.connect(lambda: self._open(row.key))
        row.out_wanted.connect(lambda out: self._leave_out(row, out))
        row.left.connect(lambda step: self._go(self.rows.index(row), step))
        return row

    def _level_for_all(self, level: int | None) -> None:
        self._round.set_level_for_all(level)
        self._settle()

    def _choose(self, key: str, level: int | None) -> None:
        self._round.set_level(key, level)
        self._settle()

    def _leave_out(self, row: BatchRow, out: bool) -> None:
        self._round.set_out(row.key, out)
        self._settle()
        row.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: str) -> None:
        self.open_wanted.emit(key, self._round.level_of(key))

    def _settle(self) -> None:
        self.refresh()
        self.changed.emit()

    def _go(self, place: int, step: int) -> None:
        """From a row to the one above or below; place -1 is the row for all."""
        stops: list[QWidget] = [self.all.strip, *(row.stop for row in self.rows)]
        here, there = stops[place + 1], place + 1 + step
        if 0 <= there < len(stops):
            target = stops[there]
            if isinstance(target, LevelStrip):
                target.take_focus(here.column if isinstance(here, LevelStrip) else None)
            else:
                target.setFocus(Qt.FocusReason.OtherFocusReason)
