"""Ending what waits on a socket in another thread: on Windows `shutdown` does not.

CancelIoEx: https://learn.microsoft.com/windows/win32/fileio/cancelioex-func
"""

from __future__ import annotations

import socket
import sys


def interrupt(waited_on: socket.socket) -> None:
    """Whatever waits on this connection now ends with an error. Elsewhere `shutdown` sees to it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CancelIoEx(ctypes.c_void_p(waited_on.fileno()), None)
