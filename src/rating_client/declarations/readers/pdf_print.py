"""PDF prints: the forms 7N and 7X sent to a printer that writes PDF.

Their text mostly comes row by row with the labels of the Excel print. Each declaration begins on
a page `1/n`; several may stand in one file. The list with which goods pass the gate has a number
too, and says nothing of registration: it is no declaration of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.pdf_text import PdfText
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.labelled_text import LabelledText
from rating_client.declarations.readers.print_labels import Found
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.titles import direction_of, rule_of
from rating_client.declarations.values import (
    Cell,
    agent_code_of,
    channel_of,
    company_name_of,
    folded,
    moment_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
)

_NUMBER = "Số tờ khai"
_REGISTERED = "Ngày đăng ký"
_BESIDES = (_REGISTERED, "Mã phân loại kiểm tra", "Tên cơ quan Hải quan tiếp nhận tờ khai")
_MARKERS = {"<IMP>": "N", "<EXP>": "X"}
_MARKER = re.compile("|".join(_MARKERS))
_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)", re.ASCII)
_BARCODE = re.compile(r"\*(\d{12})\*", re.ASCII)
_COUNTER = re.compile(r"(?<![\d/])(\d{1,3}) ?/ ?(\d{1,3})(?![\d/])", re.ASCII)
_GATE_LIST = folded("đủ điều kiện qua khu vực giám sát")
_MAX_PAGES = 600  # looked at in one file

_FIELDS: dict[str, tuple[tuple[str, ...], Callable[[Cell], Any]]] = {
    "channel": (("Mã phân loại kiểm tra",), channel_of),
    "type_code": (("Mã loại hình",), type_code_of),
    "office_name": (
        ("Tên cơ quan Hải quan tiếp nhận tờ khai", "Tên cơ quan Hải quan tiếp nhập tờ khai"),
        lambda cell: text_of(cell) or None,
    ),
    "team_code": (("Mã bộ phận xử lý tờ khai",), team_code_of),
    "registered_at": ((_REGISTERED,), moment_of),
    "amended_at": (("Ngày thay đổi đăng ký",), moment_of),
    "agent_code": (("Đại lý Hải quan",), agent_code_of),
}
_OWNERS = {"N": "Người nhập khẩu", "X": "Người xuất khẩu"}
_PERMITTED = ("Ngày cấp phép", "Ngày cấp phép xuất nhập")
_OUT = (Stage.RELEASED, Stage.CLEARED)


class PdfPrint:
    format = "pdf-print"

    def recognises(self, document: Document) -> bool:
        """A print, or a PDF in which nobody could recognise one."""
        if document.pdf is None:
            return False
        first = document.views[PdfPrint] = _page(document.pdf, 0)
        return first.is_blank or first.is_print

    def read(self, document: Document) -> Reading:
        prints = list(_prints(document.pdf, document.views[PdfPrint])) if document.pdf else []
        if not prints:
            raise Refusal("declarations.no-text-layer")
        found: list[tuple[Declaration, dict[str, str]]] = []
        refusals: list[Refusal] = []
        for each in prints:
            try:
                found.append(each.read())
            except Refusal as refusal:  # the others of this file are read all the same
                refusals.append(refusal)
        if not found:
            raise refusals[0]
        named = document.number_in_name
        if len(found) == 1 and named and found[0][0].number not in ("", named):
            found[0][1]["number"] += f"; the file name says {named}"
        return Reading(tuple(d for d, _ in found), tuple(rules for _, rules in found))


class _Page:
    """The text of one page, taken for a page of a print."""

    def __init__(self, lines: tuple[str, ...], number: int) -> None:
        self.is_blank = not lines
        self.text = LabelledText(lines, number)
        self.place = f"page {number}"
        self.head = self.text.before(_NUMBER)
        self.marker = _MARKER.search(self.head)
        self.barcode = _BARCODE.search(" ".join(lines))
        self.is_gate_list = _GATE_LIST in folded(" ".join(lines[:20]))

    @cached_property
    def has_labels(self) -> bool:
        return self.text.has(_NUMBER) and self.text.has(*_BESIDES)

    @property
    def is_print(self) -> bool:
        titled = rule_of(self.head) is not None or direction_of(self.head) is not None
        known = self.marker or self.barcode or self.is_gate_list
        return bool(known) or (self.has_labels and titled)

    @cached_property
    def counter(self) -> tuple[int, int] | None:
        """Which page of how many."""
        found = _COUNTER.search(self.head, self.marker.end() if self.marker else 0)
        return (int(found[1]), int(found[2])) if found else None

    @cached_property
    def number(self) -> tuple[str, str] | None:
        """The declaration's number and the rule that found it."""
        for found in self.text.labelled(_NUMBER):
            if digits := _DIGITS.search(text_of(found.cell)):
                return digits.group(), found.rule
        return (self.barcode[1], f"{self.place}, bar code") if self.barcode else None


@dataclass
class _Print:
    """One declaration: its first page, and what of the others may be needed."""

    first: _Page
    others: list[_Page] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether no further page can add anything: only a day of release stands so far down."""
        title = rule_of(self.first.head)
        return title is None or title.stage not in _OUT or any(self._permits())

    def _permits(self) -> Iterator[Found]:
        pages = (self.first, *self.others)
        return chain.from_iterable(each.text.labelled(*_PERMITTED) for each in pages)

    def read(self) -> tuple[Declaration, dict[str, str]]:
        page = self.first
        title = rule_of(page.head)
        if page.is_gate_list or (title and title.stage is None):
            raise Refusal("declarations.supplement")
        if not page.has_labels:  # a font without Unicode leaves the digits of the bar code
            if page.number:
                raise Refusal("declarations.barcode-only", number=page.number[0])
            raise Refusal("declarations.broken-text")
        stage = (title.stage if title else None) or Stage.DECLARED
        number, number_rule = page.number or ("", "no number")
        rules = {"number": number_rule, "stage": f"{page.place}, title"}
        if not number:
            if any(page.text.labelled(_NUMBER, _REGISTERED)):
                raise Refusal("declarations.number-unreadable")
            if stage is not Stage.TEMPORARY:
                raise Refusal("declarations.empty-form")
            stage = Stage.DRAFT
        if title is None:
            rules["stage"] = "no title that says the stage"
        direction, rules["direction"] = self._direction(number)
        facts: dict[str, Any] = {}
        for name, (labels, meaning) in _FIELDS.items():
            _keep(name, page.text.labelled(*labels), meaning, facts, rules)
        owner = _OWNERS[direction]
        _keep("owner_tax_code", page.text.inside(owner, "Mã"), tax_code_of, facts, rules)
        _keep("owner_name", page.text.inside(owner, "Tên"), _company_name, facts, rules)
        first = page.text.labelled("Số tờ khai đầu tiên")
        _keep("first_number", first, lambda cell: other_number(cell, number), facts, rules)
        if stage in _OUT:
            name = "released_at" if stage is Stage.RELEASED else "cleared_at"
            _keep(name, self._permits(), moment_of, facts, rules)
        return Declaration(number=number, direction=direction, stage=stage, **facts), rules

    def _direction(self, number: str) -> tuple[str, str]:
        """As on a sheet: where marker and title disagree, the number decides."""
        marked = _MARKERS[self.first.marker.group()] if self.first.marker else None
        titled = direction_of(self.first.head)
        if marked and titled in (None, marked):
            return marked, f"{self.first.place}, marker"
        if titled and not marked:
            return titled, f"{self.first.place}, title"
        return ("X" if number.startswith("3") else "N"), "first digit of the number"


def _page(pdf: PdfText, index: int) -> _Page:
    """A page in the order in which it was written, or by place where labels have no values so."""
    page = _Page(pdf.lines(index) if index < pdf.pages else (), index + 1)
    days = page.text.labelled(_REGISTERED, *_PERMITTED)
    has_day = any(moment_of(found.cell) for found in days)
    has_number = any(_DIGITS.search(text_of(f.cell)) for f in page.text.labelled(_NUMBER))
    if page.has_labels and not (has_day and has_number):
        by_place = _Page(pdf.rows(index), index + 1)
        if by_place.is_print and any(by_place.text.labelled(_NUMBER)):
            return by_place
    return page


def _prints(pdf: PdfText, first: _Page) -> Iterator[_Print]:
    """The declarations of a file, each with its pages; only those pages are read that matter."""
    current: _Print | None = None
    fills_file = False  # the pages of the current one are all that are left
    for index in range(min(pdf.pages, _MAX_PAGES)):
        page = _page(pdf, index) if index else first
        if page.is_print and _begins(page, current):
            if current:
                yield current
            current = _Print(page)
            fills_file = page.counter is not None and page.counter[1] == pdf.pages - index
        elif current:
            current.others.append(page)
        if fills_file and current and current.is_complete:
            break
    if current:
        yield current


def _begins(page: _Page, current: _Print | None) -> bool:
    """Whether another declaration begins here: every page repeats the head of its own."""
    if current is None:
        return True
    if page.counter and page.marker:
        return page.counter[0] == 1
    own = current.first.number
    return page.number is not None and own is not None and page.number[0] != own[0]


def _keep(
    name: str,
    candidates: Iterator[Found],
    meaning: Callable[[Cell], Any],
    facts: dict[str, Any],
    rules: dict[str, str],
) -> None:
    for found in candidates:
        if (value := meaning(found.cell)) is not None:
            facts[name], rules[name] = value, found.rule
            return


def _company_name(cell: Cell) -> str | None:
    return company_name_of(text_of(cell))
