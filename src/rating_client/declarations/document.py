"""One export file in memory, with each view of it made once and only if a reader asks."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from rating_client.declarations import xml_bytes, xml_stream
from rating_client.declarations.pdf_text import PdfText
from rating_client.declarations.sniff import Kind, kind_of
from rating_client.declarations.workbook import Sheet, sheets_of


class Document:
    """The bytes of a file and its name without folders. The name is a hint, never proof.

    Of a workbook it shows the sheets that people see, or else, `behind`, those that are hidden.
    """

    def __init__(self, data: bytes, name: str, *, behind: bool = False) -> None:
        self.data = data
        self.name = name
        self._behind = behind
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

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        return sheets_of(self.data)

    @cached_property
    def pdf(self) -> PdfText | None:
        """The pages of a PDF; None for other files."""
        return PdfText(self.data) if self.kind is Kind.PDF else None

    @property
    def number_in_name(self) -> str | None:
        found = re.search(r"(?<!\d)\d{12}(?!\d)", self.name, re.ASCII)
        return found.group() if found else None
