"""The records of an .xls, looked over before the parser sees them.

The parser reserves memory for what a sheet says of its size, and makes a table that reaches to its
last cells: one record whose row or column lies is worth a hundred gigabytes, and the process is
aborted. So records are walked through here first, in the parser's own order.
https://learn.microsoft.com/openspecs/office_file_formats/ms-xls
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from rating_client.declarations.refusal import Refusal

_BOUND_SHEET, _STRINGS, _EXTENT, _END = 0x85, 0xFC, 0x200, 0x0A
_SEVERAL = 0xBD  # numbers side by side, the last column at the end
_CELLS = {0x03, 0x04, 0x05, 0x06, _SEVERAL, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E}
_PAIR = struct.Struct("<HH")  # kind and length of a record; row and column of a cell
_NUMBER = struct.Struct("<I")
_BEYOND = 1 << 16
# Cells of all sheets together, which the parser keeps twice: 130 MB.
_MAX_AREA = 2_000_000
_MAX_EXTENT = 65_536 * 256  # of a sheet, by its own word


def check_records(stream: bytes) -> None:
    """Raises `Refusal` where the workbook's stream would have the parser allocate too much."""
    area, left = 0, len(stream)
    try:
        for begun in _sheets(stream):
            cells, ended = _area(stream, begun)
            area, left = area + cells, left - (ended - begun)
            if left < 0:  # sheets that lie in each other
                raise Refusal("declarations.damaged")
            if area > _MAX_AREA:
                raise Refusal("declarations.too-many-rows")
    except struct.error as error:
        raise Refusal("declarations.damaged") from error


def _sheets(stream: bytes) -> Iterator[int]:
    """Where each sheet begins."""
    for kind, at, _ in _records(stream, 0):
        if kind == _BOUND_SHEET:
            yield _NUMBER.unpack_from(stream, at)[0]
        elif kind == _STRINGS and _NUMBER.unpack_from(stream, at + 4)[0] > len(stream):
            raise Refusal("declarations.damaged")


def _area(stream: bytes, begun: int) -> tuple[int, int]:
    """How many cells lie between the sheet's first and last, and where its records end."""
    top = left = _BEYOND
    bottom = right = -1
    at = begun
    for kind, at, size in _records(stream, begun):
        if kind in _CELLS:
            row, column = _PAIR.unpack_from(stream, at)
            last = _PAIR.unpack_from(stream, at + size - 4)[1] if kind == _SEVERAL else column
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, last)
        elif kind == _EXTENT and _extent(stream, at, size) > _MAX_EXTENT:
            raise Refusal("declarations.damaged")
    return max(bottom - top + 1, 0) * max(right - left + 1, 0), at


def _extent(stream: bytes, at: int, size: int) -> int:
    """Rows times columns, by the sheet's own word; before 1997 rows had two bytes."""
    first, last, left, right = struct.unpack_from("<IIHH" if size >= 14 else "<HHHH", stream, at)
    if last and right and (first > last or left > right):
        raise Refusal("declarations.damaged")
    return (last - first) * (right - left) if last and right else 0


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record from there to the end of its part."""
    end = len(stream) - _PAIR.size
    while at <= end:
        kind, size = _PAIR.unpack_from(stream, at)
        if kind == _END:
            return
        yield kind, at + 4, size
        at += 4 + size
