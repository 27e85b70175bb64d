"""The records of an .xls, looked over before the parser sees them.

The parser reserves memory for what a sheet says of its size, and makes a table that reaches to its
last cells: one record whose row or column lies is worth a hundred gigabytes, and the process is
aborted. So records are walked through here first, in the parser's own order.
https://learn.microsoft.com/openspecs/office_file_formats/ms-xls
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

from rating_client.declarations.refusal import Refusal

_BOUND_SHEET, _STRINGS, _EXTENT, _END = 0x85, 0xFC, 0x200, 0x0A
_SEVERAL = 0xBD  # numbers side by side, the last column at the end
_CELLS = {0x03, 0x04, 0x05, 0x06, _SEVERAL, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E}
_RECORD = struct.Struct("<HHHH")  # its kind, its length and what it begins with
# Cells of all sheets together, which the parser keeps twice: 130 MB.
_MAX_AREA = 2_000_000
_MAX_EXTENT = 65_536 * 256  # of a sheet, by its own word
# A sheet is small when all its cells are among these: 69 pages of a print are. Seven such sheets
# are no more than may be.
_ROWS, _COLUMNS = 0x1000, 0x40
_PLACE = rb".[\x00-\x0f][\x00-\x3f]\x00"
_BLANKS = b"|".join(b"%b\x00.{%d}" % (re.escape(bytes([n])), n) for n in range(8, 72, 2))
# The records that forms and lists consist of, as many as follow each other: a text, a number, a
# short number; and what is no cell to the parser: several blanks, one blank, what a row looks like.
_SMALL = re.compile(
    rb"(?s)(?:\xfd\x00\x0a\x00%b.{6}|\x03\x02\x0e\x00%b.{10}|\x7e\x02\x0a\x00%b.{6}"
    rb"|\xbe\x00(?:%b)|\x01\x02\x06\x00.{6}|\x08\x02\x10\x00.{16})++"
    % (_PLACE, _PLACE, _PLACE, _BLANKS)
)


def check_records(stream: bytes) -> None:
    """Raises `Refusal` where the workbook's stream would have the parser allocate too much."""
    padded = stream + bytes(_RECORD.size)  # the last record may be shorter than what is looked at
    try:
        if _cells(padded, _area_if_small) > _MAX_AREA and _cells(padded, _area) > _MAX_AREA:
            raise Refusal("declarations.too-many-rows")
    except struct.error as error:
        raise Refusal("declarations.damaged") from error


def _cells(stream: bytes, area: Callable[[bytes, int], tuple[int, int]]) -> int:
    """How many cells lie between the first and last ones of the sheets."""
    total, left = 0, len(stream) - _RECORD.size
    for begun in _sheets(stream):
        cells, ended = area(stream, begun)
        total, left = total + cells, left - (ended - begun)
        if left < 0:  # sheets that lie in each other
            raise Refusal("declarations.damaged")
    return total


def _sheets(stream: bytes) -> Iterator[int]:
    """Where each sheet begins."""
    at, end = 0, len(stream) - _RECORD.size
    while at < end:
        kind, size, low, high = _RECORD.unpack_from(stream, at)
        if kind == _BOUND_SHEET:
            yield low | high << 16
        elif kind == _STRINGS and struct.unpack_from("<I", stream, at + 8)[0] > len(stream):
            raise Refusal("declarations.damaged")
        elif kind == _END:
            return
        at += 4 + size


def _area_if_small(stream: bytes, begun: int) -> tuple[int, int]:
    """As `_area`, or more cells than that, for a third of its time: most sheets are small."""
    at, end, unpack, skipped = begun, len(stream) - _RECORD.size, _RECORD.unpack_from, _SMALL.match
    while at < end:
        if found := skipped(stream, at, end):
            at = found.end()
        kind, size, row, column = unpack(stream, at)
        if kind in _CELLS and (row >= _ROWS or column >= _COLUMNS or kind == _SEVERAL):
            return _area(stream, begun)
        if kind == _EXTENT and _extent(stream, at + 4, size) > _MAX_EXTENT:
            raise Refusal("declarations.damaged")
        if kind == _END:
            break
        at += 4 + size
    return _ROWS * _COLUMNS, at


def _area(stream: bytes, at: int) -> tuple[int, int]:
    """How many cells lie between the sheet's first and last, and where its records end."""
    top = left = 1 << 16
    bottom = right = -1
    end, unpack = len(stream) - _RECORD.size, _RECORD.unpack_from
    while at < end:
        kind, size, row, column = unpack(stream, at)
        if kind in _CELLS:
            if row < top:
                top = row
            if row > bottom:
                bottom = row
            if column < left:
                left = column
            if kind == _SEVERAL:
                (column,) = struct.unpack_from("<H", stream, at + 2 + size)
            if column > right:
                right = column
        elif kind == _EXTENT and _extent(stream, at + 4, size) > _MAX_EXTENT:
            raise Refusal("declarations.damaged")
        elif kind == _END:
            break
        at += 4 + size
    return max(bottom - top + 1, 0) * max(right - left + 1, 0), at


def _extent(stream: bytes, at: int, size: int) -> int:
    """Rows times columns, by the sheet's own word; before 1997 rows had two bytes. Of none, the
    parser makes as many as there can be."""
    first, last, left, right = struct.unpack_from("<IIHH" if size >= 14 else "<HHHH", stream, at)
    if last and right and (first > last or left > right):
        raise Refusal("declarations.damaged")
    return (last - first or 1 << 32) * (right - left or 1 << 16) if last and right else 0
