"""The folder's and a file's errors, as sentences. The one door for `OSError` in this package."""

from __future__ import annotations

import errno
import re
from pathlib import PurePath

from rating_client.base.errors import Trouble
from rating_client.exports.names import is_network_path, shown_name

# Windows' ways to say that the other computer does not answer; they arrive as plain OSError or
# as FileNotFoundError. https://learn.microsoft.com/windows/win32/debug/system-error-codes
_NETWORK_GONE = {51, 53, 54, 55, 59, 64, 67, 121, 1203, 1222, 1231, 1232, 1236, 1396, 2250}
# A share that no longer takes this user's password arrives as a plain OSError.
_NOT_LET_IN = {86, 1219, 1326, 1327, 1328, 1330, 1331, 1907, 1909}
_NO_MEDIUM = 21  # a drive without its card or stick arrives as PermissionError
_SHARING_VIOLATION = {32, 33}
_UNREACHABLE = {
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
    errno.ENOTCONN,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.EIO,
}


class FileTrouble(Trouble):
    """One file that cannot be used now; the others go on."""

    @property
    def quiet(self) -> bool:
        """Nobody needs to hear of it."""
        return False

    def retry_after(self, tries: int) -> float | None:
        """Seconds until the same bytes deserve another look after `tries` of them; None: never.

        A file that another program holds is looked at for ever, soon and then every minute.
        """
        if self.code in ("exports.file-busy", "exports.file-denied"):
            return float(min(2**tries, 60))
        return None


def folder_trouble(error: OSError, path: str) -> Trouble:
    """Why a folder cannot be listed: gone, out of reach, or not ours to read."""
    winerror = getattr(error, "winerror", None)
    if winerror in _NETWORK_GONE or error.errno in _UNREACHABLE:
        return Trouble("exports.folder-unreachable", server=_server(path))
    forbidden = isinstance(error, PermissionError) and winerror != _NO_MEDIUM
    if forbidden or winerror in _NOT_LET_IN:
        return Trouble("exports.folder-denied", path=shown_name(path))
    if is_network_path(path):
        return Trouble("exports.folder-unreachable", server=_server(path))
    return Trouble("exports.folder-missing", path=shown_name(path))


def file_trouble(error: OSError, path: str) -> FileTrouble:
    """Why a file cannot be opened or read now. A vanished file is the caller's to notice."""
    name = shown_name(PurePath(path).name)
    winerror = getattr(error, "winerror", None)
    if isinstance(error, PermissionError) and winerror not in _SHARING_VIOLATION:
        return FileTrouble("exports.file-denied", file=name)
    return FileTrouble("exports.file-busy", file=name)


def _server(path: str) -> str:
    if is_network_path(path):
        return shown_name(re.split(r"[\\/]+", path.lstrip("\\/"))[0])
    return shown_name(path)
