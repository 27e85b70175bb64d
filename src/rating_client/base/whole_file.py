"""A file that is there whole or not at all, whatever moment the power goes or the stick is pulled.

Written under a name nobody looks for, synced and renamed; then the folder is synced, for a name
that is only in memory goes with the stick. What cannot be finished is taken away again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import IO

from rating_client.base.errors import Trouble
from rating_client.windows import files

_CODES = {
    "stick-full": {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    "stick-read-only": {errno.EROFS},
    "stick-closed": {errno.EACCES, errno.EPERM},
    "stick-gone": {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE},
}


_TRIES, _MOMENT = 10, 0.05  # seconds


class NotWritten(Trouble):
    """The file is not there. `traces` says whether bytes of it may still lie on that disk."""

    def __init__(self, code: str, *, traces: bool) -> None:
        super().__init__(code)
        self.traces = traces


def replace_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of what lies at `path`, readable by this user alone.

    `OSError` where the disk refuses: then what lay there still does, or `data` whole.
    """
    unfinished = _unfinished(path)
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _rename(unfinished, path)
        flush_folder(path.parent)
    except OSError:
        _removed(unfinished)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, where nothing may lie yet, on a disk that can be pulled out.

    It is read back. `NotWritten` with its sentence if it is not there then.
    """
    unfinished = _unfinished(path)
    begun: list[Path] = []  # never what was there before
    try:
        if path.exists():
            raise NotWritten("base.name-taken", traces=False)
        with _created(unfinished) as file:
            begun.append(unfinished)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        begun.append(path)
        _rename(unfinished, path)
        if path.read_bytes() != data:
            raise OSError(errno.EIO, "what is on the disk is not what was written")
        flush_folder(path.parent)
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        left = [each for each in begun if not _removed(each)]
        raise NotWritten(_code(error, path.parent), traces=bool(left)) from error


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name in `folder` that nothing has yet: `stem.suffix`, or else `stem-2.suffix` and so on."""
    path, number = folder / f"{stem}{suffix}", 1
    while os.path.exists(path):  # noqa: PTH110 - no trouble where it may not look: writing tells
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def flush_folder(folder: Path) -> None:
    """Make renames in `folder` durable, where the system has a way to ask for it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some sticks' file systems
            raise
    finally:
        os.close(descriptor)


def _created(path: Path) -> IO[bytes]:
    if sys.platform == "win32":
        return os.fdopen(files.descriptor(str(path), new=True), "wb")
    return path.open("wb")


def _rename(unfinished: Path, path: Path) -> None:
    """Windows renames nothing that another program looks into: a scanner is done in a moment."""
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        with contextlib.suppress(PermissionError):
            unfinished.replace(path)
            return
        time.sleep(_MOMENT)
    unfinished.replace(path)


def _unfinished(path: Path) -> Path:
    # Another program may be writing the same file at this moment.
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _removed(path: Path) -> bool:
    """Whether nothing of it is left where anybody could find it."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        return True
    return False


def _code(error: OSError | ValueError, folder: Path) -> str:
    if getattr(error, "winerror", None) == files.WRITE_PROTECTED:
        return "base.stick-read-only"
    if not os.path.isdir(folder):  # noqa: PTH112 - a stick pulled out in Windows makes others raise
        return "base.stick-gone"
    number = error.errno if isinstance(error, OSError) else None
    named = (code for code, numbers in _CODES.items() if number in numbers)
    return f"base.{next(named, 'stick-refuses')}"
