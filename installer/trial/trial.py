"""What one trial works with: two versions built, a Windows, a receiver on this side."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from installer.digests import sha256_of
from installer.trial.wine import Wine, wait_until, windows_path
from tests.support.receivers import RunningReceiver

OLD, NEW = "0.0.1", "0.0.2"
FOLDER_SETTING = r"C:\ECUS 5\Export"


@dataclass(frozen=True)
class Trial:
    """`payload` is what the setup program and the MSI of `OLD` install; `NEW` is the upgrade."""

    payload: Path
    setups: dict[str, Path]
    msis: dict[str, Path]
    wine: Wine
    receiver: RunningReceiver
    scratch: Path

    def set_up(self, version: str, *options: str) -> int:
        """Install silently; the exit code."""
        code = self.wine.run(self.setups[version], "/S", *options, seconds=240).code
        if code == 0:
            self.wine.without_network_look()
        return code

    def uninstall(self, *options: str) -> int:
        """Uninstall silently; the exit code. From a copy, which ends only once it is done."""
        copy = self.scratch / "uninstall.exe"
        copy.write_bytes((self.wine.installed / "uninstall.exe").read_bytes())
        where = f"_?={windows_path(self.wine.installed)}"
        return self.wine.run(copy, "/S", *options, where, seconds=120).code

    def msiexec(self, what: str, version: str, *properties: str) -> int:
        """Install or uninstall the MSI silently; the exit code, of which a process keeps a byte."""
        msi = windows_path(self.msis[version])
        return self.wine.run("msiexec", what, msi, "/qn", *properties, seconds=240).code

    def started(self) -> subprocess.Popen[str]:
        """The program in the tray, once it can be spoken to."""
        key = self.wine.user_data / "running.key"
        key.unlink(missing_ok=True)  # of an earlier run
        running = self.wine.start(self.wine.installed / "rating-clientw.exe", "--tray")
        assert wait_until(key.exists), "the program did not start"
        return running

    def installed_files(self) -> set[str]:
        return files_below(self.wine.installed)

    def differing(self) -> list[str]:
        """Installed files that are not the payload's bytes."""
        return [
            name
            for name in sorted(files_below(self.payload) & self.installed_files())
            if sha256_of(self.payload / name) != sha256_of(self.wine.installed / name)
        ]


def files_below(folder: Path) -> set[str]:
    """The files below a folder, by their paths inside it."""
    if not folder.exists():
        return set()
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
