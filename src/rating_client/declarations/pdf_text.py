"""The text of PDF files, page by page, through PDFium.

PDFium aborts the whole process on some small files, such as one that unpacks to 1.5 GB: only the
reading process may come here.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import Any

from rating_client.declarations.refusal import Refusal

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_MAX_CHARACTERS = 200_000  # on one page; a full page of a print has 6,000


class PdfText:
    """The pages of one PDF, each opened when its text is asked for.

    Raises `Refusal` where the file is damaged or has a password.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._error = pypdfium2.PdfiumError
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) in (_PASSWORD, _SECURITY)
            raise Refusal("declarations.encrypted" if locked else "declarations.damaged") from error
        self._lines: dict[int, tuple[str, ...]] = {}

    @cached_property
    def pages(self) -> int:
        return len(self._document)

    def lines(self, page: int) -> tuple[str, ...]:
        """The lines of one page, counted from zero, NFC with single spaces, empty ones left out.

        A page that is only a picture has none, and so has one that cannot be opened.
        """
        if page not in self._lines:
            self._lines[page] = self._read(page)
        return self._lines[page]

    def _read(self, page: int) -> tuple[str, ...]:
        try:
            text_page = self._document[page].get_textpage()
            if text_page.count_chars() > _MAX_CHARACTERS:
                raise Refusal("declarations.unsafe")
            text = text_page.get_text_bounded()
        except self._error:
            return ()
        lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).split("\n"))
        return tuple(line for line in lines if line)
