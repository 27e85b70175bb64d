"""Is this a moment to show something? Asked of Windows; unknown elsewhere.

SHQueryUserNotificationState: https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state
"""

from __future__ import annotations

import sys

_ACCEPTS_NOTIFICATIONS = 5


def presenting() -> bool:
    """Whether a presentation, a full-screen program or Windows' own quiet time is on."""
    if sys.platform != "win32":
        return False
    import ctypes

    state = ctypes.c_int()
    failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
    return not failed and state.value != _ACCEPTS_NOTIFICATIONS


def idle_seconds() -> float | None:
    """Seconds since the last key or mouse input in any window; None where nobody can say."""
    if sys.platform != "win32":
        return None
    import ctypes

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("ticks", ctypes.c_uint))

    last = LastInput(ctypes.sizeof(LastInput), 0)
    if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    # Both tick counts wrap after 49.7 days; their difference does not mind.
    elapsed = (ctypes.windll.kernel32.GetTickCount() - last.ticks) & 0xFFFFFFFF
    return float(elapsed) / 1000


def locked() -> bool:
    """Whether this session shows no desktop: the screen is locked, or RDP is disconnected."""
    if sys.platform != "win32":
        return False
    import ctypes

    desktop = ctypes.windll.user32.OpenInputDesktop(0, False, 0x0100)  # DESKTOP_SWITCHDESKTOP
    if not desktop:
        return True
    ctypes.windll.user32.CloseDesktop(desktop)
    return False
