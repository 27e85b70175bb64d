"""Which files were read already, and what became of them: the table `export_file`.

A file is known by path, size and times; replaced in place it is read again. Renamed or copied it
is read again too, which is harmless, because a declaration is noted by its key.

What lies in a folder when it is first listed is entered at once, waiting to be read: so it is
from before the setup after any restart, and whatever is not among it is new.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence, say
from rating_client.exports.kept_names import KeptNames, below
from rating_client.exports.names import absolute, path_as_stored, stored_path
from rating_client.exports.settling import SettledFile
from rating_client.exports.sweep import Listed
from rating_client.exports.trouble import FileTrouble

# A file that stays locked is worth a person's time after about ten minutes of looks.
_PATIENCE = 14
_FROM_ELSEWHERE = "export folder on no disk of this computer: "
_NEEDS_A_PERSON = "outcome = 'refused' AND (retry_at IS NULL OR tries >= :patience)"
_COLUMNS = "size, modified_ns, changed_ns, outcome, before_setup, tries, retry_at, read_at, readers"


class SeenFolder(NamedTuple):
    """What is remembered of a folder: unix seconds, None for what has not happened yet."""

    named_at: float | None
    listed_at: float | None
    first_read_at: float | None


@dataclass(frozen=True)
class SeenFile:
    """What is remembered of a file. It is looked at again from `retry_at` on."""

    size: int
    modified_ns: int
    changed_ns: int
    outcome: str
    before_setup: bool
    tries: int
    retry_at: float | None
    read_at: float
    readers: str | None

    def is_still(self, file: Listed) -> bool:
        """Whether `file` is the one that was read, with nothing in it changed."""
        return (self.size, self.modified_ns, self.changed_ns) == file[1:]


@dataclass(frozen=True)
class RefusedFile:
    """A file that cannot be used, for the list of what needs a person."""

    path: str
    sentence: Sentence
    before_setup: bool
    read_at: float
    number: str | None  # of the declaration, where nothing but the file's name tells it


class SeenFiles:
    """The seen table of one ledger, for all its folders.

    `readers` names the readers that judge files now, once it is first asked: what others have
    refused, or read without finding much, is worth another look.
    """

    def __init__(self, ledger: Ledger, readers: Callable[[], str] = str) -> None:
        self._ledger = ledger
        self._name_readers = readers
        self.names = KeptNames(ledger)

    @cached_property
    def readers(self) -> str:
        return self._name_readers()

    def folder(self, path: str) -> SeenFolder:
        row = self._ledger.row(
            "SELECT named_at, listed_at, first_read_at FROM export_folder WHERE path = ?",
            (stored_path(path),),
        )
        return SeenFolder(**row) if row else SeenFolder(None, None, None)

    def first_read_at(self, folder: str) -> float | None:
        """When the first pass over `folder` was finished; None before that."""
        return self.folder(absolute(folder)).first_read_at

    def named(self, folder: str, now: float) -> None:
        """`folder` is watched from now on, there or not. Never moved by a later call."""
        self._ledger.run(
            "INSERT INTO export_folder (path, named_at) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET named_at = coalesce(named_at, excluded.named_at)",
            (stored_path(folder), now),
        )

    def first_listed(self, folder: str, files: Iterable[Listed], now: float) -> None:
        """`folder` was found for the first time, with these files in it: all are from before."""
        with self._ledger.transaction():
            self.named(folder, now)
            self._ledger.run(
                "INSERT INTO export_file (path, folder, size, modified_ns, changed_ns, outcome,"
                " before_setup, retry_at, read_at)"
                " SELECT value ->> 0, :folder, value ->> 1, value ->> 2, value ->> 3,"
                " 'waiting', 1, 0, :now FROM json_each(:files) WHERE true ON CONFLICT DO NOTHING",
                {"folder": stored_path(folder), "now": now, "files": _listed_as_json(files)},
            )
            self._ledger.run(
                "UPDATE export_folder SET listed_at = ? WHERE path = ?", (now, stored_path(folder))
            )

    def first_pass_done(self, folder: str, now: float) -> None:
        """From now on what appears in `folder` is new. Never moved by a later call."""
        self._ledger.run(
            "UPDATE export_folder SET first_read_at = ? WHERE path = ? AND first_read_at IS NULL",
            (now, stored_path(folder)),
        )

    def swept(self, folder: str, now: float, *, from_elsewhere: bool = False) -> None:
        """`folder` was looked through; and whether what lies in it lies on a share or a stick."""
        with self._ledger.transaction():
            self._ledger.run(
                "UPDATE export_folder SET swept_at = ? WHERE path = ?", (now, stored_path(folder))
            )
            if from_elsewhere != self.is_from_elsewhere(folder):
                self._ledger.remember(
                    _FROM_ELSEWHERE + stored_path(folder), "yes" if from_elsewhere else None
                )

    def is_from_elsewhere(self, folder: str) -> bool:
        """Whether what lay in `folder` last lay on no disk of this computer."""
        return self._ledger.recall(_FROM_ELSEWHERE + stored_path(absolute(folder))) is not None

    def last_swept(self) -> float | None:
        """When a folder was last looked through from end to end."""
        found: float | None = self._ledger.value("SELECT max(swept_at) FROM export_folder")
        return found

    def unfinished(self, folder: str) -> dict[str, SeenFile]:
        """What below `folder` is still to be read, may heal, or was refused by other readers;
        also what lies there for another folder that is in this one or holds it."""
        first, last = below(folder)
        rows = self._ledger.rows(
            f"SELECT path, {_COLUMNS} FROM export_file"  # noqa: S608 - our own columns
            " WHERE (retry_at >= 0 OR readers < :now OR readers > :now)"
            # With a plus: those few by their own indexes, and not all that lies in the folder.
            " AND (+folder = :folder OR +path > :first AND +path < :last)",
            {
                "now": self.readers,
                "folder": stored_path(folder),
                "first": stored_path(first),
                "last": stored_path(last),
            },
        )
        return {path_as_stored(row.pop("path")): _seen(row) for row in rows}

    def not_as_recorded(self, files: Iterable[Listed]) -> list[str]:
        """The paths of those that were never recorded, or not as they are now."""
        paths = self._ledger.value(
            "SELECT json_group_array(file.value ->> 0) FROM json_each(?) AS file"
            " LEFT JOIN export_file AS known ON known.path = file.value ->> 0"
            " WHERE (known.size, known.modified_ns, known.changed_ns)"
            " IS NOT (file.value ->> 1, file.value ->> 2, file.value ->> 3)",
            (_listed_as_json(files),),
        )
        return [path_as_stored(path) for path in json.loads(paths)]

    def look_up(self, path: str) -> SeenFile | None:
        row = self._ledger.row(
            f"SELECT {_COLUMNS} FROM export_file WHERE path = ?",  # noqa: S608 - our own columns
            (stored_path(path),),
        )
        return None if row is None else _seen(row)

    def record(
        self,
        file: SettledFile,
        now: float,
        *,
        sha256: str | None = None,
        refusal: FileTrouble | None = None,
        final: bool = True,
    ) -> None:
        """Remember that `file` was read, or why it was refused.

        Belongs into the transaction of what the file led to: if that is rolled back, the file
        is read again. A refusal that may heal is looked at again after a while; it, and a
        reading that is not `final`, also when there are other readers.
        """
        before = self.look_up(file.path)
        same = before and (before.size, before.modified_ns) == (file.size, file.modified_ns)
        tries = before.tries + 1 if before and same else 1
        wait = refusal.retry_after(tries) if refusal else None
        outcome = "read" if refusal is None else "skipped" if refusal.quiet else "refused"
        self._ledger.run(
            "INSERT INTO export_folder (path) VALUES (?) ON CONFLICT DO NOTHING",
            (stored_path(file.folder),),
        )
        self._ledger.run(
            "INSERT OR REPLACE INTO export_file (path, folder, size, modified_ns, changed_ns,"
            " sha256, outcome, refusal, before_setup, tries, retry_at, read_at, readers)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stored_path(file.path),
                stored_path(file.folder),
                file.size,
                file.modified_ns,
                file.changed_ns,
                sha256,
                outcome,
                _as_json(refusal) if refusal and outcome == "refused" else None,
                int(file.before_setup),
                tries,
                None if wait is None else now + wait,
                now,
                self.readers if refusal or not final else None,
            ),
        )

    def refused_count(self, *, live: bool = False) -> int:
        """How many files need a person; `live` leaves out those from before the set-up."""
        return int(
            self._ledger.value(
                f"SELECT count(*) FROM export_file WHERE {_NEEDS_A_PERSON}"  # noqa: S608 - our own
                " AND before_setup <= :before",
                {"patience": _PATIENCE, "before": int(not live)},
            )
        )

    def refused(self, most: int = -1) -> list[RefusedFile]:
        """What needs a person; files that may still heal are left out.

        What came since the set-up first, and of that the newest; at most so many.
        """
        rows = self._ledger.rows(
            "SELECT path, refusal, before_setup, read_at FROM export_file"  # noqa: S608 - our own
            f" WHERE {_NEEDS_A_PERSON} ORDER BY before_setup, read_at DESC LIMIT :most",
            {"patience": _PATIENCE, "most": most},
        )
        refused = []
        for row in rows:
            about = json.loads(row["refusal"])
            refused.append(
                RefusedFile(
                    path_as_stored(row["path"]),
                    say(about["code"], **about["facts"]),
                    bool(row["before_setup"]),
                    row["read_at"],
                    about["facts"].get("number"),
                )
            )
        return refused


def _listed_as_json(files: Iterable[Listed]) -> str:
    return json.dumps([(stored_path(file.path), *file[1:]) for file in files])


def _seen(row: dict[str, object]) -> SeenFile:
    return SeenFile(**{**row, "before_setup": bool(row["before_setup"])})  # type: ignore[arg-type]  # a database row


def _as_json(refusal: FileTrouble) -> str:
    return json.dumps({"code": refusal.code, "facts": refusal.facts}, ensure_ascii=False)
