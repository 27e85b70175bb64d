"""Spreadsheets as plain grids, whatever container they came in, from bytes.

Real .xls and .xlsx workbooks, and what other programs write under those names: HTML pages,
SpreadsheetML, delimited text. Reading goes only as far as somebody looks: a print's header stands
in the first rows of a workbook whose goods fill thirty pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from rating_client.declarations.letters import Letters
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.sniff import Kind, holds_stream, kind_of
from rating_client.declarations.values import Cell

MAX_ROWS = 100_000
MAX_CELLS = 3_000_000

Rows = Sequence[Sequence[Cell]]


class Sheet:
    """One sheet. Rows begin at A1; an empty cell is the empty text, and rows may end early.

    Looking at rows raises `Refusal`: damaged, unsafe, more than can be read.
    """

    def __init__(
        self,
        name: str,
        rows: Callable[[], Rows],
        top: Callable[[int], Rows] | None = None,
        *,
        height: Callable[[], int | None] | None = None,
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.hidden = hidden  # from people who open the workbook
        self._all = rows
        self._top = top
        self._height = height

    @cached_property
    def rows(self) -> Rows:
        """All of it."""
        return self._all()

    def top(self, count: int) -> Rows:
        """The first `count` rows, where the sheet has so many; perhaps some more."""
        return self._top(count) if self._top else self.rows[:count]

    def written(self, letters: Letters) -> Sheet:
        """This sheet with its texts in other letters."""

        def changed(rows: Rows) -> Rows:
            return [[letters(c) if isinstance(c, str) else c for c in row] for row in rows]

        return Sheet(
            letters(self.name),
            lambda: changed(self.rows),
            lambda count: changed(self.top(count)),
            height=lambda: self.height,
            hidden=self.hidden,
        )

    @property
    def height(self) -> int | None:
        """How many rows there are by the word of a sheet whose rows are costly to read; None
        where it has none, and where they are at hand."""
        return self._height() if self._height else None


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet, in workbook order; nothing for a file that is no table.

    Raises `Refusal`: damaged, encrypted, unsafe.
    """
    # Imported by need: most files are of one kind, and the first one must not wait for all.
    match kind_of(data):
        case Kind.ZIP:
            from rating_client.declarations.workbook_zip import zip_sheets

            return zip_sheets(data)
        case Kind.OLE:
            if holds_stream(data, "EncryptedPackage"):
                raise Refusal("declarations.encrypted")
            if not holds_stream(data, "Workbook", "Book"):
                return ()
            from rating_client.declarations.workbook_biff import check_records
            from rating_client.declarations.workbook_ole import workbook_stream
            from rating_client.declarations.workbook_parsed import parsed_sheets

            check_records(workbook_stream(data))
            return parsed_sheets(data)
        case Kind.HTML:
            from rating_client.declarations.workbook_html import html_sheets

            return html_sheets(data)
        case Kind.XML:
            from rating_client.declarations.workbook_2003 import xml_sheets

            return xml_sheets(data)
        case Kind.OTHER:
            from rating_client.declarations.workbook_text import text_sheets

            return text_sheets(data)
    return ()
