"""The names in a folder and below, from look to look: which were not there before.

Looking at names costs a fifth of looking at files. Where nothing has changed, the names of a
directory give the digest they gave before, and nothing else is asked. On a local disk not even
that: the directory's modification time says that nothing came, went or was renamed. What this
cannot see is a file written again under its old name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from rating_client.base.errors import Trouble
from rating_client.exports.names import shown_name
from rating_client.exports.sweep import MAX_DEPTH, is_candidate, is_out_of_bounds
from rating_client.exports.trouble import folder_trouble

# A directory changed within this time of being listed may change again under the same time.
_COARSEST_CLOCK = 3.0  # seconds; FAT keeps two


class Kept(NamedTuple):
    """What is kept of a directory over a restart: its names as a digest, its sub-folders."""

    digest: bytes
    subfolders: tuple[str, ...]


@dataclass
class NewNames:
    files: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


class _Directory(NamedTuple):
    kept: Kept
    modified_ns: int | None  # None where it must not be trusted


class Directories:
    """The directories of one export folder. `known` gives the names of the files in a directory
    that need no telling; `trusted` says whether modification times of directories can be trusted
    here, and is asked anew at each whole look: a share may be mounted over an empty folder.
    `from_elsewhere`: at the last start the folder had files and lay on no disk of this computer."""

    def __init__(
        self,
        folder: str,
        kept: Mapping[str, Kept],
        known: Callable[[str], set[str]],
        *,
        trusted: Callable[[], bool],
        from_elsewhere: bool = False,
    ) -> None:
        self._folder = folder
        self._known = known
        self._ask_trusted = trusted
        self._trusted = False
        self._from_elsewhere = from_elsewhere
        self._volume: int | None = None  # on which the folder had names
        self._directories = {path: _Directory(each, None) for path, each in kept.items()}

    @property
    def kept(self) -> dict[str, Kept]:
        return {path: directory.kept for path, directory in self._directories.items()}

    @property
    def trusted(self) -> bool:
        """Whether the folder lay on a disk of this computer at the last whole look."""
        return self._trusted

    @property
    def from_elsewhere(self) -> bool:
        """Whether what lay in the folder last lay on no disk of this computer."""
        return self._from_elsewhere

    def look(self, now: float, *, whole: bool) -> NewNames:
        """Paths of candidates that are not known. `whole` trusts no modification time.

        Raises `Trouble` where the folder itself cannot be listed, or where another volume, an empty
        one, has taken its place; a folder below only hides what is in it. Links are not followed.
        """
        if whole:
            self._trusted = self._ask_trusted()
        new = NewNames()
        found: dict[str, _Directory] = {}
        level, depth = [self._folder], 0
        while level and depth < MAX_DEPTH:
            below: list[str] = []
            for path in level:
                try:
                    found[path] = self._looked_at(path, now, new, whole=whole)
                except OSError as error:
                    if path == self._folder:
                        raise folder_trouble(error, path) from error
                    if not isinstance(error, FileNotFoundError):  # removed since its name was read
                        new.troubles.append(folder_trouble(error, path))
                    continue
                below += (_inside(path, name) for name in found[path].kept.subfolders)
            level, depth = below, depth + 1
        self._directories = found
        return new

    def _looked_at(self, path: str, now: float, new: NewNames, *, whole: bool) -> _Directory:
        before, top = self._directories.get(path), path == self._folder
        about = os.stat(path) if self._trusted or top else None  # noqa: PTH116 - as it is named
        modified_ns = about.st_mtime_ns if about and self._trusted else None
        if before and not whole and modified_ns is not None and modified_ns == before.modified_ns:
            return before
        names = os.listdir(path)  # noqa: PTH208 - a Path for each of 100,000 names costs more
        if about and top:
            self._beware(names, about.st_dev)
        digest = blake2b("\0".join(names).encode("utf-8", "surrogateescape"), digest_size=16)
        if modified_ns is not None and now - modified_ns / 1e9 <= _COARSEST_CLOCK:
            modified_ns = None
        if before and before.kept.digest == digest.digest():
            return _Directory(before.kept, modified_ns)
        known = self._known(path)
        others = []
        for name in names:
            if not is_candidate(name):
                others.append(name)
            elif name not in known:
                new.files.append(_inside(path, name))
        subfolders = set(before.kept.subfolders) if before else set()
        subfolders = {name for name in others if _is_folder(path, name, subfolders)}
        return _Directory(Kept(digest.digest(), tuple(sorted(subfolders))), modified_ns)

    def _beware(self, names: list[str], volume: int) -> None:
        """`Trouble` where the folder is empty because the share in it is mounted no more.

        Whoever clears a folder out leaves it on the volume it was on, and hears nothing.
        """
        if names:
            self._volume, self._from_elsewhere = volume, not self._trusted
            return
        moved = self._volume is not None and self._volume != volume
        if moved or (self._volume is None and self._from_elsewhere and self._trusted):
            raise Trouble("exports.folder-emptied", path=shown_name(self._folder))


def _inside(path: str, name: str) -> str:
    return path + name if path.endswith(("/", "\\")) else path + os.sep + name


def _is_folder(path: str, name: str, before: set[str]) -> bool:
    if name in before:
        return True
    if name.startswith("."):
        return False
    try:
        about = os.lstat(_inside(path, name))
    except OSError:
        return False
    return stat.S_ISDIR(about.st_mode) and not is_out_of_bounds(about)
