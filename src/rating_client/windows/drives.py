"""What sort of drive a path lies on. Asked of Windows; unknown elsewhere.

GetDriveTypeW: https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
GetVolumeInformationW: https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getvolumeinformationw
"""

from __future__ import annotations

import sys
from pathlib import PureWindowsPath

_FIXED = 3
_KEEP_TIMES = ("NTFS", "ReFS")
_LONGEST_NAME = 261


def keeps_times(path: str) -> bool:
    """Whether `path` lies on a disk of this computer where each change of names shows in a
    directory's time: no share, no mapped drive, and no FAT, which many a USB disk has."""
    if sys.platform != "win32":
        return False
    import ctypes

    root = PureWindowsPath(path).anchor
    if not root or ctypes.windll.kernel32.GetDriveTypeW(root) != _FIXED:
        return False
    system = ctypes.create_unicode_buffer(_LONGEST_NAME)
    known = ctypes.windll.kernel32.GetVolumeInformationW(
        root, None, 0, None, None, None, system, _LONGEST_NAME
    )
    return bool(known) and system.value in _KEEP_TIMES
