"""One key combination that works in every program: Ctrl+Alt+R asks for the next declaration.

RegisterHotKey: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerhotkey.
Windows sends WM_HOTKEY to the thread that registered it, which must have a message loop.
"""

from __future__ import annotations

import sys

WM_HOTKEY = 0x0312
ID = 0x5243  # any number below 0xC000, ours alone in this process
_ALT_CONTROL_ONCE = 0x0001 | 0x0002 | 0x4000  # and not again while it is held down
_R = 0x52


def register() -> bool:
    """Ask for the combination. False where another program has it, and elsewhere."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.RegisterHotKey(None, ID, _ALT_CONTROL_ONCE, _R))
    return False


def unregister() -> None:
    """Give it back."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.UnregisterHotKey(None, ID)


def was_pressed(message_address: int) -> bool:
    """Whether the MSG at this address is our hotkey's; as Qt hands it to a native event filter."""
    if sys.platform == "win32":
        from ctypes import wintypes

        message = wintypes.MSG.from_address(message_address)
        return bool(message.message == WM_HOTKEY and message.wParam == ID)
    return False
