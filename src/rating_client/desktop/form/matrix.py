"""All subjects of the form with their levels: the row for all, then units, stages, officers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.form.all_row import AllRow
from rating_client.desktop.form.column_heads import ColumnHeads
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.form.filling import RowLevel, fill, level_for_all
from rating_client.desktop.form.group import Group
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.form.officers import OfficersAdder
from rating_client.desktop.form.shared_block import SharedBlock
from rating_client.desktop.form.stages import StagesAdder
from rating_client.desktop.form.subject_row import SubjectRow
from rating_client.desktop.form.subjects import caption_of, first_subjects, more_stages
from rating_client.desktop.form.suggestion import Lookups, Suggestion
from rating_client.desktop.form.units import UnitsAdder
from rating_client.desktop.look.theme import GAP, PADDING
from rating_client.desktop.words import language
from rating_client.ratings.form import Form, StageItem
from rating_client.ratings.rating import Subject, SubjectKind


class Matrix(Panel):
    """Emits `changed` whenever a person set, ticked, wrote, added or removed something."""

    changed = Signal()

    def __init__(self, lookups: Lookups) -> None:
        super().__init__("card")
        self._form: Form | None = None
        self._facts: FormFacts | None = None
        self._narrow = False
        self._in_order: list[SubjectRow] = []  # when Tab was last told
        self.heads = ColumnHeads(self.tr("Đối tượng đánh giá"))
        self.all = AllRow()
        self.message = FieldMessage()
        self.shared = SharedBlock()
        self.units_adder = UnitsAdder(lookups)
        self.stages_adder = StagesAdder()
        self.officers_adder = OfficersAdder(lookups)
        self.units = Group(self.tr("ĐƠN VỊ"), adder=self.units_adder, foot=self.units_adder.fields)
        self.stages = Group(self.tr("KHÂU NGHIỆP VỤ"), adder=self.stages_adder)
        self.officers = Group(self.tr("CÔNG CHỨC"), foot=self.officers_adder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, GAP)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.all)
        column.addWidget(_indented(self.message))
        for widget in (self.shared, self.units, self.stages, self.officers):
            column.addWidget(widget)
        self.all.chosen.connect(self._level_for_all)
        self.all.left.connect(lambda step: self._go(self.all.strip, step))
        self.shared.changed.connect(self.changed)
        self.shared.split_wanted.connect(self._split)
        self.shared.stops_changed.connect(self._order_stops)
        self.units_adder.office_field.added.connect(lambda s: self._add_named("office", s))
        self.units_adder.team_field.added.connect(lambda s: self._add_named("team", s))
        self.stages_adder.stage_chosen.connect(self._add_stage)
        self.officers_adder.field.added.connect(lambda s: self._add_named("officer", s))

    # What it shows and says -----------------------------------------------------------------

    def show_form(self, form: Form, facts: FormFacts, kept: Sequence[Subject]) -> None:
        """A fresh form, or the rows `kept` in a draft."""
        self._form, self._facts = form, facts
        names = {level: text.of(language()) for level, text in form.levels.items()}
        self.heads.set_names(names)
        self.all.set_form(form)
        self.message.say("")
        self.officers_adder.begin(listed=facts.officers_listed)
        self.units_adder.close_fields()
        first = first_subjects(facts, form)
        fixed = {(subject.kind, subject.name) for subject in first}
        for group in (self.units, self.stages, self.officers):
            wanted = [each for each in kept or first if self._group_of(each.kind) is group]
            self._show_in(group, wanted, fixed)
        level = level_for_all([row.level for row in self.rows if row.kind != "officer"])
        self.all.strip.set_level(level)
        for row in self.rows:
            row.by_hand = row.level is not None and row.level != level
        self.shared.forget(split=bool(kept))
        self._settle()

    @property
    def rows(self) -> list[SubjectRow]:
        """In reading order, which is the order of the rating's subjects."""
        return [*self.units.rows, *self.stages.rows, *self.officers.rows]

    def subjects(self) -> tuple[Subject, ...]:
        return tuple(self.shared.completed(row) for row in self.rows)

    def set_office_level(self, level: int) -> None:
        """The level clicked on the card, as if clicked in the office's row."""
        self.units.rows[0].set_by_hand(level)
        self._settle()

    def set_narrow(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.heads.set_narrow(narrow)
        self.all.set_narrow(narrow)
        for row in self.rows:
            row.set_narrow(narrow)

    # The keyboard ---------------------------------------------------------------------------

    def tick_reason(self, place: int) -> None:
        """Alt+1 … Alt+9: the reason at this place, 0 first, of the row the keyboard is on."""
        row = self._row_with(QApplication.focusWidget())
        if row is not None and not row.follows_shared:
            if row.reasons is not None and row.level is not None:
                row.open_reasons()
                row.reasons.toggle(place)
        elif self.shared.isVisible():
            self.shared.toggle(place)

    def go_to_details(self) -> None:
        """Ctrl+M: the details of the row the keyboard is on."""
        row = self._row_with(QApplication.focusWidget())
        if row is not None and row.level is not None and not row.follows_shared:
            row.open_reasons()
            assert row.reasons is not None
            row.reasons.details.setFocus()
        elif self.shared.isVisible():
            self.shared.details.setFocus()

    def _go(self, strip: LevelStrip, step: int) -> None:
        strips = [self.all.strip, *(row.strip for row in self.rows)]
        place = strips.index(strip) + step
        if 0 <= place < len(strips):
            strips[place].take_focus(strip.column)

    def _row_with(self, widget: QWidget | None) -> SubjectRow | None:
        return next(
            (row for row in self.rows if widget is not None and row.isAncestorOf(widget)), None
        )

    # Levels ---------------------------------------------------------------------------------

    def _level_for_all(self, level: int | None) -> None:
        rows = self.rows
        levels = fill([RowLevel(r.kind, r.level, r.by_hand) for r in rows], level).levels
        for row, wanted in zip(rows, levels, strict=True):
            if not row.by_hand and row.level != wanted:
                row.fill(wanted)
        self._settle()
        self.changed.emit()

    def _split(self) -> None:
        """Each subject keeps what was said for all, and can now say something else."""
        for row in self.rows:
            if row.follows_shared:
                subject = self.shared.completed(row)
                row.say(subject.reasons, subject.comment)
        self.shared.forget(split=True)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """After any change of levels or rows: what follows, what is said, where Tab goes."""
        assert self._form is not None
        assert self._facts is not None
        level = self.all.strip.level
        said = fill([RowLevel(r.kind, r.level, r.by_hand) for r in self.rows], level)
        self.all.say(said.followers, said.apart, officers_apart=said.officers_apart)
        self.shared.settle(self._form, level, self.rows)
        shown = [row.code for row in self.stages.rows]
        self.stages_adder.offer(more_stages(self._facts, self._form, shown))
        if self.rows != self._in_order:
            self._order_stops()

    def _order_stops(self) -> None:
        self._in_order = self.rows
        tab_in_reading_order(self)

    # Rows -----------------------------------------------------------------------------------

    def _add_named(self, kind: SubjectKind, suggestion: Suggestion) -> None:
        same = (kind, suggestion.name)
        row = next((r for r in self.rows if (r.kind, r.name) == same), None)
        if row is None:
            row = self._add(Subject(kind, suggestion.name, code=suggestion.code), removable=True)
            self._follow_level_for_all(row)
        self._settle()
        row.strip.take_focus()
        self.changed.emit()

    def _add_stage(self, stage: StageItem) -> None:
        subject = Subject("stage", stage.name.of(language()), code=stage.code)
        row = self._add(subject, removable=True)
        self._follow_level_for_all(row)
        self._settle()
        row.strip.take_focus()
        self.changed.emit()

    def _follow_level_for_all(self, row: SubjectRow) -> None:
        row.fill(fill([RowLevel(row.kind, None, False)], self.all.strip.level).levels[0])

    def _add(self, subject: Subject, *, removable: bool) -> SubjectRow:
        assert self._form is not None
        assert self._facts is not None
        row = SubjectRow(self._form, subject, caption_of(subject, self._facts))
        row.set_narrow(self._narrow)
        row.remove.setVisible(removable)
        row.changed.connect(self.changed)
        row.level_set.connect(self._settle)
        row.removed.connect(lambda: self._remove(row))
        row.left.connect(lambda step: self._go(row.strip, step))
        row.stops_changed.connect(self._order_stops)
        self._group_of(subject.kind).add(row)
        return row

    def _show_in(
        self, group: Group, subjects: Sequence[Subject], fixed: set[tuple[SubjectKind, str]]
    ) -> None:
        """These subjects and no others, in rows that stood there before as far as they fit."""
        assert self._form is not None
        assert self._facts is not None
        before = list(group.rows)
        for subject in subjects:
            removable = (subject.kind, subject.name) not in fixed
            if before and before[0].serves(subject.kind):
                row = before.pop(0)
                row.show_subject(self._form, subject, caption_of(subject, self._facts))
                row.remove.setVisible(removable)
                continue
            while before:
                group.remove(before.pop())
            self._add(subject, removable=removable)
        for row in before:
            group.remove(row)

    def _remove(self, row: SubjectRow) -> None:
        self._go(row.strip, -1)
        self._group_of(row.kind).remove(row)
        self._settle()
        self.changed.emit()

    def _group_of(self, kind: str) -> Group:
        return {"stage": self.stages, "officer": self.officers}.get(kind, self.units)


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(PADDING, 4, PADDING, 4)
    box.addWidget(widget)
    return holder
