"""SpreadsheetML 2003, the XML that Excel and many reporting tools write under an .xls name.

https://learn.microsoft.com/previous-versions/office/developer/office-xp/aa140066(v=office.10)
"""

from __future__ import annotations

import re
from xml.parsers import expat

from rating_client.declarations import xml_bytes
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import Cell
from rating_client.declarations.workbook import MAX_CELLS, MAX_ROWS, Sheet
from rating_client.declarations.workbook_html import html_sheets

_ROOT = re.compile(rb"<(?:[\w.\-]+:)?(?:Workbook)[\s>]")
_PAGE = re.compile(rb"<(?:html|table)[\s>]", re.IGNORECASE)
_HEAD = 4096
_MAX_DEPTH = 64
_MAX_ELEMENTS = 4 * MAX_CELLS
_MAX_COLUMNS = 16_384


def xml_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The worksheets of a SpreadsheetML workbook; of a page written as XML its tables."""
    utf8 = xml_bytes.utf8(data)
    if _ROOT.search(utf8[:_HEAD]):
        return _Workbook().read(utf8)
    return html_sheets(data) if _PAGE.search(utf8[:_HEAD]) else ()


class _Workbook:
    """The handlers of one parse, and the place they have come to."""

    def __init__(self) -> None:
        self._sheets: list[tuple[str, list[list[Cell]]]] = []
        self._hidden: set[str] = set()  # by name
        self._depth = self._elements = self._cells = 0
        self._row = self._column = 0  # counted from one, as the file does
        self._wide = 0  # columns the open cell spans to its right
        self._type = ""
        self._pieces: list[str] = []

    def read(self, utf8: bytes) -> tuple[Sheet, ...]:
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refused
        try:
            parser.Parse(utf8, True)
        except expat.ExpatError as error:
            raise Refusal("declarations.damaged") from error
        return tuple(
            Sheet(name, lambda rows=rows: rows, hidden=name in self._hidden)  # type: ignore[misc]  # mypy knows no default arguments of a lambda
            for name, rows in self._sheets
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _MAX_DEPTH or self._elements > _MAX_ELEMENTS:
            raise Refusal("declarations.unsafe")
        match name.rpartition(":")[2]:
            case "Cell":
                self._column = _index(attributes) or self._column + 1 + self._wide
                self._wide = _count(attributes, "MergeAcross")
            case "Data":
                self._type = _attribute(attributes, "Type")
                self._listen()
            case "Visible":  # or SheetHidden, SheetVeryHidden
                self._listen()
            case "Row":
                self._row = _index(attributes) or self._row + 1
                self._column = self._wide = 0
            case "Worksheet":
                self._sheets.append((_attribute(attributes, "Name"), []))
                self._row = 0

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        if local not in ("Data", "Visible") or not self._sheets:
            return
        self._parser.CharacterDataHandler = None
        text = "".join(self._pieces)
        if local == "Visible" and "Hidden" in text:
            self._hidden.add(self._sheets[-1][0])
        elif local == "Data" and self._row and self._column:
            self._put(text)

    def _listen(self) -> None:
        self._pieces = []
        self._parser.CharacterDataHandler = self._pieces.append

    def _put(self, text: str) -> None:
        rows = self._sheets[-1][1]
        if self._row > MAX_ROWS:
            raise Refusal("declarations.too-many-rows")
        if self._column > _MAX_COLUMNS:
            raise Refusal("declarations.unsafe")
        while len(rows) < self._row:
            rows.append([])
        row = rows[self._row - 1]
        missing = self._column - len(row)
        self._cells += max(missing, 0)
        if self._cells > MAX_CELLS:
            raise Refusal("declarations.too-many-rows")
        row.extend([""] * missing)
        row[self._column - 1] = _number(text) if self._type == "Number" else text


def _refused(*_anything: object) -> None:
    raise Refusal("declarations.unsafe")


def _attribute(attributes: dict[str, str], wanted: str) -> str:
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == wanted), "")


def _count(attributes: dict[str, str], wanted: str) -> int:
    text = _attribute(attributes, wanted)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _index(attributes: dict[str, str]) -> int:
    return _count(attributes, "Index")


def _number(text: str) -> Cell:
    try:
        return float(text)
    except ValueError:
        return text
