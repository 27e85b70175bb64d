"""Which files were read already, and what became of them: the table `export_file`.

A file is known by path, size and modification time; replaced in place it is read again. Renamed
or copied it is read again too, which is harmless, because a declaration is noted by its key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence, say
from rating_client.exports.names import path_as_stored, stored_path
from rating_client.exports.settling import SettledFile
from rating_client.exports.trouble import FileTrouble

# A file that stays locked is worth a person's time after about ten minutes of looks.
_PATIENCE = 14


@dataclass(frozen=True)
class SeenFile:
    """What is remembered of a file. It is looked at again from `retry_at` on."""

    size: int
    modified_ns: int
    before_setup: bool
    tries: int
    retry_at: float | None
    read_at: float


@dataclass(frozen=True)
class RefusedFile:
    """A file that cannot be used, for the list of what needs a person."""

    path: str
    sentence: Sentence
    before_setup: bool
    read_at: float


class SeenFiles:
    """The seen table of one ledger, for all its folders."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def first_read_at(self, folder: str) -> float | None:
        """When the first pass over `folder` was finished; None before that."""
        self._ledger.run(
            "INSERT INTO export_folder (path) VALUES (?) ON CONFLICT DO NOTHING",
            (stored_path(folder),),
        )
        value = self._ledger.value(
            "SELECT first_read_at FROM export_folder WHERE path = ?", (stored_path(folder),)
        )
        return None if value is None else float(value)

    def first_pass_done(self, folder: str, now: float) -> None:
        """From now on what appears in `folder` is new. Never moved by a later call."""
        self._ledger.run(
            "UPDATE export_folder SET first_read_at = ? WHERE path = ? AND first_read_at IS NULL",
            (now, stored_path(folder)),
        )

    def swept(self, folder: str, now: float) -> None:
        self._ledger.run(
            "UPDATE export_folder SET swept_at = ? WHERE path = ?", (now, stored_path(folder))
        )

    def known(self, folder: str) -> dict[str, SeenFile]:
        """Every file remembered of `folder`, by path."""
        rows = self._ledger.rows(
            "SELECT path, size, modified_ns, before_setup, tries, retry_at, read_at"
            " FROM export_file WHERE folder = ?",
            (stored_path(folder),),
        )
        return {path_as_stored(row.pop("path")): _seen(row) for row in rows}

    def look_up(self, path: str) -> SeenFile | None:
        row = self._ledger.row(
            "SELECT size, modified_ns, before_setup, tries, retry_at, read_at"
            " FROM export_file WHERE path = ?",
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
    ) -> None:
        """Remember that `file` was read, or why it was refused.

        Belongs into the transaction of what the file led to: if that is rolled back, the file
        is read again. A refusal that may heal is looked at again after a while.
        """
        before = self.look_up(file.path)
        same = before and (before.size, before.modified_ns) == (file.size, file.modified_ns)
        tries = before.tries + 1 if before and same else 1
        wait = refusal.retry_after(tries) if refusal else None
        outcome = "read" if refusal is None else "skipped" if refusal.quiet else "refused"
        self._ledger.run(
            "INSERT OR REPLACE INTO export_file (path, folder, size, modified_ns, sha256, outcome,"
            " refusal, before_setup, tries, retry_at, read_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stored_path(file.path),
                stored_path(file.folder),
                file.size,
                file.modified_ns,
                sha256,
                outcome,
                _as_json(refusal) if refusal and outcome == "refused" else None,
                int(file.before_setup),
                tries,
                None if wait is None else now + wait,
                now,
            ),
        )

    def refused(self) -> list[RefusedFile]:
        """What needs a person, newest first; files that may still heal are left out."""
        rows = self._ledger.rows(
            "SELECT path, refusal, before_setup, read_at FROM export_file"
            " WHERE outcome = 'refused' AND (retry_at IS NULL OR tries >= ?)"
            " ORDER BY read_at DESC",
            (_PATIENCE,),
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
                )
            )
        return refused


def _seen(row: dict[str, object]) -> SeenFile:
    return SeenFile(**{**row, "before_setup": bool(row["before_setup"])})  # type: ignore[arg-type]  # a database row


def _as_json(refusal: FileTrouble) -> str:
    return json.dumps({"code": refusal.code, "facts": refusal.facts}, ensure_ascii=False)
