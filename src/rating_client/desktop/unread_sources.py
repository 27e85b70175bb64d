"""Modules are imported without PySide reading their sources.

Once QtCore is loaded, PySide has the source of what a statement imports read, and kept as lines,
to see whether it names PySide6: who does may ask for another spelling of Qt's names. Nobody here
does. What was read so in the first seconds took two megabytes for as long as the program ran.
"""

from __future__ import annotations

import sys


def leave_sources_unread() -> None:
    """From now on. A PySide that no longer reads them, or elsewhere, is left as it is."""
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and "_mod_uses_pyside" in vars(feature):
        vars(feature)["_mod_uses_pyside"] = _may_use_it


def _may_use_it(_module: object) -> bool:
    return True
