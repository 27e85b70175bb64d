"""The folder as users will have it, from the checkout and hash-locked wheels for Windows.

rating-client.exe    prints, for the command line     rating-clientw.exe   for windows
python/              CPython and the path it looks along
site/                the program and its libraries
plugins/             empty: readers of others go here, and stay over an upgrade
licenses/            of everything in it
"""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from pathlib import Path

from installer import HERE, ROOT, CheckoutTrouble
from installer.launchers import build_launchers
from installer.pruning import prune
from installer.runtime import unpack_runtime
from installer.tools import BUILT_AT, run_tool

FOR_WINDOWS = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11")


def build_payload(folder: Path, version: str, runtime: Path | None = None) -> Path:
    """The payload in `folder`, which must not be there yet; returns `folder`."""
    if sys.version_info[:2] != (3, 11):
        raise CheckoutTrouble(
            "The payload holds Python 3.11 and is built by it: PYTHON=python3.11."
        )
    folder.mkdir(parents=True)
    unpack_runtime(folder / "python", runtime)
    shutil.copy(HERE / "python311._pth", folder / "python" / "python311._pth")
    _install_libraries(folder / "site")
    _install_program(folder / "site", version)
    _collect_licenses(folder)
    prune(folder)
    _compile(folder / "site")
    (folder / "plugins").mkdir()
    shutil.copy(HERE / "plugins.txt", folder / "plugins" / "README.txt")
    build_launchers(folder, version)
    for path in folder.rglob("*"):
        os.utime(path, (BUILT_AT, BUILT_AT))
    return folder


def version_of_checkout() -> str:
    text = (ROOT / "src" / "rating_client" / "__init__.py").read_text("utf-8")
    return next(line.split('"')[1] for line in text.splitlines() if line.startswith("__version__"))


def _install_libraries(site: Path) -> None:
    run_tool(
        *(Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", *FOR_WINDOWS),
        *("--target", site, "--no-deps", "--require-hashes", "--only-binary=:all:"),
        *("--link-mode=copy", "-r", ROOT / "requirements" / "windows.txt"),
    )


def _install_program(site: Path, version: str) -> None:
    """The program out of its own wheel: what is not in the wheel would be missed here as well."""
    wheels = site.parent / "wheel"
    run_tool(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(site)
    shutil.rmtree(wheels)
    told = site / "rating_client" / "__init__.py"
    told.write_text(told.read_text("utf-8").replace(version_of_checkout(), version), "utf-8")


def _collect_licenses(folder: Path) -> None:
    """Every licence text, by library; the wheels carry them in their metadata."""
    licenses = folder / "licenses"
    for told in sorted((folder / "site").glob("*.dist-info")):
        library = told.name.split("-")[0]
        for text in sorted(told.rglob("*")):
            if text.is_file() and text.name.upper().startswith(("LICEN", "COPYING", "NOTICE")):
                (licenses / library).mkdir(parents=True, exist_ok=True)
                shutil.copy(text, licenses / library / text.name)
    shutil.copy(folder / "python" / "LICENSE.txt", licenses / "CPython.txt")
    shutil.copy(ROOT / "THIRD-PARTY-NOTICES.md", licenses / "README.md")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")


def _compile(site: Path) -> None:
    """Byte code beside the sources: the program never writes into its own folder."""
    run_tool(
        *(sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"),
        *("-s", site.parent, "-p", "RatingClient", site),
        environment={"PYTHONHASHSEED": "0"},
    )
