"""Damage inside a workbook: a zip whose bytes are changed is mostly no zip any more.

So one member is unpacked, changed and packed again, with a checksum that is right.
"""

from __future__ import annotations

import io
import lzma
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

_UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, RuntimeError),  # a method or a password made up by damage
)
_LARGEST = 1 << 20  # unpacked; a seed has some kilobytes


def changed_member(
    data: bytes, chance: random.Random, change: Callable[[bytes], bytes]
) -> bytes | None:
    """The zip with one of its members changed; None for what is no zip, or one that is damaged."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
            if sum(member.file_size for member in old.infolist()) > _LARGEST:
                return None
            names = old.namelist()
            chosen = chance.choice(names) if names else None
            for name in names:
                content = old.read(name)
                new.writestr(name, change(content) if name == chosen else content)
    except _UNREADABLE:
        return None
    return packed.getvalue()
