"""The first rows of the sheets of an .xlsx, without unpacking the rest.

Memory-safe by its means: `zipfile` unpacks in steps, expat parses what came, and both stop once
the wanted rows have passed; of the shared strings, only those up to the highest index needed are
read. A later look goes on where the last one stopped. Whatever is written in an unusual way is
left to the parser of whole workbooks (`Unusual`).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from rating_client.declarations.values import Cell
from rating_client.declarations.workbook_parts import Unusual, feed, parser, text_in, unpacked, walk
from rating_client.declarations.workbook_strings import SharedStrings

_MAX_OPENING = 4 << 20  # unpacked bytes of a sheet's first rows: thousands of rows
_MAX_COLUMNS = 512
_LETTERS = re.compile(r"[A-Z]{1,3}")
_EXTENT = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7})", re.ASCII)
# A cell with nothing but its looks: nine of ten on a form. What a step's edge cuts in two, stays.
_EMPTY = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?\s?/>')
_WORKSHEET = "/relationships/worksheet"


class Opening:
    """The beginning of one sheet.

    `height` is its number of rows by its own word, which stands before the first of them; None
    before that was read, and where it says none.
    """

    def __init__(
        self,
        name: str,
        unpacked: Callable[[], Iterator[bytes]],
        shared: SharedStrings,
        *,
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.hidden = hidden
        self.height: int | None = None
        self._chunks = unpacked
        self._shared = shared
        self._rows: list[list[Cell]] = []
        self._steps: Iterator[int] | None = None
        self._reached = 0
        self._indexes: list[tuple[list[Cell], int, int]] = []  # row, column, shared string

    def top(self, count: int) -> list[list[Cell]]:
        """At least `count` rows, where the sheet has so many.

        Raises `Unusual`: then and later this sheet cannot be read so.
        """
        steps = self._steps = self._steps or self._parsed()
        while self._reached <= count and (reached := next(steps, None)) is not None:
            self._reached = reached
        if self._indexes:
            strings = self._shared.up_to(max(index for _, _, index in self._indexes))
            for row, column, index in self._indexes:
                row[column] = strings[index]
            self._indexes.clear()
        return self._rows

    def _parsed(self) -> Iterator[int]:
        """Parse step by step; after each one, the number of the row reached."""
        parsing = parser()
        rows, indexes = self._rows, self._indexes
        pieces: list[str] = []
        cell: dict[str, str] = {}
        row, digits = 0, ""

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal cell, row, digits
            if name == "c":
                cell = attributes
            elif name in ("v", "t"):
                pieces.clear()
                parsing.CharacterDataHandler = pieces.append
                parsing.EndElementHandler = end
            elif name == "row":
                digits = attributes.get("r", "")
                number = int(digits) if digits.isdigit() and len(digits) < 8 else 0
                if number <= row:
                    raise Unusual
                row = number
            elif name == "dimension":
                self.height = _last_row(attributes.get("ref", ""))
            elif name == "rPh" or (":" in name and name.endswith((":worksheet", ":sheetData"))):
                raise Unusual

        def end(name: str) -> None:
            parsing.CharacterDataHandler = parsing.EndElementHandler = None
            column = _column(cell.get("r", "").removesuffix(digits))
            if len(rows) < row:
                rows.extend([] for _ in range(row - len(rows)))
            cells = rows[row - 1]
            if len(cells) <= column:
                cells.extend([""] * (column + 1 - len(cells)))
            text = text_in(pieces)
            if name == "t":  # one run of a text that stands in the cell itself
                cells[column] = f"{cells[column]}{text}"
            elif cell.get("t") == "s":
                indexes.append((cells, column, _index(text)))
            else:
                cells[column] = _value(text, cell.get("t", "n"))

        parsing.StartElementHandler = start
        for _ in feed(parsing, self._chunks(), _MAX_OPENING, without=_EMPTY):
            yield row


def openings_of(archive: zipfile.ZipFile) -> list[Opening]:
    """The worksheets in workbook order, nothing of them read yet. Raises `Unusual`."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str, bool]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith(_WORKSHEET):
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = path.lstrip("/")

    def listed(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append((attributes.get("name", ""), attributes.get("r:id", ""), hidden))
        elif name == "workbookPr" and attributes.get("date1904", "0") not in ("0", "false"):
            raise Unusual

    walk(archive, "xl/_rels/workbook.xml.rels", relation)
    walk(archive, "xl/workbook.xml", listed)
    shared = SharedStrings(partial(unpacked, archive, "xl/sharedStrings.xml"))
    wanted = [(name, targets[key], hidden) for name, key, hidden in sheets if key in targets]
    if not wanted or len({name for name, *_ in wanted}) != len(wanted):
        raise Unusual
    return [
        Opening(name, partial(unpacked, archive, path), shared, hidden=hidden)
        for name, path, hidden in wanted
    ]


def _last_row(extent: str) -> int | None:
    """Of `A1:AF206`. One cell alone is what writers say who do not know."""
    found = _EXTENT.fullmatch(extent)
    return int(found[1]) if found else None


def _index(text: str) -> int:
    if not text.isdigit() or len(text) > 7:
        raise Unusual
    return int(text)


def _value(text: str, kind: str) -> Cell:
    """`t` is n for a number; b for truth, e for an error, str and d for texts."""
    if kind == "n" and text:  # a formula that was never calculated has no value
        try:
            return float(text)
        except ValueError:
            raise Unusual from None
    if kind == "b":
        return text.strip() == "1"
    return "" if kind == "e" else text


@lru_cache(maxsize=_MAX_COLUMNS)
def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):  # a place in another row, or none
        raise Unusual
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > _MAX_COLUMNS:
        raise Unusual
    return number - 1
