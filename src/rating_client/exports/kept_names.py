"""What the ledger keeps of directories, so that a start need not look at every file in them.

The table `export_directory` holds the digest of the names a directory had when every candidate
among them was in the table `export_file`. A directory that is not in it is simply looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from rating_client.base.ledger import Ledger
from rating_client.exports.directories import Kept
from rating_client.exports.names import path_as_stored, stored_path


class KeptNames:
    """The kept directories of one ledger, for all its folders."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, folder: str) -> dict[str, Kept]:
        """The directories kept of an export folder, by path."""
        rows = self._ledger.rows(
            "SELECT path, names_digest, subfolders FROM export_directory WHERE folder = ?",
            (stored_path(folder),),
        )
        return {
            path_as_stored(row["path"]): Kept(
                row["names_digest"], tuple(json.loads(row["subfolders"]))
            )
            for row in rows
        }

    def keep(self, folder: str, directories: Mapping[str, Kept]) -> None:
        """These are the directories of `folder` now, and every file in them is recorded."""
        with self._ledger.transaction():
            self._ledger.run(
                "DELETE FROM export_directory WHERE folder = ?", (stored_path(folder),)
            )
            for path, kept in directories.items():
                self._ledger.run(
                    "INSERT OR REPLACE INTO export_directory"
                    " (path, folder, names_digest, subfolders) VALUES (?, ?, ?, ?)",
                    (
                        stored_path(path),
                        stored_path(folder),
                        kept.digest,
                        json.dumps(kept.subfolders),
                    ),
                )

    def recorded(self, directory: str) -> set[str]:
        """The names of all recorded files that lie in `directory` itself.

        One value instead of a row each: a directory may hold 100,000. Names that are not
        Unicode are left out; whoever asks for them one by one finds them.
        """
        first, last = below(directory)
        names = self._ledger.value(
            "SELECT json_group_array(substr(path, :length)) FROM export_file"
            " WHERE path > :first AND path < :last AND instr(substr(path, :length), :slash) = 0",
            {
                "length": len(first) + 1,
                "first": stored_path(first),
                "last": stored_path(last),
                "slash": first[-1],
            },
        )
        return set(json.loads(names))


def below(folder: str) -> tuple[str, str]:
    """Every path below `folder` sorts between these two."""
    slash = "\\" if "\\" in folder and "/" not in folder else os.sep
    start = folder.rstrip("/\\") + slash
    return start, start[:-1] + chr(ord(slash) + 1)
