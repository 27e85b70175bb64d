"""Excel prints of one declaration: ToKhaiHQ7N (import) and ToKhaiHQ7X (export), .xls or .xlsx.

The title says the stage, the marker `<IMP>` or `<EXP>` the direction; the file's name says
nothing, since programs print exports under import names and people rename files. The header
repeats on every page and an empty template sheet carries the same labels: the first sheet whose
"Số tờ khai" has a number counts, and on it the first value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.print_labels import Found, LabelledSheet
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

_TOP = 5  # rows in which marker, title and bar code stand
_MARKERS = {"<imp>": "N", "<exp>": "X"}
_TITLE_STARTS = ("tờ khai", "bản xác nhận", "bản chỉ thị", "thông báo", "quyết định")
_TRIAL = re.compile(r"\W*in thử\W*")  # printed before registration
_NUMBER = "Số tờ khai"
_REGISTERED = "Ngày đăng ký"
_BESIDES = ("Mã phân loại kiểm tra", "Tên cơ quan Hải quan tiếp nhận tờ khai", _REGISTERED)

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
    "agent_code": (("Đại lý Hải quan",), "G29", "F37", agent_code_of),
    "approved_at": (("Ngày phê duyệt BP",), "N125", "", moment_of),
    "permitted_at": (
        ("Ngày cấp phép", "Ngày cấp phép xuất nhập"),
        "N122",
        "I72",
        moment_of,
    ),
}
_OWNERS = {"N": ("Người nhập khẩu", "H10", "H11"), "X": ("Người xuất khẩu", "F13", "F14")}


class ExcelPrint:
    format = "excel-print"

    def recognises(self, document: Document) -> bool:
        return any(_Print(LabelledSheet(sheet)).is_one for sheet in document.sheets)

    def read(self, document: Document) -> Reading:
        prints = [_Print(LabelledSheet(sheet)) for sheet in document.sheets]
        prints = [each for each in prints if each.is_one]
        prints.sort(key=lambda each: (each.number is None, each.is_empty))  # stable: first counts
        filled = prints[0]
        declaration, rules = filled.read()
        named = document.number_in_name
        if named and named != declaration.number and declaration.number:
            rules["number"] += f"; the file name says {named}"
        return Reading((declaration,), (rules,))


class _Print:
    """One sheet, taken for a print."""

    def __init__(self, sheet: LabelledSheet) -> None:
        self._sheet = sheet
        self._title = self._marker = self._barcode = self._trial = None
        for address, text in sheet.texts(_TOP):
            words = folded(text)
            if words in _MARKERS:
                self._marker = self._marker or Found(_MARKERS[words], f"marker {address}")
            elif _TRIAL.fullmatch(words):
                self._trial = self._trial or Found(text, f"mark {address}")
            elif words.startswith(_TITLE_STARTS) and (rule_of(text) or direction_of(text)):
                self._title = self._title or Found(text, f"title {address}")
            elif re.fullmatch(r"\*\d{12}\*", text, re.ASCII):
                self._barcode = self._barcode or Found(text, f"bar code {address}")
        numbers = sheet.labelled(_NUMBER) if sheet.has(_NUMBER) else sheet.at("E4")
        barcode = [self._barcode] if self._barcode else []
        self.number = self._first(chain(numbers, barcode), number_of)

    @property
    def is_one(self) -> bool:
        """A marker or a title, and a declaration's labels. A list has the labels alone."""
        if not (self._marker or self._title):
            return False
        return any(self._sheet.has(label) for label in (_NUMBER, *_BESIDES))

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
        if self._marker:
            return str(self._marker.cell), self._marker.rule
        if self._title and (direction := direction_of(str(self._title.cell))):
            return direction, self._title.rule
        return ("X" if number.startswith("3") else "N"), "first digit of the number"

    @staticmethod
    def _first(
        candidates: Iterable[Found], meaning: Callable[[Cell], Any]
    ) -> tuple[Any, str] | None:
        for found in candidates:
            if (value := meaning(found.cell)) is not None:
                return value, found.rule
        return None

    def _keep(
        self,
        field: str,
        candidates: Iterable[Found],
        meaning: Callable[[Cell], Any],
        facts: dict[str, Any],
        rules: dict[str, str],
    ) -> None:
        if found := self._first(candidates, meaning):
            facts[field], rules[field] = found


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
