"""Spreadsheets as plain grids, through python-calamine, from bytes.

A legal 4.8 kB .xlsx with cells in A1 and XFD1048576 makes the parser allocate 549 GB and abort
the process (https://github.com/tafia/calamine/issues/693), and a zip bomb eats what memory there
is. So a workbook is looked over before the parser sees it. What this misses, the reading
process's memory cap catches.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.sniff import Kind, holds_stream, kind_of
from rating_client.declarations.values import Cell

MAX_ROWS = 10_000  # a print of fifty goods lines has 2,000

_MAX_MEMBERS = 5_000
_MAX_MEMBER = 64 << 20
_MAX_TOTAL = 128 << 20
_MAX_RATIO = 150  # repetitive sheets reach about 60
_RATIO_FROM = 1 << 20
_MAX_AREA = 5_000_000  # cells the parser would allocate
_CHUNK = 1 << 18
_ENCRYPTED = 0x1
_PARSED = re.compile(r"xl/(worksheets/|sharedStrings|styles|workbook)", re.IGNORECASE)
_MAX_TAG = 1 << 20
# A row or cell and its reference, or the first element of what a cell holds.
_ELEMENT = re.compile(
    rb"""<(?:[\w.\-]+:)?(?:(row|c)\b(?:[^>]*?\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["'])?|(v|is|f)\b)"""
)


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` begin at A1; a row is as long as the sheet is wide."""

    name: str
    rows: Sequence[Sequence[Cell]]


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """The first rows of every worksheet, in workbook order; nothing for a file that is none.

    Raises `Refusal`: damaged, encrypted, unsafe.
    """
    kind = kind_of(data)
    if kind is Kind.ZIP:
        return _parsed(data) if _checked_zip(data) else ()
    if kind is Kind.OLE:
        if holds_stream(data, "EncryptedPackage"):
            raise Refusal("declarations.encrypted")
        return _parsed(data) if holds_stream(data, "Workbook", "Book") else ()
    return ()


def _parsed(data: bytes) -> tuple[Sheet, ...]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_object(io.BytesIO(data)) as workbook:
            return tuple(
                Sheet(
                    about.name,
                    workbook.get_sheet_by_name(about.name).to_python(
                        skip_empty_area=False, nrows=MAX_ROWS
                    ),
                )
                for about in workbook.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            )
    except calamine.PasswordError as error:
        raise Refusal("declarations.encrypted") from error
    except (calamine.CalamineError, ValueError, OSError, EOFError) as error:
        raise Refusal("declarations.damaged") from error


def _checked_zip(data: bytes) -> bool:
    """Whether this zip is a workbook, and small enough once unpacked to be parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename.lower() for member in members}
            if not any(name.startswith("xl/workbook.") for name in names):
                return False
            if len(members) > _MAX_MEMBERS:
                raise Refusal("declarations.unsafe")
            read = [member for member in members if _PARSED.match(member.filename)]
            _check_sizes(read)
            for member in read:
                _check_extent(archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Refusal("declarations.damaged") from error
    return True


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
                    row, column = int(digits) if digits else row + 1, 0
                else:
                    # A cell may leave its reference out: then it stands beside the one before.
                    row = int(digits) if digits else row
                    column = _column(letters) if letters else column + 1
            if last_row * last_column > _MAX_AREA or len(rest) > _MAX_TAG:
                raise Refusal("declarations.unsafe")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
