"""HTML tables as a sheet: what some programs write under an .xls name.

All tables of the page make one sheet, row after row, because a form's head and body often are
two tables, and the lines above a table, such as a title, are rows too. A cell that spans others
leaves them empty, so that columns stay columns. Tags are found by one pattern that cannot run
beyond the next `<`: no page makes the search slow.
"""

from __future__ import annotations

import html
import re

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.text_bytes import text_of_bytes
from rating_client.declarations.values import Cell
from rating_client.declarations.workbook import MAX_CELLS, MAX_ROWS, Rows, Sheet

_TAG = re.compile(r"<(/?)([a-zA-Z!?][\w:.-]{0,40})((?:[^<>\"']++|\"[^\"<>]*\"|'[^'<>]*'|[\"'])*+)>")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_NUMBER = re.compile(r"\bx:num\s*=\s*[\"']?(\d{12})(?:\.0*)?(?!\d)", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|title|xml)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_MAX_NESTING = 32
_MAX_TAGS = 1_000_000
_MAX_COLUMN_SPAN, _MAX_ROW_SPAN = 256, 1_000
_LINES_ABOVE = 4  # of a table: before them a page has its menus, where anything may be said


def html_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The one sheet of a page with tables; nothing for a page without any."""
    charset = _CHARSET.search(data[:4096])
    text = text_of_bytes(data, charset.group(1).decode("ascii") if charset else "")
    if text is None or "<table" not in text.lower():
        return ()
    if text.count("<") > _MAX_TAGS:
        raise Refusal("declarations.too-many-rows")
    return (Sheet("", lambda: _Tables().read(text)),)


class _Table:
    """An open table: the row being filled and what earlier rows reach down into it."""

    def __init__(self) -> None:
        self.row: list[Cell] | None = None
        self.reaching: dict[int, int] = {}  # column: rows it is still taken in
        self.cell: int | None = None  # column of the open cell
        self.pieces: list[str] = []
        self.number = ""  # the whole number behind a rounded one


class _Tables:
    """The rows of all tables, in the order in which they begin."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._cells = 0
        self._open: list[_Table] = []
        self._outside: list[str] = []  # what stands in no table

    def read(self, text: str) -> Rows:
        text = _UNSEEN.sub(" ", text)
        behind = 0
        for tag in _TAG.finditer(text):
            self._text(text[behind : tag.start()])
            behind = tag.end()
            closing, name, attributes = tag.groups()
            match (bool(closing), name.lower()):
                case (False, "table"):
                    if len(self._open) >= _MAX_NESTING:
                        raise Refusal("declarations.unsafe")
                    self._add_lines_above()
                    self._open.append(_Table())
                case (True, "table") if self._open:
                    self._end_cell()
                    self._open.pop()
                case (False, "tr") if self._open:
                    self._begin_row()
                case (True, "tr"):
                    self._end_cell()
                case (False, "td" | "th") if self._open:
                    self._begin_cell(attributes)
                case (True, "td" | "th"):
                    self._end_cell()
                case (_, "br" | "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4"):
                    self._text("\n")
        while self._open:  # a page cut short, or closed carelessly
            self._end_cell()
            self._open.pop()
        return self._rows

    def _text(self, piece: str) -> None:
        if not self._open:
            self._outside.append(piece if piece == "\n" else piece.replace("\n", " "))
        elif self._open[-1].cell is not None:
            self._open[-1].pieces.append(piece)

    def _add_lines_above(self) -> None:
        lines = html.unescape("".join(self._outside)).split("\n")
        self._outside.clear()
        for line in [line for line in map(str.strip, lines) if line][-_LINES_ABOVE:]:
            self._add_row([line])

    def _add_row(self, row: list[Cell]) -> None:
        if len(self._rows) >= MAX_ROWS:
            raise Refusal("declarations.too-many-rows")
        self._rows.append(row)

    def _begin_row(self) -> None:
        self._end_cell()
        self._open[-1].row = []
        self._add_row(self._open[-1].row)

    def _begin_cell(self, attributes: str) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.row is None:
            self._begin_row()
        row = table.row
        assert row is not None
        while table.reaching.get(len(row)):
            self._fill(table, row, 1)
        spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(attributes)}
        wide = min(max(spans.get("col", 1), 1), _MAX_COLUMN_SPAN)
        high = min(max(spans.get("row", 1), 1), _MAX_ROW_SPAN)
        table.cell = len(row)
        whole = _NUMBER.search(attributes)
        table.number = whole.group(1) if whole else ""
        for column in range(len(row), len(row) + wide):
            table.reaching[column] = high
        self._fill(table, row, wide)

    def _fill(self, table: _Table, row: list[Cell], count: int) -> None:
        self._cells += count
        if self._cells > MAX_CELLS:
            raise Refusal("declarations.too-many-rows")
        for _ in range(count):
            table.reaching[len(row)] = table.reaching.get(len(row), 1) - 1
            row.append("")

    def _end_cell(self) -> None:
        if not self._open or (table := self._open[-1]).cell is None or table.row is None:
            return
        text = html.unescape("".join(table.pieces)).strip()
        table.row[table.cell] = table.number or text
        table.pieces.clear()
        table.cell = None
