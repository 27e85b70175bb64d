"""Whether Windows shows a contrast theme: its colours then stand before those of any program.

SPI_GETHIGHCONTRAST: https://learn.microsoft.com/windows/win32/api/winuser/ns-winuser-highcontrastw
"""

from __future__ import annotations

import sys

_GET_HIGH_CONTRAST = 0x42
_ON = 0x1


def high_contrast() -> bool:
    """False elsewhere, and where Windows does not say."""
    if sys.platform != "win32":
        return False
    import ctypes

    class HighContrast(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint),
            ("flags", ctypes.c_uint),
            ("scheme", ctypes.c_wchar_p),
        )

    found = HighContrast(ctypes.sizeof(HighContrast), 0, None)
    told = ctypes.windll.user32.SystemParametersInfoW(
        _GET_HIGH_CONTRAST, found.size, ctypes.byref(found), 0
    )
    return bool(told) and bool(found.flags & _ON)
