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

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.moments import moment_of
from rating_client.declarations.pdf_text import PdfText
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import Facts, Value, furthest, reading_of
from rating_client.declarations.readers.labelled_text import LabelledText
from rating_client.declarations.readers.print_fields import (
    BESIDES,
    CHANNEL,
    FIELDS,
    FIRST_NUMBER,
    MARKERS,
    NUMBER,
    OFFICE_FIELD,
    OUT,
    OWNERS,
    PERMITTED,
    REGISTERED,
    add_direction,
    cancelled,
    party_codes,
    party_names,
)
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.titles import direction_of, mark_of, rule_of
from rating_client.declarations.values import channel_of, folded, other_number, text_of

_MARKER = re.compile("|".join(MARKERS))
_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)", re.ASCII)
_BARCODE = re.compile(r"\*(\d{12})\*", re.ASCII)
_COUNTER = re.compile(r"(?<![\d/])(\d{1,3}) ?/ ?(\d{1,3})(?![\d/])", re.ASCII)
_GATE_LIST = folded("đủ điều kiện qua khu vực giám sát")
_LONGEST_MARK = 30  # characters of a line that is nothing else
_MAX_PAGES = 600  # looked at in one file
_PAGES_BEFORE = 5  # invoices and lists that were put before the print of one shipment


class PdfPrint:
    format = "pdf-print"

    def recognises(self, document: Document) -> bool:
        """A print, or a PDF in which nobody could recognise one."""
        if document.pdf is None:
            return False
        first = document.views[PdfPrint] = _page(document.pdf, 0)
        others = range(1, min(document.pdf.pages, 1 + _PAGES_BEFORE))
        return (
            first.is_blank
            or first.is_print
            or any(_page(document.pdf, index).is_print for index in others)
        )

    def read(self, document: Document) -> Reading:
        prints = list(_prints(document.pdf, document.views[PdfPrint])) if document.pdf else []
        if not prints:
            raise Refusal("declarations.no-text-layer")
        return reading_of(document, furthest(each.read for each in prints))


class _Page:
    """The text of one page, taken for a page of a print."""

    def __init__(self, lines: tuple[str, ...], number: int) -> None:
        self.is_blank = not lines
        self.text = LabelledText(lines, number)
        self.place = f"page {number}"
        self.head = self.text.before(NUMBER)
        self.marker = _MARKER.search(self.head)
        self.marked = (
            Value(MARKERS[self.marker.group()], f"{self.place}, marker") if self.marker else None
        )
        self.barcode = _BARCODE.search(" ".join(lines))
        self.is_gate_list = _GATE_LIST in folded(" ".join(lines[:20]))
        marks = (mark_of(line) for line in lines if len(line) <= _LONGEST_MARK)
        self.mark = next(filter(None, marks), None)

    @cached_property
    def has_labels(self) -> bool:
        return self.text.has(NUMBER) and self.text.has(*BESIDES)

    @cached_property
    def told(self) -> tuple[bool, ...]:
        """Whether it says what belongs to its labels, what matters most first."""
        title = rule_of(self.head)
        is_out = title is not None and title.stage in OUT
        return (
            title is not None or not self.has_labels,
            self._says(_DIGITS.search, NUMBER),
            self._says(moment_of, REGISTERED),
            self._says(channel_of, CHANNEL),
            not is_out or self._says(moment_of, *PERMITTED),
            self.barcode is None or self.has_labels,
        )

    def _says(self, meaning: Callable[[str], object], *labels: str) -> bool:
        values = (text_of(value.cell) for value in self.text.labelled(*labels))
        return not self.text.has(*labels) or any(map(meaning, values))

    @property
    def is_print(self) -> bool:
        titled = rule_of(self.head) is not None or direction_of(self.head) is not None
        known = self.marker or self.barcode or self.is_gate_list
        # Letters and notices quote a title, and a number with its day.
        is_form = self.text.has(NUMBER) and sum(map(self.text.has, BESIDES)) > 1
        return bool(known) or (is_form and titled)

    @cached_property
    def counter(self) -> tuple[int, int] | None:
        """Which page of how many."""
        found = _COUNTER.search(self.head, self.marker.end() if self.marker else 0)
        return (int(found[1]), int(found[2])) if found else None

    @cached_property
    def number(self) -> tuple[str, str] | None:
        """The declaration's number and the rule that found it."""
        for found in self.text.labelled(NUMBER):
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
        return title is None or title.stage not in OUT or any(self._permits())

    def _permits(self) -> Iterator[Value]:
        pages = (self.first, *self.others)
        return chain.from_iterable(each.text.labelled(*PERMITTED) for each in pages)

    def read(self) -> Facts:
        page = self.first
        title = page.mark or rule_of(page.head)  # the mark on a print overrules it
        if page.is_gate_list or (title and title.stage is None):
            raise Refusal("declarations.supplement")
        if not page.has_labels:  # a font without Unicode leaves the digits of the bar code
            if page.number:
                raise Refusal("declarations.barcode-only", number=page.number[0])
            raise Refusal("declarations.broken-text")
        stage, stage_rule = (title.stage if title else None), f"{page.place}, title"
        if page.mark:
            stage_rule = f"{page.place}, mark"
        number, number_rule = page.number or ("", "no number")
        if not number:
            if any(page.text.labelled(NUMBER, REGISTERED)):
                raise Refusal("declarations.number-unreadable")
            if stage is not Stage.TEMPORARY:
                raise Refusal("declarations.empty-form")
            stage = Stage.DRAFT
        facts = Facts()
        facts.known["number"], facts.rules["number"] = number, number_rule
        if void := cancelled(page.text):
            stage, stage_rule = Stage.CANCELLED, void
        facts.add("stage", stage, stage_rule)
        facts.add("stage", Stage.DECLARED, "no title that says the stage")
        add_direction(facts, page.marked, Value(page.head, f"{page.place}, title"))
        for each in FIELDS:
            facts.take(each.name, page.text.labelled(*each.labels), each.meaning)
        for value in page.text.labelled(*OFFICE_FIELD.labels):
            facts.add_office(*value)
        section = OWNERS[facts.known["direction"]].section
        facts.take("owner_tax_code", party_codes(page.text, section))
        facts.take("owner_name", party_names(page.text, section))
        first = page.text.labelled(FIRST_NUMBER)
        facts.take("first_number", first, lambda cell: other_number(cell, number))
        if stage in OUT:
            name = "released_at" if stage is Stage.RELEASED else "cleared_at"
            facts.take(name, self._permits(), moment_of)
        return facts


def _page(pdf: PdfText, index: int) -> _Page:
    """A page in the order in which it was written, or by place where that order parts labels from
    their values or puts the title below them."""
    page = _Page(pdf.lines(index) if index < pdf.pages else (), index + 1)
    if not all(page.told):
        by_place = _Page(pdf.rows(index), index + 1)
        if by_place.is_print and by_place.told >= page.told:
            by_place.mark = page.mark or by_place.mark  # it may lie across the rows
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
