"""The text of PDF files, page by page, through PDFium.

PDFium aborts the whole process on some small files, such as one that unpacks to 1.5 GB: only the
reading process may come here.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from rating_client.declarations.letters import Letters
from rating_client.declarations.refusal import Refusal

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_MAX_CHARACTERS = 200_000  # on one page; a full page of a print has 6,000
_MAX_PLACED = 20_000
_SPACE = 0.1  # of a letter's height: a wider gap is one

Letter = tuple[float, float, float, float, str]  # left, bottom, right, top and what it is


class PdfText:
    """The pages of one PDF, each opened when its text is asked for; `letters` changes that text.

    Raises `Refusal` where the file is damaged or has a password.
    """

    def __init__(self, data: bytes, letters: Letters | None = None) -> None:
        import pypdfium2

        self._error = pypdfium2.PdfiumError
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) in (_PASSWORD, _SECURITY)
            raise Refusal("declarations.encrypted" if locked else "declarations.damaged") from error
        self._letters = letters
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

    def rows(self, page: int) -> tuple[str, ...]:
        """The same text put into rows by where each letter stands: some programs write all the
        labels of a form first and its values after them."""
        try:
            text_page = self._document[page].get_textpage()
            count = min(text_page.count_chars(), _MAX_PLACED)
            letters = [
                (*text_page.get_charbox(index, loose=True), text_page.get_text_range(index, 1))
                for index in range(count)
            ]
            turned = self._turned(text_page, count)
        except self._error:
            return ()
        most, _ = Counter(turned).most_common(1)[0] if turned else (0, 0)
        printed = [
            _upright(letter, most)
            for letter, turn in zip(letters, turned, strict=True)
            if turn == most and letter[4].strip()  # what lies across a page is its watermark
        ]
        rows: list[list[tuple[float, float, float, str]]] = []
        middle = float("inf")
        for left, bottom, right, top, text in sorted(printed, key=lambda at: -at[1] - at[3]):
            height = top - bottom
            if middle - (bottom + top) / 2 > height / 2:  # well below the row before
                rows.append([])
                middle = (bottom + top) / 2
            rows[-1].append((left, right, height, text))
        return self._tidied(_spaced(sorted(row)) for row in rows)

    def _turned(self, text_page: Any, count: int) -> list[int]:
        """By how many degrees each letter is turned clockwise, in steps of fifteen."""
        from pypdfium2 import raw

        angles = (raw.FPDFText_GetCharAngle(text_page, index) for index in range(count))
        return [round(math.degrees(max(angle, 0.0)) / 15) * 15 % 360 for angle in angles]

    def _read(self, page: int) -> tuple[str, ...]:
        try:
            text_page = self._document[page].get_textpage()
            if text_page.count_chars() > _MAX_CHARACTERS:
                raise Refusal("declarations.unsafe")
            text = text_page.get_text_bounded()
        except self._error:
            return ()
        return self._tidied(text.split("\n"))

    def _tidied(self, lines: Iterable[str]) -> tuple[str, ...]:
        written = map(self._letters, lines) if self._letters else lines
        tidied = (" ".join(unicodedata.normalize("NFC", line).split()) for line in written)
        return tuple(line for line in tidied if line)


def _upright(letter: Letter, turned: int) -> Letter:
    """The letter's box on a page that is turned back by so many degrees."""
    left, bottom, right, top, text = letter
    match turned:
        case 90:
            return -top, left, -bottom, right, text
        case 180:
            return -right, -top, -left, -bottom, text
        case 270:
            return bottom, -right, top, -left, text
    return letter


def _spaced(row: Iterable[tuple[float, float, float, str]]) -> str:
    text, end = "", float("inf")
    for left, right, height, letter in row:
        text += f" {letter}" if left - end > _SPACE * height else letter
        end = right
    return text
