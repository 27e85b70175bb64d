"""Several prints on one sheet, one below the other or side by side, taken apart.

A print begins where the number beside "Số tờ khai" changes, which every page repeats, and where a
page counts as the first: one declaration may be there as it was routed and as it was cleared. It
reaches up to its marker or title, and down and right to the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import NamedTuple

from rating_client.declarations.readers.facts import MOST
from rating_client.declarations.readers.print_fields import MARKERS, NUMBER
from rating_client.declarations.readers.print_labels import LabelledSheet, Place
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.titles import direction_of, rule_of
from rating_client.declarations.values import number_of, text_of
from rating_client.declarations.workbook import MAX_ROWS, Rows, Sheet

_COUNTER = re.compile(r"(\d{1,3}) ?/ ?\d{1,3}", re.ASCII)
_ABOVE = 3  # rows above the number on the real forms
_MOST_ABOVE = 20


class Window(NamedTuple):
    """A part of a sheet, and the place of its first cell there."""

    sheet: Sheet
    origin: Place


class _Numbered(NamedTuple):
    """A label with a declaration's number beside it."""

    row: int
    column: int
    digits: str  # without the one that counts amendments


def windows_of(sheet: Sheet) -> list[Window]:
    """One for each print on the sheet, in order; none where it has no more than one.

    Raises `Refusal` where there are too many.
    """
    rows = sheet.top(MAX_ROWS)
    labels = LabelledSheet(Sheet(sheet.name, lambda: rows))
    labels.look_down_to(len(rows))
    places = labels.places(NUMBER)
    numbered = [
        _Numbered(*place, number[:11])
        for place in places
        if (value := labels.beside(place)) and (number := number_of(value.cell))
    ]
    if len({each.digits for each in numbered}) > MOST:
        raise Refusal("declarations.too-large")
    lefts = _columns(numbered)
    windows: list[Window] = []
    for left, right in zip_longest(lefts, lefts[1:]):
        tops = list(_rows(rows, numbered, places, left, right))
        for top, bottom in zip_longest(tops, tops[1:]):
            cut = [row[left:right] for row in rows[top:bottom]]
            windows.append(Window(Sheet(sheet.name, partial(tuple, cut)), (top, left)))
    return windows if len(windows) > 1 else []


def _columns(numbered: Iterable[_Numbered]) -> list[int]:
    """Where forms begin that stand side by side."""
    beginnings = {0}
    for _, row in groupby(numbered, key=lambda each: each.row):
        first, *others = row
        beginnings |= {each.column for each in others if each.digits != first.digits}
    return sorted(beginnings)


def _rows(
    rows: Rows,
    numbered: Iterable[_Numbered],
    places: Sequence[Place],
    left: int,
    right: int | None,
) -> Iterator[int]:
    """Where declarations begin that stand one below the other, in these columns."""
    digits = ""
    for each in numbered:
        if each.column < left or (right is not None and each.column >= right):
            continue
        before = bisect_left(places, (each.row, 0)) - 1
        above = places[before][0] if before >= 0 else -1
        head = _head_of(rows, each.row, above) if digits else 0
        page = _page_of(rows[head : each.row])
        # A page of somebody's template may keep an old number.
        if not digits or page == 1 or (page is None and each.digits != digits):
            yield head
            digits = each.digits


def _head_of(rows: Rows, number_row: int, above: int) -> int:
    """The row of the marker, else of the title, over a number; `above` is the number before."""
    for is_head in (_is_marker, _is_title):
        for row in range(number_row - 1, max(above, number_row - _MOST_ABOVE), -1):
            if any(is_head(text_of(cell)) for cell in rows[row] if isinstance(cell, str)):
                return row
    return max(number_row - _ABOVE, above + 1)


def _page_of(head: Rows) -> int | None:
    """Which page a head counts as; None where it does not count."""
    texts = (text_of(cell) for row in head for cell in row if isinstance(cell, str))
    counter = next(filter(None, map(_COUNTER.fullmatch, texts)), None)
    return int(counter[1]) if counter else None


def _is_marker(text: str) -> bool:
    return text.upper() in MARKERS


def _is_title(text: str) -> bool:
    return rule_of(text) is not None or direction_of(text) is not None
