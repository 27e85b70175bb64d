"""Declaration software, as far as the folder it writes into shows it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path

from tests.support.closed_folder import closed


class ExportFolder:
    """Writes real files into a real folder, in the ways the real programs do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, data: bytes) -> Path:
        """The whole file in one go; a name with folders in it makes them."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def write_atomically(self, name: str, data: bytes) -> Path:
        """As Excel saves: under another name first, then renamed into place."""
        temporary = self.write(name + ".tmp", data)
        return temporary.rename(self.path / name)

    def begin(self, name: str, data: bytes, pieces: int = 4) -> GrowingFile:
        """Start to write a file that grows by one piece at a time."""
        return GrowingFile(self.path / name, data, pieces)

    def stamp(self, name: str, year: int) -> None:
        """Give a file a modification time of that year, as copying programs do."""
        at = (year - 1970) * 365.25 * 86_400
        os.utime(self.path / name, (at, at))

    def locked(self, name: str) -> AbstractContextManager[None]:
        """Nobody can open the file meanwhile. The folder must lie where any user may go."""
        return closed(self.path / name, afterwards=0o644)

    def state(self) -> dict[str, tuple[int, int, int]]:
        """Size, modification time and mode of everything, to show that nothing was changed."""
        found = {}
        for path in sorted(self.path.rglob("*")):
            about = path.lstat()
            found[str(path)] = (about.st_size, about.st_mtime_ns, about.st_mode)
        return found


class GrowingFile:
    """A file in the middle of being written."""

    def __init__(self, path: Path, data: bytes, pieces: int) -> None:
        self.path = path
        self._data = data
        self._step = -(-len(data) // pieces)
        self._written = 0
        self.grow()

    def grow(self) -> bool:
        """Write the next piece; False once everything is written."""
        piece = self._data[self._written : self._written + self._step]
        with self.path.open("ab") as file:
            file.write(piece)
        self._written += len(piece)
        return self._written < len(self._data)
