"""Two small programs that start CPython with ours: one prints, one has windows.

CPython's own libraries keep the signatures of the Python Software Foundation; only these few
kilobytes are new to a virus scanner.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from installer import HERE
from installer.icon import write_icon
from installer.tools import run_tool

_SOURCES = HERE / "launcher"
_TOOLS = "x86_64-w64-mingw32-"
WINDOW, CONSOLE = "rating-clientw.exe", "rating-client.exe"


def build_launchers(folder: Path, version: str) -> None:
    """Both launchers in `folder`, with icon, version resource and manifest."""
    with tempfile.TemporaryDirectory(prefix="rating-client-launcher-") as scratch:
        write_icon(Path(scratch) / "rating-client.ico")
        for name, subsystem in ((WINDOW, "-mwindows"), (CONSOLE, "-mconsole")):
            resources = Path(scratch) / f"{name}.o"
            numbers = ",".join([*version.split("."), "0"][:4])
            run_tool(
                *(f"{_TOOLS}windres", f"--include-dir={scratch}", f"--include-dir={_SOURCES}"),
                *(f"-DVERSION_NUMBERS={numbers}", f'-DVERSION_TEXT=\\"{version}\\"'),
                *(f'-DFILE_NAME=\\"{name}\\"', _SOURCES / "launcher.rc", resources),
            )
            run_tool(
                *(f"{_TOOLS}gcc", "-municode", subsystem, "-O2", "-s", "-Wall", "-Werror"),
                *("-Wl,--no-insert-timestamp", _SOURCES / "launcher.c", resources),
                *("-o", folder / name),
            )
