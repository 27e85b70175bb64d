"""One export file in memory, with each view of it made once and only if a reader asks."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from rating_client.declarations import xml_bytes, xml_stream
from rating_client.declarations.letters import Letters, writings_in
from rating_client.declarations.pdf_text import PdfText
from rating_client.declarations.sniff import Kind, kind_of
from rating_client.declarations.text_bytes import text_of_bytes
from rating_client.declarations.workbook import Sheet, sheets_of

_FIRST_ROWS = 20  # of a sheet, in which its words for a declaration stand


class Document:
    """The bytes of a file and its name without folders. The name is a hint, never proof.

    Of a workbook it shows the sheets that people see, or else, `behind`, those that are hidden.
    `letters` makes Unicode of what stands in its cells and lines.
    """

    def __init__(
        self, data: bytes, name: str, *, behind: bool = False, letters: Letters | None = None
    ) -> None:
        self.data = data
        self.name = name
        self._behind = behind
        self._letters = letters
        self.views: dict[object, Any] = {}  # what readers keep from recognising until reading

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.data)

    @cached_property
    def xml(self) -> bytes:
        """The file as UTF-8 XML; empty where it is none."""
        return xml_bytes.utf8(self.data) if self.kind is Kind.XML else b""

    @cached_property
    def outline(self) -> tuple[tuple[str, ...], ...]:
        """The paths of the first XML elements; nothing for other files."""
        return xml_stream.outline(self.xml) if self.kind is Kind.XML else ()

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of a workbook, and of pages and texts that are tables; nothing for others."""
        return tuple(sheet for sheet in self._sheets if sheet.hidden is self._behind)

    @property
    def hides(self) -> bool:
        """Whether there are sheets that it does not show."""
        return not self._behind and len(self.sheets) < len(self._sheets)

    @property
    def behind(self) -> Document:
        """The same file with the sheets that people do not see."""
        return Document(self.data, self.name, behind=True, letters=self._letters)

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        sheets = sheets_of(self.data)
        return tuple(each.written(self._letters) for each in sheets) if self._letters else sheets

    @cached_property
    def pdf(self) -> PdfText | None:
        """The pages of a PDF; None for other files."""
        return PdfText(self.data, self._letters) if self.kind is Kind.PDF else None

    def in_unicode(self) -> Iterator[Document]:
        """The file as each way to write Vietnamese without Unicode has it whose words it holds."""
        whole = self
        if self.kind in (Kind.OTHER, Kind.HTML) and (
            western := text_of_bytes(self.data, "windows-1252")
        ):
            whole = Document(codecs.BOM_UTF8 + western.encode(), self.name)
        for writing in writings_in(whole._first_texts()):
            yield Document(whole.data, self.name, letters=writing.unicode)

    def _first_texts(self) -> Iterator[str]:
        if self.pdf:
            yield from self.pdf.lines(0)
        for sheet in self._sheets:
            for row in sheet.top(_FIRST_ROWS)[:_FIRST_ROWS]:
                yield from (cell for cell in row if isinstance(cell, str))

    @property
    def number_in_name(self) -> str | None:
        found = re.search(r"(?<!\d)\d{12}(?!\d)", self.name, re.ASCII)
        return found.group() if found else None
