"""The screen the program needs, and Qt's application on it."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from rating_client import __version__
from rating_client.base.errors import Trouble
from rating_client.desktop.system.end_signals import EndSignals


def need_screen() -> None:
    """`Trouble` where there is none: Qt would end the process by a signal."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform not in ("win32", "darwin") and not any(map(os.environ.get, screens)):
        raise Trouble("desktop.no-screen")


def tray_application() -> QApplication:
    """The one of this process. It lives in the tray: it does not end with its last window."""
    if isinstance(made := QApplication.instance(), QApplication):
        return made
    # A name of our own beside Qt's QT_QPA_PLATFORM: Wine hides QT_* from the programs it runs.
    platform = os.environ.get("RATING_CLIENT_PLATFORM")
    application = QApplication(sys.argv[:1] + (["-platform", platform] if platform else []))
    application.setApplicationName("rating-client")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(False)
    EndSignals(application).asked.connect(application.quit)
    return application
