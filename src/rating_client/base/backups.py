"""Two copies of the ledger, rotated: what damage and a slip of the hand are repaired from.

A copy is whole or absent: it is written beside, flushed, and renamed. Both are encrypted with the
ledger's own key. The time a copy was made is its file time, so that copies say it themselves.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths, backups_of, log_of
from rating_client.base.whole_file import flush_folder

log = logging.getLogger(__name__)

MANY_CHANGES = 500  # rows: some eighty ratings
MISSED = 0.01  # of the ratings: so much newer than the copy is worth another, where 80 are far more
SOONEST = 15 * 60.0
AFTER_ERASURE = 3600.0
AT_THE_LATEST = 86_400.0

ERASED_AT = "erased_at"  # in the ledger's memory: when retention last erased something


@dataclass(frozen=True)
class Made:
    """When the two copies were made; None for one that is not there."""

    newer: float | None
    older: float | None


def due(
    now: float, made: Made, changes: int, erased_at: float | None, missing: float = 0.0
) -> bool:
    """Whether it is time for a copy, `changes` rows after the newest one.

    `missing` is the part of all ratings that the newest copy lacks: with few ratings in the
    ledger, few may be lost with it.

    What retention erased must not live on in a copy: until both are newer than the erasure they
    are rotated every hour.
    """
    if made.newer is None or made.newer > now:  # the clock was set back: its time says nothing
        return True
    age = now - made.newer
    if age >= AT_THE_LATEST:
        return True
    if age >= SOONEST and (changes >= MANY_CHANGES or missing >= MISSED):
        return True
    if erased_at is None:
        return False
    if made.newer <= erased_at:
        return True
    return made.older is not None and made.older <= erased_at and age >= AFTER_ERASURE


class Backups:
    """The copies of one profile's ledger. Used by the one process that holds the profile."""

    def __init__(self, paths: ProfilePaths) -> None:
        self._ledger = paths.ledger
        self._newer, self._older = backups_of(paths.ledger)
        self._changes_in_it = 0

    def made(self) -> Made:
        return Made(_made_at(self._newer), _made_at(self._older))

    def back_up_if_due(self, ledger: Ledger, now: float) -> bool:
        """Make a copy if it is time for one and the disk has room; whether one was made."""
        erased_at = ledger.recall(ERASED_AT)
        changes = ledger.changes - self._changes_in_it
        made = self.made()
        missing = _missing(ledger, made.newer)
        if not due(now, made, changes, float(erased_at) if erased_at else None, missing):
            return False
        if not self._room():
            log.warning("no room for a copy of the ledger")
            return False
        self.back_up(ledger, now)
        return True

    def back_up(self, ledger: Ledger, now: float) -> None:
        """Make a copy; the newer one becomes the older one. `Trouble` leaves the newest one."""
        changes = ledger.changes
        part = self._ledger.with_suffix(".backup-part")
        try:
            part.unlink(missing_ok=True)
            ledger.copy_to(part)
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            os.utime(part, (now, now))
            if self._newer.exists():
                self._newer.replace(self._older)
            part.replace(self._newer)
        except BaseException as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            if isinstance(error, OSError):  # as where a scanner holds one of them open on Windows
                raise Trouble("base.disk-error") from error
            raise
        flush_folder(self._ledger.parent)
        self._changes_in_it = changes
        log.info("a copy of the ledger was made")

    def _room(self) -> bool:
        files = (self._ledger, log_of(self._ledger))
        size = sum(file.stat().st_size for file in files if file.exists())
        return shutil.disk_usage(self._ledger.parent).free > size * 1.2


def _missing(ledger: Ledger, since: float | None) -> float:
    """The part of all ratings that were queued after `since`."""
    row = ledger.row(
        "SELECT count(*) AS every, count(*) FILTER (WHERE queued_at > ?) AS newer FROM entry",
        (since or 0.0,),
    )
    return row["newer"] / row["every"] if row and row["every"] else 0.0


def _made_at(copy: Path) -> float | None:
    try:
        return copy.stat().st_mtime
    except FileNotFoundError:
        return None
