"""One sheet of a workbook, or a part of one, taken for the print of a declaration.

The title says the stage, the marker `<IMP>` or `<EXP>` the direction. By label first; the cell of
the real forms is the fallback, and the rule beside each fact says which it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from rating_client.declarations.declaration import Stage
from rating_client.declarations.readers.facts import Facts, Value
from rating_client.declarations.readers.print_fields import (
    AGENT,
    APPROVAL_FIELD,
    BESIDES,
    FIELDS,
    FIRST_NUMBER,
    MARKERS,
    NUMBER,
    OFFICE_FIELD,
    OWNERS,
    PERMIT_FIELD,
    PERMITTED,
    REGISTERED,
    Field,
    add_direction,
    cancelled,
    party_codes,
    party_names,
)
from rating_client.declarations.readers.print_labels import (
    HEAD,
    NOTES,
    OWNER,
    PAGES,
    LabelledSheet,
    Place,
)
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.titles import direction_of, mark_of, rule_of
from rating_client.declarations.values import (
    folded,
    number_of,
    other_number,
    text_of,
    unaccented,
)
from rating_client.declarations.workbook import Sheet

_PLACE = (3, 2)  # of the number's label
_TOP, _TOP_AT_MOST = 5, 20  # rows with marker, title and bar code: those above the number
_TITLE_STARTS = ("to khai", "ban xac nhan", "ban chi thi", "thong bao", "quyet dinh")
_BARCODE = re.compile(r"\*\s*(\d{12})\s*\*", re.ASCII)
_COUNTER = re.compile(r"1 ?/ ?(\d{1,3})", re.ASCII)  # on the first page
# Rows: of the first two pages together, and of each further one.
_LEAST_OF_TWO, _MOST_OF_TWO = 130, 150
_LEAST_PAGE, _MOST_PAGE = 50, 58
_MOST_BESIDE = 2  # a print has the first number's label in the row of its own
_ROUTED = "thong bao ket qua phan luong"  # such a print has no more to say below its head


class PrintSheet:
    """One sheet, or a window of one that begins at `origin`, taken for a print."""

    def __init__(self, sheet: Sheet, origin: Place = (0, 0)) -> None:
        self._sheet = LabelledSheet(sheet, origin)
        self._title: Value | None = None
        self._marker: Value | None = None
        self._barcode: Value | None = None
        self._mark: Value | None = None
        self._pages: int | None = None
        self._take_top()
        if not (self._title and self._sheet.has(NUMBER)):
            self._sheet.look_down_to(HEAD)
            self._take_top()
        self.number = self._find_number() if self.is_one else None

    @property
    def is_one(self) -> bool:
        """A marker or a title and a declaration's labels, or all of the labels.

        A list has them too, perhaps under a title of its own, but side by side.
        """
        if not self._marker and self._sheet.labels_beside(NUMBER) > _MOST_BESIDE:
            return False
        labels = [self._sheet.has(label) for label in (NUMBER, *BESIDES)]
        if all(labels) or (any(labels) and (self._marker or self._title)):
            return True
        # Papers about a declaration are known by their title; they have forms of their own.
        rule = rule_of(str(self._title.cell)) if self._title else None
        return rule is not None and rule.stage is None

    @property
    def is_empty(self) -> bool:
        """Neither a number nor a day of registration, readable or not: nothing was declared."""
        written = chain(self._sheet.labelled(NUMBER), self._sheet.labelled(REGISTERED))
        return not any(text_of(value.cell).strip("0") for value in written)

    @property
    def fills_sheet(self) -> bool:
        """Whether a sheet that is costly to read ends where the pages of this print do: then no
        other one stands on it."""
        height, places = self._sheet.height, self._sheet.places(NUMBER)
        if height is None or self._pages is None or len({row for row, _ in places}) < len(places):
            return False
        further = max(self._pages - 2, 0)
        least = _LEAST_OF_TWO + _LEAST_PAGE * further if self._pages > 1 else 0
        return least <= height <= _MOST_OF_TWO + _MOST_PAGE * further

    def look_for_number(self) -> None:
        """On the pages below too."""
        self._sheet.look_down_to(PAGES)
        self.number = self._find_number()

    def read(self) -> Facts:
        facts = Facts()
        stage, stage_rule = self._stage()
        if not self.number and stage not in (Stage.DRAFT, Stage.TEMPORARY):
            if self.is_empty:
                raise Refusal("declarations.empty-form")
            raise Refusal("declarations.number-unreadable")
        number, number_rule = self.number or ("", "no number")
        facts.known["number"], facts.rules["number"] = str(number), number_rule
        add_direction(facts, self._marker, self._title)
        self._look_further()
        for field in FIELDS:
            facts.take(field.name, self._values(field, facts), field.meaning)
        for value in self._values(OFFICE_FIELD, facts):
            facts.add_office(*value)
        owner = OWNERS[facts.known["direction"]]
        if self._sheet.has(owner.section):
            facts.take("owner_tax_code", party_codes(self._sheet, owner.section))
            facts.take("owner_name", party_names(self._sheet, owner.section))
        else:
            facts.take("owner_tax_code", self._at(owner.code))
            facts.take("owner_name", self._at(owner.name))
        first = self._sheet.labelled(FIRST_NUMBER)
        facts.take("first_number", first, lambda cell: other_number(cell, str(number)))
        self._settle(stage, stage_rule, facts)
        return facts

    def _take_top(self) -> None:
        number = self._sheet.row_of(NUMBER)  # below it are its own row's values, or a list's rows
        rows = _TOP if number is None else number + 1
        for address, text in self._sheet.texts(min(rows, _TOP_AT_MOST)):
            self._take_from_top(address, text)

    def _take_from_top(self, address: str, text: str) -> None:
        words = folded(text)
        if direction := MARKERS.get(words.upper()):
            self._marker = self._marker or Value(direction, f"marker {address}")
        elif not self._title and _is_title(text):
            self._title = Value(text, f"title {address}")
        elif mark_of(text):
            self._mark = self._mark or Value(text, f"mark {address}")
        elif self._title and words.startswith("(") and not rule_of(str(self._title.cell)):
            # The second line of a title, in a cell of its own.
            self._title = Value(f"{self._title.cell} {text}", f"{self._title.rule}, {address}")
        elif _BARCODE.fullmatch(text):
            self._barcode = self._barcode or Value(text, f"bar code {address}")
        elif counter := _COUNTER.fullmatch(text):
            self._pages = self._pages or int(counter[1])

    def _find_number(self) -> Value | None:
        sheet = self._sheet
        if not any(sheet.has(label) for label in (NUMBER, *BESIDES)):
            return None
        written = sheet.labelled(NUMBER) if sheet.has(NUMBER) else sheet.at("E4")
        found = _first_number(written)
        barcode = _first_number([self._barcode] if self._barcode else [])
        if found and barcode and found.cell != barcode.cell:
            return Value(found.cell, f"{found.rule}; the bar code says {barcode.cell}")
        return found or barcode

    def _look_further(self) -> None:
        """As far as there is something to find: see `_settle` for the days of permit."""
        sheet = self._sheet
        sheet.look_down_to(OWNER)
        if not sheet.has(AGENT):
            sheet.look_down_to(HEAD)
        usual = all(sheet.has(label) for label in (NUMBER, *BESIDES))
        if not usual:
            sheet.look_down_to(PAGES)
            for label in (NUMBER, *BESIDES):
                sheet.recover(label)
        elif not self._title or _ROUTED not in unaccented(str(self._title.cell)):
            sheet.look_down_to(NOTES)
            if not any(sheet.has(label) for label in PERMITTED):
                sheet.look_down_to(PAGES)

    def _values(self, field: Field, facts: Facts) -> Iterator[Value]:
        # Where the label stands elsewhere, its usual cell holds something else.
        if any(self._sheet.has(label) for label in field.labels):
            return self._sheet.labelled(*field.labels)
        return self._at(field.cells.get(facts.known["direction"], ""))

    def _at(self, address: str) -> Iterator[Value]:
        """The real form's cell, unless the form does not begin where the real one does."""
        places = self._sheet.places(NUMBER)
        return self._sheet.at(address) if not places or places[0] == _PLACE else iter(())

    def _stage(self) -> tuple[Stage, str]:
        says = self._mark or self._title  # the mark beside a title overrules it
        rule = mark_of(str(self._mark.cell)) if self._mark else None
        rule = rule_of(str(says.cell)) if says and not rule else rule
        if says is None or rule is None:
            return Stage.DECLARED, "no title that says the stage"
        if rule.stage is None:
            raise Refusal("declarations.supplement")
        if rule.stage is Stage.TEMPORARY and not self.number:
            return Stage.DRAFT, f"{says.rule}, no number"
        return rule.stage, says.rule

    def _settle(self, stage: Stage, rule: str, facts: Facts) -> None:
        """The permit day is the release or the clearance, as the title says; it also proves one."""
        if void := cancelled(self._sheet):
            stage, rule = Stage.CANCELLED, void
        if stage is Stage.RELEASED:
            for field in (APPROVAL_FIELD, PERMIT_FIELD):
                facts.take("released_at", self._values(field, facts), field.meaning)
        else:
            facts.take("cleared_at", self._values(PERMIT_FIELD, facts))
            if stage is Stage.DECLARED and "cleared_at" in facts.known:
                stage, rule = Stage.CLEARED, f"clearance day, {facts.rules['cleared_at']}"
        facts.add("stage", stage, rule)


def _is_title(text: str) -> bool:
    # English may stand before it.
    starts = any(part.strip().startswith(_TITLE_STARTS) for part in unaccented(text).split("/"))
    return starts and (rule_of(text) or direction_of(text)) is not None


def _first_number(values: Iterable[Value]) -> Value | None:
    """The first of these that is a declaration's number."""
    for value in values:
        if number := number_of(value.cell):
            return Value(number, value.rule)
    return None
