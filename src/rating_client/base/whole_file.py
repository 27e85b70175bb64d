"""A file that is there whole or not at all, on a disk that can be pulled out at any moment.

Written under a name nobody looks for, synced, renamed, and read back; then the folder is synced,
for a name that is only in memory goes with the stick. What cannot be finished is taken away again.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from rating_client.base.errors import Trouble

_CODES = {
    "stick-full": {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    "stick-read-only": {errno.EROFS},
    "stick-closed": {errno.EACCES, errno.EPERM},
    "stick-gone": {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTDIR, errno.ESTALE},
}


class NotWritten(Trouble):
    """The file is not there. `traces` says whether bytes of it may still lie on that disk."""

    def __init__(self, code: str, *, traces: bool) -> None:
        super().__init__(code)
        self.traces = traces


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, where nothing may lie yet; `NotWritten` with its sentence if not."""
    unfinished = path.with_name(f".{path.name}.part")
    begun: list[Path] = []  # never what was there before
    try:
        if path.exists():
            raise NotWritten("base.name-taken", traces=False)
        with unfinished.open("wb") as file:
            begun.append(unfinished)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        begun.append(path)
        unfinished.replace(path)
        if path.read_bytes() != data:
            raise OSError(errno.EIO, "what is on the disk is not what was written")
        _sync_folder(path.parent)
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        left = [each for each in begun if not _removed(each)]
        raise NotWritten(_code(error), traces=bool(left)) from error


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name in `folder` that nothing has yet: `stem.suffix`, or else `stem-2.suffix` and so on."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows knows no handle of a folder to sync
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some sticks' file systems
            raise
    finally:
        os.close(descriptor)


def _removed(path: Path) -> bool:
    """Whether nothing of it is left where anybody could find it."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        return True
    return False


def _code(error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    named = (code for code, numbers in _CODES.items() if number in numbers)
    return f"base.{next(named, 'stick-refuses')}"
