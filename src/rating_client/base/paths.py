"""Where one profile keeps its files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rating_client.base.errors import Trouble

APP = "rating-client"


@dataclass(frozen=True)
class ProfilePaths:
    """The folders of one profile. Never on a network path: SQLite's locks do not hold there."""

    data: Path
    config: Path

    @classmethod
    def usual(cls) -> ProfilePaths:
        """This user's own profile; local, never roaming with a Windows account."""
        import platformdirs

        return cls(
            platformdirs.user_data_path(APP, appauthor=False, roaming=False),
            platformdirs.user_config_path(APP, appauthor=False, roaming=False),
        )

    @classmethod
    def inside(cls, folder: Path) -> ProfilePaths:
        """Data and settings together in one folder: `--profile`, and every test."""
        # Windows knows a folder by any spelling; its key and its door are named by one.
        folder = Path(os.path.normcase(folder.absolute()))
        return cls(folder, folder)

    @property
    def ledger(self) -> Path:
        return self.data / "ledger.db"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def lock(self) -> Path:
        return self.data / "running.lock"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    def make(self) -> None:
        """Create both folders, readable by this user alone. `Trouble` where that is not allowed."""
        try:
            for folder in (self.data, self.config):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if os.name == "posix" and folder.stat().st_mode & 0o777 != 0o700:
                    folder.chmod(0o700)
        except OSError as error:
            raise Trouble("base.ledger-not-writable") from error


def backups_of(ledger: Path) -> tuple[Path, Path]:
    """Where the two copies of this ledger lie, the newer one first."""
    return ledger.with_suffix(".backup-1"), ledger.with_suffix(".backup-2")


def log_of(ledger: Path) -> Path:
    """Where SQLite writes what is newest, until it is taken into the ledger."""
    return ledger.with_name(ledger.name + "-wal")
