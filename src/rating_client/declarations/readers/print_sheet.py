"""One sheet of a workbook, taken for the print of a declaration.

The title says the stage, the marker `<IMP>` or `<EXP>` the direction. By label first; the cell of
the real forms is the fallback, and the rule beside each fact says which it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.readers.print_labels import (
    HEAD,
    NOTES,
    OWNER,
    PAGES,
    Found,
    LabelledSheet,
)
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.titles import direction_of, rule_of
from rating_client.declarations.values import (
    Cell,
    agent_code_of,
    channel_of,
    company_name_of,
    folded,
    moment_of,
    number_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
)
from rating_client.declarations.workbook import Sheet

_TOP, _TOP_AT_MOST = 5, 20  # rows with marker, title and bar code: those above the number
_MARKERS = {"<imp>": "N", "<exp>": "X"}
_TITLE_STARTS = ("tờ khai", "bản xác nhận", "bản chỉ thị", "thông báo", "quyết định")
_TRIAL = re.compile(r"\bin thử\b")  # printed before registration
_BARCODE = re.compile(r"\*\s*(\d{12})\s*\*", re.ASCII)
_NUMBER = "Số tờ khai"
_REGISTERED = "Ngày đăng ký"
_AGENT = "Đại lý Hải quan"
_BESIDES = ("Mã phân loại kiểm tra", "Tên cơ quan Hải quan tiếp nhận tờ khai", _REGISTERED)
_MOST_BESIDE = 2  # a print has the first number's label in the row of its own
_ROUTED = "thông báo kết quả phân luồng"  # such a print has no more to say below its head

# field: (labels, cell on an import print, cell on an export print, what the cell means)
_FIELDS: dict[str, tuple[tuple[str, ...], str, str, Callable[[Cell], Any]]] = {
    "channel": (("Mã phân loại kiểm tra",), "I6", "F6", channel_of),
    "type_code": (("Mã loại hình",), "P6", "L6", type_code_of),
    "office_name": (
        (
            "Tên cơ quan Hải quan tiếp nhận tờ khai",
            "Tên cơ quan Hải quan tiếp nhập tờ khai",
        ),
        "L7",
        "J7",
        lambda cell: text_of(cell) or None,
    ),
    "team_code": (("Mã bộ phận xử lý tờ khai",), "AE7", "Y7", team_code_of),
    "registered_at": ((_REGISTERED,), "G8", "F8", moment_of),
    "amended_at": (("Ngày thay đổi đăng ký",), "R8", "Y8", moment_of),
    "agent_code": ((_AGENT,), "G29", "F37", agent_code_of),
    "approved_at": (("Ngày phê duyệt BP",), "N125", "", moment_of),
    "permitted_at": (
        ("Ngày cấp phép", "Ngày cấp phép xuất nhập"),
        "N122",
        "I72",
        moment_of,
    ),
}
_OWNERS = {"N": ("Người nhập khẩu", "H10", "H11"), "X": ("Người xuất khẩu", "F13", "F14")}


class PrintSheet:
    """One sheet, taken for a print."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = LabelledSheet(sheet)
        self._title: Found | None = None
        self._marker: Found | None = None
        self._barcode: Found | None = None
        self._trial: Found | None = None
        self._take_top(_TOP)
        if not (self._title and self._sheet.has(_NUMBER)):
            self._sheet.look_down_to(HEAD)
            self._take_top(self._sheet.row_of(_NUMBER) or _TOP)
        self.number: tuple[str, str] | None = None  # and the rule that found it
        if self.is_one:
            self.number = self._find_number()

    def look_for_number(self) -> None:
        """On the pages below too."""
        self._sheet.look_down_to(PAGES)
        self.number = self._find_number()

    def _find_number(self) -> tuple[str, str] | None:
        sheet = self._sheet
        if not any(sheet.has(label) for label in (_NUMBER, *_BESIDES)):
            return None
        numbers = sheet.labelled(_NUMBER) if sheet.has(_NUMBER) else sheet.at("E4")
        found = _first(numbers, number_of)
        barcode = _first([self._barcode] if self._barcode else [], number_of)
        if found and barcode and found[0] != barcode[0]:
            return found[0], f"{found[1]}; the bar code says {barcode[0]}"
        return found or barcode

    def _take_top(self, rows: int) -> None:
        for address, text in self._sheet.texts(min(rows, _TOP_AT_MOST)):
            self._take_from_top(address, text)

    def _take_from_top(self, address: str, text: str) -> None:
        words = folded(text)
        if words in _MARKERS:
            self._marker = self._marker or Found(_MARKERS[words], f"marker {address}")
        elif words.startswith(_TITLE_STARTS) and (rule_of(text) or direction_of(text)):
            self._title = self._title or Found(text, f"title {address}")
        elif _TRIAL.search(words):
            self._trial = self._trial or Found(text, f"mark {address}")
        elif self._title and words.startswith("(") and not rule_of(str(self._title.cell)):
            # The second line of a title, in a cell of its own.
            self._title = Found(f"{self._title.cell} {text}", f"{self._title.rule}, {address}")
        elif _BARCODE.fullmatch(text):
            self._barcode = self._barcode or Found(text, f"bar code {address}")

    @property
    def digits(self) -> str:
        return self.number[0][:11] if self.number else ""

    @property
    def is_one(self) -> bool:
        """A marker or a title and a declaration's labels, or all of the labels.

        A list has them too, perhaps under a title of its own, but side by side.
        """
        if not self._marker and self._sheet.beside(_NUMBER) > _MOST_BESIDE:
            return False
        labels = [self._sheet.has(label) for label in (_NUMBER, *_BESIDES)]
        if all(labels) or (any(labels) and (self._marker or self._title)):
            return True
        # Papers about a declaration are known by their title; they have forms of their own.
        rule = rule_of(str(self._title.cell)) if self._title else None
        return rule is not None and rule.stage is None

    @property
    def is_empty(self) -> bool:
        """Neither a number nor a day of registration, readable or not: nothing was declared."""
        written = chain(self._sheet.labelled(_NUMBER), self._sheet.labelled(_REGISTERED))
        return not any(text_of(found.cell).strip("0") for found in written)

    def read(self) -> tuple[Declaration, dict[str, str]]:
        stage, stage_rule = self._stage()
        if not self.number and stage not in (Stage.DRAFT, Stage.TEMPORARY):
            if self.is_empty:
                raise Refusal("declarations.empty-form")
            raise Refusal("declarations.number-unreadable")
        number, number_rule = self.number or ("", "no number")
        direction, direction_rule = self._direction(number)
        self._look_further()
        facts: dict[str, Any] = {}
        rules = {"number": number_rule, "direction": direction_rule}
        for field, (labels, on_import, on_export, meaning) in _FIELDS.items():
            found = self._sheet.labelled(*labels)
            # Where the label stands elsewhere, its usual cell holds something else.
            if not any(self._sheet.has(label) for label in labels):
                found = self._sheet.at(on_import if direction == "N" else on_export)
            self._keep(field, found, meaning, facts, rules)
        section, code_at, name_at = _OWNERS[direction]
        for field, label, at, meaning in (
            ("owner_tax_code", "Mã", code_at, tax_code_of),
            ("owner_name", "Tên", name_at, lambda cell: company_name_of(text_of(cell))),
        ):
            found = self._sheet.inside(section, label)
            if not self._sheet.has(section):
                found = self._sheet.at(at)
            self._keep(field, found, meaning, facts, rules)
        first = self._sheet.labelled("Số tờ khai đầu tiên")
        self._keep("first_number", first, lambda cell: other_number(cell, number), facts, rules)
        stage, stage_rule = _settle_times(stage, stage_rule, facts, rules)
        rules["stage"] = stage_rule
        return Declaration(number=number, direction=direction, stage=stage, **facts), rules

    def _look_further(self) -> None:
        """As far as there is something to find: see `_settle_times` for the days of permit."""
        sheet = self._sheet
        sheet.look_down_to(OWNER)
        if not sheet.has(_AGENT):
            sheet.look_down_to(HEAD)
        usual = all(sheet.has(label) for label in (_NUMBER, *_BESIDES))
        if not usual:
            sheet.look_down_to(PAGES)
            for label in (_NUMBER, *_BESIDES):
                sheet.recover(label)
        elif not self._title or folded(_ROUTED) not in folded(str(self._title.cell)):
            sheet.look_down_to(NOTES)
            if not any(sheet.has(label) for label in _FIELDS["permitted_at"][0]):
                sheet.look_down_to(PAGES)

    def _stage(self) -> tuple[Stage, str]:
        says = self._trial or self._title  # the mark beside a title overrules it
        rule = rule_of(str(says.cell)) if says else None
        if says is None or rule is None:
            return Stage.DECLARED, "no title that says the stage"
        if rule.stage is None:
            raise Refusal("declarations.supplement")
        if rule.stage is Stage.TEMPORARY and not self.number:
            return Stage.DRAFT, f"{says.rule}, no number"
        return rule.stage, says.rule

    def _direction(self, number: str) -> tuple[str, str]:
        """Marker and title of a re-creation may disagree, and the owner follows from this."""
        titled = direction_of(str(self._title.cell)) if self._title else None
        if self._marker and titled in (None, self._marker.cell):
            return str(self._marker.cell), self._marker.rule
        if self._title and titled and not self._marker:
            return titled, self._title.rule
        return ("X" if number.startswith("3") else "N"), "first digit of the number"

    def _keep(
        self,
        field: str,
        candidates: Iterable[Found],
        meaning: Callable[[Cell], Any],
        facts: dict[str, Any],
        rules: dict[str, str],
    ) -> None:
        if found := _first(candidates, meaning):
            facts[field], rules[field] = found


def _first(candidates: Iterable[Found], meaning: Callable[[Cell], Any]) -> tuple[Any, str] | None:
    for found in candidates:
        if (value := meaning(found.cell)) is not None:
            return value, found.rule
    return None


def _settle_times(
    stage: Stage, rule: str, facts: dict[str, Any], rules: dict[str, str]
) -> tuple[Stage, str]:
    """The permit day is the release or the clearance, as the title says; it also proves one."""
    permitted, permit_rule = facts.pop("permitted_at", None), rules.pop("permitted_at", "")
    approved, approval_rule = facts.pop("approved_at", None), rules.pop("approved_at", "")
    if stage is Stage.DECLARED and permitted:
        stage, rule = Stage.CLEARED, f"clearance day, {permit_rule}"
    if stage is Stage.RELEASED and (approved or permitted):
        facts["released_at"] = approved or permitted
        rules["released_at"] = approval_rule or permit_rule
    elif permitted:
        facts["cleared_at"], rules["cleared_at"] = permitted, permit_rule
    return stage, rule
