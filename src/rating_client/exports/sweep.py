"""One pass over a folder and everything below it: the truth about which exports lie there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rating_client.base.errors import Trouble
from rating_client.exports.trouble import file_trouble, folder_trouble

MAX_BYTES = 50 << 20  # no export comes near; checked before a file is opened
_EXTENSIONS = (
    ".xml",
    ".xls",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".txt",
    ".edi",
    ".pdf",
    ".csv",
    ".tsv",
    ".htm",
    ".html",
    ".mht",
    ".mhtml",
)
MAX_DEPTH = 24  # folders by client, year, month; a loop ends here at the latest
_PART = 500
_HIDDEN = 0x2 | 0x4  # Windows: hidden, system
_JUNCTION = 0xA0000003  # Windows: IO_REPARSE_TAG_MOUNT_POINT


class Listed(NamedTuple):
    """A file that may be an export, as the folder's own list describes it."""

    path: str
    size: int
    modified_ns: int
    changed_ns: int  # st_ctime: on Windows the time of creation, elsewhere of any change


@dataclass
class Listing:
    files: list[Listed] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)  # what below cannot be looked at


def list_exports(folder: str) -> Listing:
    """Every candidate below `folder`; `Trouble` where the folder itself cannot be listed.

    Regular files with an export's extension, not empty. What is inside decides later. Left
    out: symbolic links, so that no loop is followed, pipes and devices, which could block a
    reader for ever, hidden files, and the lock files (`~$`) that Excel puts beside a workbook.
    """
    listing = Listing()
    for part in listed_in_parts(folder):
        listing.files += part.files
        listing.troubles += part.troubles
    return listing


def listed_in_parts(folder: str) -> Iterator[Listing]:
    """The same, a few hundred files at a time, for whoever has other things to do in between."""
    waiting, depth = [folder], 0
    while waiting and depth < MAX_DEPTH:
        below: list[str] = []
        for path in waiting:
            try:
                yield from _list_one(path, below)
            except OSError as error:
                if path == folder:
                    raise folder_trouble(error, folder) from error
                if not isinstance(error, FileNotFoundError):  # removed since its name was read
                    yield Listing(troubles=[folder_trouble(error, path)])
        waiting, depth = below, depth + 1


def is_candidate(name: str) -> bool:
    """Whether a file of this name is looked at; the name decides nothing more."""
    return name.lower().endswith(_EXTENSIONS) and not name.startswith((".", "~$"))


def _list_one(folder: str, subfolders: list[str]) -> Iterator[Listing]:
    """One folder's files, and its sub-folders entered into `subfolders`.

    One entry that cannot be looked at hides nothing but itself; a folder of which that is true
    of every entry raises the last `OSError`, for then the folder is what is wrong.
    """
    seen = 0
    failed: dict[str, OSError] = {}
    part = Listing()
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_dir(follow_symlinks=False):
                    seen += 1
                    about = entry.stat(follow_symlinks=False) if os.name == "nt" else None
                    if not entry.name.startswith(".") and not is_out_of_bounds(about):
                        subfolders.append(entry.path)
                elif is_candidate(entry.name) and entry.is_file(follow_symlinks=False):
                    about = entry.stat(follow_symlinks=False)
                    if about.st_size and not _attributes(about) & _HIDDEN:
                        times = about.st_mtime_ns, about.st_ctime_ns
                        part.files.append(Listed(entry.path, about.st_size, *times))
                    seen += 1
            except FileNotFoundError:
                continue  # removed since its name was read
            except OSError as error:
                failed[entry.path] = error
            if len(part.files) >= _PART:
                yield part
                part = Listing()
    if failed and not seen:
        raise next(reversed(failed.values()))
    part.troubles += (file_trouble(error, path) for path, error in failed.items())
    yield part


def is_out_of_bounds(about: os.stat_result | None) -> bool:
    """Whether a folder is not entered: on Windows hidden ones, and links to other places."""
    tag = getattr(about, "st_reparse_tag", 0)
    return tag == _JUNCTION or bool(_attributes(about) & _HIDDEN)


def _attributes(about: os.stat_result | None) -> int:
    return getattr(about, "st_file_attributes", 0)
