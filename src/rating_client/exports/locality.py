"""Whether a folder lies on a disk of this computer, where a directory's time can be trusted.

A share answers with what it remembers, a stick with FAT does not keep such times: neither may
tell that nothing has changed. Whatever is not known to be local is looked at itself.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from rating_client.exports.names import is_network_path
from rating_client.windows.drives import keeps_times

_KEEP_TIMES = {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "overlay"}
_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")


def is_local(path: str) -> bool:
    """Whether modification times of directories below `path` tell every change of names."""
    if is_network_path(path):
        return False
    try:
        path = os.path.realpath(path)  # a link may lead to a share
        if sys.platform == "win32":
            return keeps_times(path)
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return _file_system(path, mounts) in _KEEP_TIMES


def _file_system(path: str, mounts: str) -> str:
    """The kind of file system, by the last and longest mount that holds the path."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, place, fs, *_ = line.split(" ")
        place = _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), place)
        inside = path == place or path.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fs
    return kind
