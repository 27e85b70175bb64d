"""Whether a file says of itself that nothing is missing at its end."""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

_TAIL = 1 << 12
_ROOT = re.compile(rb"<([A-Za-z_][\w.:\-]*)")
# The header of a VNACCS telegram, which ends with the bytes of the whole
_TELEGRAM = re.compile(rb"[^\r\n]{3}[A-Z0-9 ]{5}[A-Z0-9*# ]{7}[0-9 ]{14}[^\r\n]{363}([0-9]{6})\r\n")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNUSED_SECTOR = 0xFFFFFFFF
_HEADER_FATS = 109  # places for FAT sectors in an OLE header; more make a file we wait for


def complete(file: BinaryIO, size: int) -> bool | None:
    """Whether the format's own end is in place: closing tag, zip directory, all OLE sectors,
    the length in a telegram's header.

    None for a format that does not tell, or not in so few words.
    """
    head = file.read(512)
    if head.startswith(b"PK\x03\x04"):
        return _zip_is_whole(_tail(file, size), size)
    if head.startswith(_OLE_MAGIC):
        return _ole_is_whole(file, head, size)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _xml_is_whole(head, _tail(file, size))
    if telegram := _TELEGRAM.match(head):
        length = int(telegram[1])
        return None if size > length else size == length  # more than one may be on its way
    return None


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - _TAIL))
    return file.read(_TAIL)


def _xml_is_whole(head: bytes, tail: bytes) -> bool | None:
    root = _ROOT.search(head)
    if root is None:
        return None
    return tail.rstrip(b"\0 \t\r\n").endswith(b"</" + root.group(1) + b">")


def _zip_is_whole(tail: bytes, size: int) -> bool:
    """The end record stands at the very end and its directory where it says."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return False
    directory, offset, comment = struct.unpack("<IIH", tail[at + 12 : at + 22])
    end = size - (len(tail) - at)
    return bool(offset + directory == end and end + 22 + comment == size)


def _ole_is_whole(file: BinaryIO, head: bytes, size: int) -> bool | None:
    """Every sector that the allocation table calls used lies inside the file."""
    if len(head) < 512:
        return False
    sector = 1 << struct.unpack_from("<H", head, 30)[0]
    (tables,) = struct.unpack_from("<I", head, 44)
    if sector not in (512, 4096) or not 0 < tables <= _HEADER_FATS:
        return None
    per_table = sector // 4
    last = -1
    for number, place in enumerate(struct.unpack_from(f"<{tables}I", head, 76)):
        file.seek((place + 1) * sector)
        table = file.read(sector)
        if len(table) < sector:
            return False
        for index, entry in enumerate(struct.unpack(f"<{per_table}I", table)):
            if entry != _UNUSED_SECTOR:
                last = number * per_table + index
    return bool(size >= (last + 2) * sector)
