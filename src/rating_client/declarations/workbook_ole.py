"""OLE files, the container of .xls, looked over before the parser sees them.

A file is cut into sectors, and tables say which sector follows which. Where they lead in a circle
the parser collects sectors until the memory is full and aborts the process. So every chain is
followed here first: together they cannot have more links than there are sectors.
https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from rating_client.declarations.refusal import Refusal

_HEADER = 512
_LAST = 0xFFFFFFFA  # this number and those above are no sectors
_IN_HEADER = 109  # sectors of the table that the header itself lists
_ENTRY = 128  # bytes of a directory entry
_SMALL = 4096  # shorter streams lie in sectors of their own size
_WORKBOOKS = ("Workbook", "Book")


def workbook_stream(data: bytes) -> bytes:
    """The stream that holds a workbook. Raises `Refusal` where sectors follow each other in a
    circle or lie beyond the file."""
    if len(data) < _HEADER:
        raise Refusal("declarations.damaged")
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise Refusal("declarations.damaged")
    sectors = _Sectors(data, 1 << shift)
    directory, _, small_below, mini_table = struct.unpack_from("<4I", data, 48)
    if small_below != _SMALL:
        raise Refusal("declarations.damaged")
    small_links = _Links(_numbers(sectors.stream(mini_table)))
    entries = sectors.stream(directory)
    small = b""
    streams: dict[str, bytes] = {}
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        first, size = struct.unpack_from("<II", entries, at + 116)
        if not size:
            continue
        # The first entry is the root. What kind the others say they are the parser does not ask.
        name = entries[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        if at and size < _SMALL:
            parts = (
                small[n << mini_shift : (n + 1) << mini_shift] for n in small_links.chain(first)
            )
            stream = b"".join(parts)
        else:
            stream = sectors.stream(first)
        if not at:
            small = stream
        streams.setdefault(name, stream[:size])
    return next((streams[name] for name in _WORKBOOKS if name in streams), b"")


class _Links:
    """A table of followers. Each sector is in one chain, so all chains share one budget."""

    def __init__(self, followers: Sequence[int]) -> None:
        self._followers = followers
        self._left = len(followers) + 1

    def chain(self, first: int) -> Iterator[int]:
        while first < min(_LAST, len(self._followers)):
            self._left -= 1
            if self._left < 0:
                raise Refusal("declarations.damaged")
            yield first
            first = self._followers[first]


class _Sectors:
    """The sectors of a file and the table of which follows which."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self._size = size
        self.links = _Links(_numbers(b"".join(map(self.content, self._tables()))))
        self.chain = self.links.chain

    def stream(self, first: int) -> bytes:
        """What a chain of sectors holds."""
        return b"".join(map(self.content, self.chain(first)))

    def content(self, number: int) -> bytes:
        """What a sector holds; nothing for one beyond the file's end."""
        begun = (number + 1) * self._size
        return self._data[begun : begun + self._size]

    def _tables(self) -> Iterator[int]:
        """The sectors that hold the table: listed in the header and in sectors of their own."""
        yield from _used(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        (more,) = struct.unpack_from("<I", self._data, 68)
        for _ in range(len(self._data) // self._size + 1):
            listed = _numbers(self.content(more)) if more < _LAST else ()
            if not listed:
                return
            yield from _used(listed[:-1])
            more = listed[-1]
        raise Refusal("declarations.damaged")


def _used(numbers: Sequence[int]) -> Iterator[int]:
    return (number for number in numbers if number < _LAST)


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
