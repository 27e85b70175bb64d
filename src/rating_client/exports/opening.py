"""Opening an export for the length of one read."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rating_client.exports.settling import SettledFile
from rating_client.windows import files

# Without O_NONBLOCK a pipe put in a file's place would hold the reader for ever.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file, open for reading; others may write, rename and delete it meanwhile.

    Raises `OSError`; a pipe or device is no file at all.
    """
    with os.fdopen(_descriptor(path), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileNotFoundError(errno.ENOENT, "not a regular file")
        yield file


def read_whole(file: SettledFile) -> bytes | None:
    """All bytes; None where the file is not, or no longer, the one that settled."""
    with opened(file.path) as content:
        if not _is_still(file, content):
            return None
        data = bytearray()
        while chunk := content.read(max(1, file.size + 1 - len(data))):
            data += chunk
            if len(data) > file.size:
                return None
        if len(data) != file.size or not _is_still(file, content):
            return None
        return bytes(data)


def _descriptor(path: str) -> int:
    if sys.platform == "win32":
        return files.descriptor(path)
    return os.open(path, _FLAGS)


def _is_still(file: SettledFile, content: BinaryIO) -> bool:
    about = os.fstat(content.fileno())
    return (about.st_size, about.st_mtime_ns) == (file.size, file.modified_ns)
