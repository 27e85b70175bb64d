"""A first look at folders a person may choose: is there anything in them that can be read?

Looks only at folders the declaration software is known to use and at those a person names; no
drive is searched.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.exports.at_present import PATIENCE
from rating_client.exports.opening import read_whole
from rating_client.exports.settling import SettledFile
from rating_client.exports.sweep import MAX_BYTES, Listed, list_exports

if TYPE_CHECKING:
    from rating_client.declarations.readers import Reading

Read = Callable[[bytes, str], "Reading"]

_TRIED = 3  # the newest files: enough to tell what sort of folder it is
_ALSO_KNOWN: Mapping[str, list[str]] = {  # refusals of files that belong in such a folder
    "declarations.not-registered": [],
    "declarations.cancelled": [],
    "declarations.supplement": [],
    "declarations.empty-form": [],
    "declarations.empty-list": [],
    "declarations.opaque-xml": ["ecus-xml-2.0"],
    "declarations.opaque-numbered": ["ecus-xml-2.0"],
}
_PROGRAMS = ("ECUS5VNACCS2018", "ECUS5VNACCS", "ECUS5", "ECUS")
_BELOW = ("XML_EXPORT", "Export", "XML", "ToKhai", "")
_DRIVES = ("C:\\", "D:\\", "E:\\")


class Verdict(StrEnum):
    READABLE = "readable"
    EMPTY = "empty"  # no export yet: one may come
    UNSUITABLE = "unsuitable"  # files, but none that any reader knows: a person may know better
    DENIED = "denied"
    MISSING = "missing"
    SILENT = "silent"  # no answer yet


@dataclass(frozen=True)
class FolderLook:
    """What was found. `newest` is unix seconds; `kinds` are formats by their readers' names."""

    path: str
    verdict: Verdict
    files: int = 0
    newest: float | None = None
    kinds: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        return self.verdict in (Verdict.READABLE, Verdict.EMPTY, Verdict.UNSUITABLE)


def known_places() -> list[str]:
    """Folders of known declaration software that exist on this computer, the likeliest first."""
    if os.name != "nt":
        return []
    found = []
    for drive in _DRIVES:
        for program in _PROGRAMS:
            inside = (Path(drive) / program / below for below in _BELOW)
            if (folder := next((each for each in inside if each.is_dir()), None)) is not None:
                found.append(str(folder))
    return found


def look_into(path: str, read: Read) -> FolderLook:
    """What lies in a folder; the newest few files are read to see whether anything can be."""
    try:
        files = list_exports(path).files
    except Trouble as trouble:
        denied = trouble.code == "exports.folder-denied"
        return FolderLook(path, Verdict.DENIED if denied else Verdict.MISSING)
    if not files:
        return FolderLook(path, Verdict.EMPTY)
    files.sort(key=lambda file: -file.modified_ns)
    tried = [_kinds_in(file, path, read) for file in files[:_TRIED]]
    found = [kinds for kinds in tried if kinds is not None]
    return FolderLook(
        path,
        Verdict.READABLE if found else Verdict.UNSUITABLE,
        len(files),
        files[0].modified_ns / 1e9,
        tuple(dict.fromkeys(chain.from_iterable(found))),
    )


def look_into_all(
    paths: Sequence[str],
    read: Read,
    tell: Callable[[list[FolderLook]], object],
    patience: float = PATIENCE,
) -> None:
    """Tell of all these folders after at most `patience` seconds, and of late ones once more.

    Returns when each has answered, and so perhaps never: for a thread of its own.
    """
    found: SimpleQueue[FolderLook] = SimpleQueue()
    wanted = list(dict.fromkeys(paths))
    for path in wanted:

        def look(path: str = path) -> None:
            found.put(look_into(path, read))

        threading.Thread(target=look, name="folder-look", daemon=True).start()
    looks: dict[str, FolderLook] = {}
    until = time.monotonic() + patience
    with suppress(Empty):
        while len(looks) < len(wanted):
            answered = found.get(timeout=max(0.0, until - time.monotonic()))
            looks[answered.path] = answered
    tell([looks.get(path) or FolderLook(path, Verdict.SILENT) for path in wanted])
    for _late in range(len(wanted) - len(looks)):
        tell([found.get()])


def _kinds_in(file: Listed, folder: str, read: Read) -> list[str] | None:
    """The formats of what is declared in this file; None where no reader knows it."""
    if file.size > MAX_BYTES:
        return None
    try:
        data = read_whole(SettledFile(file.path, folder, file.size, file.modified_ns, True))
        if data is None:
            return None
        reading = read(data, Path(file.path).name)
    except RatingClientError as error:
        return _ALSO_KNOWN.get(error.code)
    except OSError:
        return None
    return [each.source.format for each in reading.declarations if each.source is not None]
