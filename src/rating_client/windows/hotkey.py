"""One key combination that works in every program: it asks for the next declaration.

RegisterHotKey: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerhotkey.
Windows sends WM_HOTKEY to the thread that registered it, which must have a message loop.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

USUAL = "Ctrl+Alt+R"
WM_HOTKEY = 0x0312
ID = 0x5243  # any number below 0xC000, ours alone in this process
_ONCE = 0x4000  # and not again while it is held down
_HELD = {"Ctrl": 0x0002, "Alt": 0x0001, "Shift": 0x0004}
_F1 = 0x70


class Keys(NamedTuple):
    """As Windows wants them: MOD_* together, and the virtual key."""

    held: int
    key: int


def keys_of(combination: str) -> Keys | None:
    """What `Ctrl+Alt+R` means; None where no such combination can be had.

    Ctrl or Alt is always held, because a letter alone belongs to whoever types. F12 belongs to
    debuggers.
    """
    *names, last = combination.split("+")
    key = _key(last)
    if key is None or len(set(names)) < len(names) or not {"Ctrl", "Alt"} & set(names):
        return None
    if any(name not in _HELD for name in names):
        return None
    return Keys(sum(_HELD[name] for name in names), key)


def is_there() -> bool:
    """Whether this system lets a program have one."""
    return sys.platform == "win32"


def register(combination: str) -> bool:
    """Ask for the combination. False where another program has it, and elsewhere."""
    keys = keys_of(combination)
    if sys.platform == "win32" and keys is not None:
        import ctypes

        return bool(ctypes.windll.user32.RegisterHotKey(None, ID, keys.held | _ONCE, keys.key))
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


def _key(name: str) -> int | None:
    """A letter or digit is its own code: https://learn.microsoft.com/windows/win32/inputdev."""
    if re.fullmatch(r"[A-Z0-9]", name, re.ASCII):
        return ord(name)
    if found := re.fullmatch(r"F([1-9]|1[01])", name, re.ASCII):
        return _F1 + int(found[1]) - 1
    return None
