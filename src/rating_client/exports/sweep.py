"""One pass over a folder and everything below it: the truth about which exports lie there."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import NamedTuple

from rating_client.base.errors import Trouble
from rating_client.exports.trouble import file_trouble, folder_trouble

MAX_BYTES = 50 << 20  # no export comes near; checked before a file is opened
_EXTENSIONS = (
    ".xml",
    ".xls",
    ".xlsx",
    ".txt",
    ".edi",
    ".pdf",
    ".csv",
    ".htm",
    ".html",
)
_MAX_DEPTH = 24  # folders by client, year, month; a loop ends here at the latest
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
    try:
        waiting = _list_one(folder, listing)
    except OSError as error:
        raise folder_trouble(error, folder) from error
    depth = 1
    while waiting and depth < _MAX_DEPTH:
        below: list[str] = []
        for subfolder in waiting:
            try:
                below += _list_one(subfolder, listing)
            except FileNotFoundError:
                continue  # removed since its name was read
            except OSError as error:
                listing.troubles.append(folder_trouble(error, subfolder))
        waiting, depth = below, depth + 1
    return listing


def is_candidate(name: str) -> bool:
    """Whether a file of this name is looked at; the name decides nothing more."""
    return name.lower().endswith(_EXTENSIONS) and not name.startswith((".", "~$"))


def _list_one(folder: str, listing: Listing) -> list[str]:
    """Enter one folder's files and return its sub-folders.

    One entry that cannot be looked at hides nothing but itself; a folder of which that is true
    of every entry raises the last `OSError`, for then the folder is what is wrong.
    """
    subfolders = []
    seen = 0
    failed: dict[str, OSError] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_dir(follow_symlinks=False):
                    seen += 1
                    if not entry.name.startswith(".") and not _is_out_of_bounds(entry):
                        subfolders.append(entry.path)
                elif is_candidate(entry.name) and entry.is_file(follow_symlinks=False):
                    about = entry.stat(follow_symlinks=False)
                    if about.st_size and not _attributes(about) & _HIDDEN:
                        times = about.st_mtime_ns, about.st_ctime_ns
                        listing.files.append(Listed(entry.path, about.st_size, *times))
                    seen += 1
            except FileNotFoundError:
                continue  # removed since its name was read
            except OSError as error:
                failed[entry.path] = error
    if failed and not seen:
        raise next(reversed(failed.values()))
    listing.troubles += (file_trouble(error, path) for path, error in failed.items())
    return subfolders


def _is_out_of_bounds(entry: os.DirEntry[str]) -> bool:
    if not hasattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT") or os.name != "nt":
        return False
    about = entry.stat(follow_symlinks=False)
    return getattr(about, "st_reparse_tag", 0) == _JUNCTION or bool(_attributes(about) & _HIDDEN)


def _attributes(about: os.stat_result) -> int:
    return getattr(about, "st_file_attributes", 0)
