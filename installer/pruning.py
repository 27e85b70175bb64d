"""What of Qt and the libraries users need, by a list of what is allowed.

PySide6's wheel brings QML, a designer and a software renderer: 150 of its 200 MB.
"""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path

MODULES = ("Core", "Gui", "Network", "PrintSupport", "Svg", "Test", "Widgets")
QT = (
    *(f"Qt{module}.pyd" for module in MODULES),
    *(f"Qt6{module}.dll" for module in MODULES),
    *("__init__.py", "_config.py", "_git_pyside_version.py", "pyside6.abi3.dll"),
    *("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll"),
    *("support/*.py", "support/**/*.py"),
    *("plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll"),
    *("plugins/styles/qmodernwindowsstyle.dll", "plugins/iconengines/qsvgicon.dll"),
    *("plugins/imageformats/qico.dll", "plugins/imageformats/qsvg.dll"),
    "plugins/networkinformation/qnetworklistmanager.dll",
)
# No one at a broker's desk calls these; `bin` and `share` hold commands and manual pages.
_NOT_WANTED = ("bin", "share", "pypdfium2_cli", "**/*.pyi", "**/tests", "**/__pycache__")


def prune(folder: Path) -> None:
    """Take away from a payload what nobody runs."""
    qt = folder / "site" / "PySide6"
    for path in sorted(qt.rglob("*"), reverse=True):
        inside = path.relative_to(qt).as_posix()
        if path.is_file() and not any(fnmatch(inside, allowed) for allowed in QT):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for pattern in _NOT_WANTED:
        for path in (folder / "site").glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for record in (folder / "site").glob("*.dist-info/RECORD"):
        record.unlink()  # it lists what is no longer here
