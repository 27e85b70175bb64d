"""Zipped workbooks, .xlsx and .xlsb: looked over before a byte of a sheet is unpacked.

The directory is checked always. The sheets themselves are searched for cells too far away only
before they are parsed whole: the reader of first rows never comes that far.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.workbook import Rows, Sheet
from rating_client.declarations.workbook_opening import Opening, openings_of
from rating_client.declarations.workbook_parts import Unusual

_MAX_MEMBERS = 5_000
_MAX_MEMBER = 64 << 20
_MAX_TOTAL = 128 << 20
_MAX_RATIO = 150  # repetitive sheets reach about 60
_RATIO_FROM = 1 << 20
_MAX_AREA = 5_000_000  # cells the parser would allocate
_CHUNK = 1 << 18
_LETTERS = 9  # of a column: beyond the widest area many times over
_DIGITS = 12  # of a row
_ENCRYPTED = 0x1
_PARSED = re.compile(r"xl/(worksheets/|sharedStrings|styles|workbook|_rels/)", re.IGNORECASE)
_MAX_TAG = 1 << 20
# A row or cell and its reference, or the first element of what a cell holds.
_ELEMENT = re.compile(
    rb"""<(?:[\w.\-]+:)?(?:(row|c)\b(?:[^>]*?\sr\s*=\s*["']([A-Za-z]*)(\d+)["'])?|(v|is|f)\b)"""
)


def zip_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet; nothing for a zip that is no workbook."""
    with _as_refusals():
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        names = {member.filename.lower() for member in members}
        if not any(name.startswith("xl/workbook.") for name in names):
            return ()
        if len(members) > _MAX_MEMBERS:
            raise Refusal("declarations.unsafe")
        parsed = [member for member in members if _PARSED.match(member.filename)]
        _check_sizes(parsed)

    @cache
    def whole() -> dict[str, Sheet]:
        from rating_client.declarations.workbook_parsed import parsed_sheets

        with _as_refusals():
            for member in parsed:
                _check_extent(archive, member)
        return {sheet.name: sheet for sheet in parsed_sheets(data)}

    try:
        with _as_refusals():
            return tuple(_lazy(opening, whole) for opening in openings_of(archive))
    except Unusual:
        return tuple(whole().values())


def _lazy(opening: Opening, whole: Callable[[], dict[str, Sheet]]) -> Sheet:
    usual = True

    def rows() -> Rows:
        sheet = whole().get(opening.name)
        return sheet.rows if sheet else ()

    def top(count: int) -> Rows:
        nonlocal usual
        if usual:
            try:
                with _as_refusals():
                    return opening.top(count)
            except Unusual:
                usual = False
        return rows()[:count]

    def height() -> int | None:
        return opening.height if usual else None

    return Sheet(opening.name, rows, top, height=height, hidden=opening.hidden)


@contextmanager
def _as_refusals() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Refusal("declarations.damaged") from error


def _check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise Refusal("declarations.encrypted")
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > _MAX_MEMBER or (
            member.file_size > _RATIO_FROM and ratio > _MAX_RATIO
        ):
            raise Refusal("declarations.unsafe")
    if sum(member.file_size for member in members) > _MAX_TOTAL:
        raise Refusal("declarations.unsafe")


def _check_extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack one sheet in steps, counting the area that its filled cells span.

    Empty cells that are only coloured, and rows that are only high, may lie anywhere: the parser
    allocates nothing for them. `zipfile` reads no more than the size the directory declares and
    then compares the checksum, so a size that lies ends as a damaged file.
    """
    row = column = last_row = last_column = 1
    rest = b""
    with archive.open(member) as unpacked:
        if not member.filename.lower().startswith("xl/worksheets/"):
            while unpacked.read(_CHUNK):
                pass
            return
        while chunk := unpacked.read(_CHUNK):
            text = rest + chunk
            begun = max(text.rfind(b"<"), 0)
            rest = text[begun:]
            for element, letters, digits, held in _ELEMENT.findall(text, 0, begun):
                if held:
                    last_row, last_column = max(last_row, row), max(last_column, column)
                elif element == b"row":
                    row, column = int(digits[:_DIGITS]) if digits else row + 1, 0
                else:
                    # A cell may leave its reference out: then it stands beside the one before.
                    row = int(digits[:_DIGITS]) if digits else row
                    column = _column(letters) if letters else column + 1
            if last_row * last_column > _MAX_AREA or len(rest) > _MAX_TAG:
                raise Refusal("declarations.unsafe")


def _column(letters: bytes) -> int:
    """Its number; the parser believes columns that no workbook has, in small letters too."""
    number = 0
    for letter in letters[:_LETTERS].upper():
        number = number * 26 + letter - 64
    return number
