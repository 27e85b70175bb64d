"""The setup program: NSIS, for one user, in Vietnamese and English."""

from __future__ import annotations

import tempfile
from pathlib import Path

from installer import HERE
from installer.icon import write_icon
from installer.tools import run_tool


def build_setup(payload: Path, out: Path, version: str, *, fast: bool = False) -> Path:
    """`out`, which installs `payload`; with `fast` in a fifth of the time and a third larger."""
    with tempfile.TemporaryDirectory(prefix="rating-client-setup-") as folder:
        scratch = Path(folder)
        write_icon(scratch / "rating-client.ico")
        (scratch / "installed.nsh").write_text(_taking_away(payload), "utf-8")
        run_tool(
            *("makensis", "-V2", "-NOCD", "-INPUTCHARSET", "UTF8"),
            *(f"-DVERSION={version}", f"-DPAYLOAD={payload}", f"-DSCRATCH={scratch}"),
            *(f"-DSCRIPTS={HERE / 'nsis'}", f"-DOUT={out.resolve()}"),
            *(["-DFAST"] if fast else []),
            HERE / "nsis" / "setup.nsi",
        )
    return out


def _taking_away(payload: Path) -> str:
    """What the uninstaller deletes: the files that were installed, and folders left empty.

    Never a whole folder: what somebody put there stays.
    """
    files = [path for path in sorted(payload.rglob("*")) if path.is_file()]
    folders = sorted((path for path in payload.rglob("*") if path.is_dir()), reverse=True)
    lines = [f'Delete "$INSTDIR\\{_inside(path, payload)}"' for path in files]
    lines += [f'RMDir "$INSTDIR\\{_inside(path, payload)}"' for path in folders]
    return "\n".join(lines) + "\n"


def _inside(path: Path, payload: Path) -> str:
    return str(path.relative_to(payload)).replace("/", "\\").replace("$", "$$")
