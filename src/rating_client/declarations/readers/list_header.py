"""Finding the header of a list: a row that names enough known columns, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rating_client.declarations.values import Cell, unaccented
from rating_client.declarations.workbook import Rows

Columns = Mapping[str, Sequence[str]]  # what a column means: how its header may be spelt
Meanings = Mapping[str, str]  # the other way round

HEADER_ROWS = 60  # among which the first header stands
_OTHERS = 2  # known columns beside the number, without which a row is no header
_LONGEST = 200  # characters, with all hints
_BEHIND = re.compile(r"[\n/(]")
# Words behind a header that change nothing, unless they say which party is meant.
_TAIL = re.compile(
    r" (?:to khai|tk|hai quan|hq|vnaccs|(?:nhap|xuat)(?: khau)?|nk|xk"
    r"|chinh thuc|dang ki|tiep nhan)$"
)


def meanings_of(columns: Columns) -> Meanings:
    return {plain_header(name): column for column, names in columns.items() for name in names}


def header_at(rows: Rows, at: int, meanings: Meanings) -> Mapping[str, int]:
    """The columns of a header that begins with this row; empty for another row."""
    columns = _columns_of(rows[at], meanings)
    if "number" not in columns:
        return {}
    if at + 1 < len(rows):  # a header of two rows, the first one for groups of columns
        below = _columns_of(rows[at + 1], meanings)
        columns = {**below, **columns} if len(below) > 1 else columns
    return columns if len(columns.keys() - {"note"}) > _OTHERS else {}


def _columns_of(cells: Sequence[Cell], meanings: Meanings) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if not isinstance(cell, str) or not 0 < len(cell) <= _LONGEST:
            continue
        # A translation or a hint may follow.
        if column := _column(cell, meanings) or _column(_BEHIND.split(cell)[0], meanings):
            columns.setdefault(column, place)
    return columns


def _column(header: str, meanings: Meanings) -> str | None:
    name = plain_header(header)
    if column := meanings.get(name):
        return column
    while (shorter := _TAIL.sub("", name)) != name:
        name = shorter
        if (column := meanings.get(name)) and not column.startswith("owner"):
            return column
    return None


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """A header without accents, punctuation and the choice between i and y."""
    return re.sub(r"[^a-z0-9]+", " ", unaccented(text)).strip().replace("y", "i")
