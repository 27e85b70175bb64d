"""What sort of drive a path lies on. Asked of Windows; unknown elsewhere.

GetDriveTypeW: https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
"""

from __future__ import annotations

import sys
from pathlib import PureWindowsPath

_FIXED = 3


def on_a_fixed_drive(path: str) -> bool:
    """Whether `path` lies on a disk of this computer: no share, no stick, no mapped drive."""
    if sys.platform != "win32":
        return False
    import ctypes

    root = PureWindowsPath(path).anchor
    return bool(root) and ctypes.windll.kernel32.GetDriveTypeW(root) == _FIXED
