"""Opening a file by Windows itself, which says why not.

`os.open` there tells neither a file in use nor a locked stick from a forbidden one, and keeps
others from renaming and deleting what is open.

CreateFileW: https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew
"""

from __future__ import annotations

import os
import sys

WRITE_PROTECTED = 19  # ERROR_WRITE_PROTECT: the stick's little switch

if sys.platform == "win32":
    import _winapi
    import msvcrt

    _EVERYTHING = 1 | 2 | 4  # FILE_SHARE_READ, _WRITE, _DELETE
    _CREATE_ALWAYS = 2

    def descriptor(path: str, *, new: bool = False) -> int:
        """Of what lies at `path`, to read; or of a `new` file in its place, to write.

        Raises `OSError` with its `winerror`.
        """
        access = _winapi.GENERIC_WRITE if new else _winapi.GENERIC_READ
        opening = _CREATE_ALWAYS if new else _winapi.OPEN_EXISTING
        handle = _winapi.CreateFile(path, access, _EVERYTHING, 0, opening, 0, 0)
        return msvcrt.open_osfhandle(handle, os.O_BINARY | (os.O_WRONLY if new else os.O_RDONLY))
