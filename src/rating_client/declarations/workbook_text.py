"""Delimited text as a sheet: CSV and "Unicode text", with tab, semicolon, comma or bar.

The delimiter is the one that cuts the first lines into columns most evenly. A file that no
delimiter cuts into columns is no table.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from rating_client.declarations.mime_parts import text_parts
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.text_bytes import text_of_bytes
from rating_client.declarations.values import Cell
from rating_client.declarations.workbook import MAX_ROWS, Sheet
from rating_client.declarations.workbook_html import html_sheets

_DELIMITERS = ("\t", ";", ",", "|")
_SAMPLE = 1 << 16  # characters that show the delimiter
_SAMPLE_ROWS = 60
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_HEAD = 2_048
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # how a file tells Excel its delimiter
_MOST_CELLS = 1_500_000  # each a text of its own: 110 MB
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|[\r\n])|[^\r\n]++")
_LONGEST_LINE = 1 << 17
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")


def text_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The one sheet of a delimited text, or those of pages saved as one file; nothing for any
    other file."""
    if _MIME.search(data, 0, _HEAD):
        return tuple(sheet for part in text_parts(data) for sheet in html_sheets(part))
    if data.startswith(_BINARY) or (text := text_of_bytes(data)) is None:
        return ()
    named = _NAMED.match(text)
    delimiter = named.group(1) if named else _delimiter_of(text[:_SAMPLE])
    if delimiter is None:
        return ()
    body = text[named.end() :] if named else text
    return (Sheet("", lambda: _rows(body, delimiter)),)


def _delimiter_of(sample: str) -> str | None:
    """The delimiter under which most lines have the same number of fields, and many of them."""
    lines = sample.splitlines(keepends=True)
    best, best_score = None, 0
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda item: item[0] * item[1])
        score = (width - 1) * times
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    if text.count(delimiter) > _MOST_CELLS:
        raise Refusal("declarations.too-many-rows")
    try:
        # Not from `io.StringIO`, which keeps four bytes for each letter.
        lines = (line.group() for line in _LINE.finditer(text))
        strictly = csv.reader(lines, delimiter=delimiter, strict=True)
        return list(_checked(strictly))
    except csv.Error:
        pass
    # A quotation mark that nobody closes swallows the rest: then marks are taken as letters.
    split = text.splitlines()
    if any(len(line) > _LONGEST_LINE for line in split):
        raise Refusal("declarations.unsafe")
    letters = csv.reader(split, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return list(_checked([cell.strip('"') for cell in row] for row in letters))


def _checked(rows: Iterator[list[str]]) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise Refusal("declarations.too-many-rows")
        yield list[Cell](row)
