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
from typing import Any
from xml.parsers import expat

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import Cell

_STEP = 1 << 12
_MAX_OPENING = 4 << 20  # unpacked bytes of a sheet's first rows: thousands of rows
_MAX_STRINGS = 16 << 20
_MAX_LIST = 1 << 20  # unpacked bytes of the list of sheets
_MAX_COLUMNS = 512
_LETTERS = re.compile(r"[A-Z]{1,3}")
# A cell with nothing but its looks: nine of ten on a form. What a step's edge cuts in two, stays.
_EMPTY = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?\s?/>')
_EXTENT = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7})", re.ASCII)
_WORKSHEET = "/relationships/worksheet"
# A control character in a text (ECMA-376, ST_Xstring), such as _x000D_ in a line break.
_ESCAPE = re.compile(r"_x00([0-9A-Fa-f]{2})_")


class Unusual(Exception):
    """Legal perhaps, but not the way spreadsheet programs write it."""


class Opening:
    """The beginning of one sheet.

    `height` is its number of rows by its own word, which stands before the first of them; None
    before that was read, and where it says none.
    """

    def __init__(
        self,
        name: str,
        unpacked: Callable[[], Iterator[bytes]],
        shared: _Shared,
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
        parser = _parser()
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
                parser.CharacterDataHandler = pieces.append
                parser.EndElementHandler = end
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
            parser.CharacterDataHandler = parser.EndElementHandler = None
            column = _column(cell.get("r", "").removesuffix(digits))
            if len(rows) < row:
                rows.extend([] for _ in range(row - len(rows)))
            cells = rows[row - 1]
            if len(cells) <= column:
                cells.extend([""] * (column + 1 - len(cells)))
            text = _unescaped("".join(pieces))
            if name == "t":  # one run of a text that stands in the cell itself
                cells[column] = f"{cells[column]}{text}"
            elif cell.get("t") == "s":
                indexes.append((cells, column, _index(text)))
            else:
                cells[column] = _value(text, cell.get("t", "n"))

        parser.StartElementHandler = start
        size = 0
        for chunk in self._chunks():
            size += len(chunk)
            if size > _MAX_OPENING:
                raise Unusual
            _feed(parser, _EMPTY.sub(b"", chunk))
            yield row
        _feed(parser, b"", last=True)


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

    _walk(archive, "xl/_rels/workbook.xml.rels", relation)
    _walk(archive, "xl/workbook.xml", listed)
    shared = _Shared(lambda: _unpacked(archive, "xl/sharedStrings.xml"))
    wanted = [(name, targets[key], hidden) for name, key, hidden in sheets if key in targets]
    if not wanted or len({name for name, *_ in wanted}) != len(wanted):
        raise Unusual
    return [
        Opening(name, partial(_unpacked, archive, path), shared, hidden=hidden)
        for name, path, hidden in wanted
    ]


class _Shared:
    """The table of shared strings, read as far as needed."""

    def __init__(self, unpacked: Callable[[], Iterator[bytes]]) -> None:
        self._chunks = unpacked
        self._texts: list[str] = []
        self._steps: Iterator[None] | None = None

    def up_to(self, index: int) -> list[str]:
        steps = self._steps = self._steps or self._parsed()
        while len(self._texts) <= index:
            try:
                next(steps)
            except StopIteration:
                raise Unusual from None
        return self._texts

    def _parsed(self) -> Iterator[None]:
        parser = _parser()
        texts = self._texts
        pieces: list[str] = []
        runs: list[str] = []

        def end(name: str) -> None:
            if name == "t":
                runs.append(_unescaped("".join(pieces)))
                pieces.clear()
            elif name == "si":
                texts.append("".join(runs))
                runs.clear()
            elif name == "rPh" and runs:
                runs.pop()  # how to pronounce it

        parser.CharacterDataHandler = pieces.append
        parser.EndElementHandler = end
        size = 0
        for chunk in self._chunks():
            size += len(chunk)
            if size > _MAX_STRINGS:
                raise Unusual
            _feed(parser, chunk)
            yield
        _feed(parser, b"", last=True)


def _unpacked(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    try:
        member = archive.getinfo(path)
    except KeyError:
        raise Unusual from None
    with archive.open(member) as file:
        while chunk := file.read(_STEP):
            yield chunk


def _walk(
    archive: zipfile.ZipFile, path: str, start: Callable[[str, dict[str, str]], None]
) -> None:
    parser = _parser()
    parser.StartElementHandler = start
    size = 0
    for chunk in _unpacked(archive, path):
        size += len(chunk)
        if size > _MAX_LIST:
            raise Unusual
        _feed(parser, chunk)
    _feed(parser, b"", last=True)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refused(*_anything: object) -> None:
        raise Refusal("declarations.unsafe")

    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    return parser


def _feed(parser: Any, chunk: bytes, *, last: bool = False) -> None:
    try:
        parser.Parse(chunk, last)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that is none, too
        raise Refusal("declarations.damaged") from error


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


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda code: chr(int(code.group(1), 16)), text) if "_x00" in text else text


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
