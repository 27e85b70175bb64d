"""Looks the program over where it is installed: imports, ledger, windows. Leaves nothing behind."""

from __future__ import annotations

import importlib
import pkgutil
import platform
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

import rating_client
from rating_client.base.paths import ProfilePaths
from rating_client.base.vault import HandedOverKey
from rating_client.desktop.look.theme import Theme
from rating_client.profile import Profile

_LIBRARIES = (
    *("apsw", "cryptography", "defusedxml", "joserfc", "keyring", "platformdirs", "pypdfium2"),
    *("python_calamine", "requests", "segno", "truststore", "urllib3", "watchdog"),
)
_NOT_OURS = "rating_client.receiver"  # an extra, and a program of its own


def look_over() -> dict[str, Any]:
    """`{"ok", "version", "python", "qt", "modules", "failures": [{"what", "error"}]}`."""
    failures: list[dict[str, str]] = []

    def attempt(what: str, action: Callable[[], object]) -> None:
        try:
            action()
        except Exception as error:  # noqa: BLE001 - whatever fails here is the finding
            failures.append({"what": what, "error": f"{type(error).__name__}: {error}"})

    modules = [
        found.name
        for found in pkgutil.walk_packages(rating_client.__path__, "rating_client.")
        if not found.name.startswith(_NOT_OURS) and not found.name.endswith("__main__")
    ]
    for name in (*_LIBRARIES, *modules):
        attempt(f"import {name}", partial(importlib.import_module, name))
    attempt("ledger and windows", _open_everything)
    return {
        "ok": not failures,
        "version": rating_client.__version__,
        "python": platform.python_version(),
        "qt": qVersion(),
        "modules": len(modules),
        "failures": failures,
    }


def _open_everything() -> None:
    from rating_client.desktop.card.window import CardWindow
    from rating_client.desktop.first_run.window import FirstRunWindow
    from rating_client.desktop.form.window import RatingWindow
    from rating_client.desktop.main.window import MainWindow

    # No screen is needed, or lit up: setup programs and services run this too.
    application = QApplication.instance() or QApplication(["", "-platform", "offscreen"])
    assert isinstance(application, QApplication)
    Theme(application)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths = ProfilePaths.inside(Path(folder))
        with Profile.open(paths, vault=HandedOverKey(bytes(32))) as profile:
            windows = (
                CardWindow(profile.clock),
                RatingWindow(clock=profile.clock),
                MainWindow(profile),
                FirstRunWindow(profile.enrolments, profile.clock),
            )
            for window in windows:
                window.grab()
                window.close()
