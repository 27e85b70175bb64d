"""The door to a profile's ledger: opens it, and where it is damaged, brings back what there is.

The damaged file is set aside, never deleted. Whatever moment the power fails at, the next start
finds either the damaged ledger, or the rebuilt one, whole.
"""

from __future__ import annotations

import logging
import shutil
import weakref
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rating_client.base.backups import Backups
from rating_client.base.ballast import Ballast
from rating_client.base.clock import SystemClock, local
from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance
from rating_client.base.ledger import DAMAGED, Ledger
from rating_client.base.paths import ProfilePaths, backups_of, log_of
from rating_client.base.sentences import Sentence, say
from rating_client.base.whole_file import flush_folder

if TYPE_CHECKING:
    from rating_client.base.rebuilding import Rebuilt

log = logging.getLogger(__name__)

_LOOK_AFTER_UNCLEAN_END = 1.0  # seconds
_LOOK_AFTER_DAMAGE = 60.0


@dataclass(frozen=True)
class Recovered:
    """A damaged ledger was replaced: what to tell the person, once."""

    aside: str | None  # the name of the damaged file; None where the ledger was gone
    ratings: int
    of: int
    copied_at: float | None  # when the copy was made that filled the gaps
    log_gone: bool = False  # the newest ratings stood in a file that was taken away

    @property
    def sentence(self) -> Sentence:
        name = self.aside or "ledger.db"
        if self.log_gone:
            return say("base.ledger-log-gone", name=name, a=self.ratings)
        if self.copied_at is None:
            return say("base.ledger-salvaged", name=name, a=self.ratings, b=self.of)
        when = f"{local(self.copied_at):%H:%M %d/%m/%Y}"
        return say("base.ledger-recovered", name=name, a=self.ratings, b=self.of, time=when)


def open_ledger(paths: ProfilePaths, key: bytes) -> tuple[Ledger, Recovered | None]:
    """Open or create the ledger of a profile; with what was recovered, if it was damaged.

    `Trouble` as of `Ledger.open`, then nothing was changed: so also where the key opens nothing,
    and where another process has the profile and this one may not replace its ledger.
    """
    recovered = None
    try:
        ledger = _opened(paths, key)
    except Trouble as trouble:
        if trouble.code == "base.disk-full" and Ballast(paths).release():
            ledger = _opened(paths, key)
        elif trouble.code in DAMAGED:
            recovered = _recover(paths, key, trouble)
            ledger = Ledger.open(paths.ledger, key)
        else:
            raise
    ledger.when_full = Ballast(paths).release
    ledger.when_damaged = _suspicion(paths).touch
    _mark_in_use(paths, ledger)
    return ledger, recovered


def _opened(paths: ProfilePaths, key: bytes) -> Ledger:
    """The ledger, looked over where its last end was not a clean one."""
    if _gone(paths) or _log_gone(paths):
        raise Trouble("base.ledger-damaged")
    unmark(paths)  # from here on SQLite may take the log in
    wal = log_of(paths.ledger)
    unclean = wal.exists() and wal.stat().st_size > 0  # SQLite removes it at a clean end
    suspected = _suspicion(paths).exists()
    ledger = Ledger.open(paths.ledger, key, lambda older: _copy_of_older(paths, older))
    try:
        if unclean and not ledger.sound(_LOOK_AFTER_UNCLEAN_END):
            raise Trouble("base.ledger-damaged")
        if suspected:
            _read_every_page(paths, ledger)
            _suspicion(paths).unlink(missing_ok=True)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _copy_of_older(paths: ProfilePaths, older: Ledger) -> None:
    """Where a migration goes wrong in a way nobody foresaw, this is the way back."""
    Backups(paths).back_up(older, SystemClock().now())


def _read_every_page(paths: ProfilePaths, ledger: Ledger) -> None:
    """`Trouble` where a page does not read, be it one that only a copy would need."""
    look = paths.ledger.with_suffix(".look")
    try:
        _remove(look)
        ledger.copy_to(look)
        if not ledger.sound(_LOOK_AFTER_DAMAGE):
            raise Trouble("base.ledger-damaged")
    finally:
        _remove(look)


def _gone(paths: ProfilePaths) -> bool:
    """Whether there was a ledger, and now there is none or an empty file."""
    if paths.ledger.exists() and paths.ledger.stat().st_size > 0:
        return False
    return any(file.exists() for file in (*backups_of(paths.ledger), _rebuilt(paths)))


def _log_gone(paths: ProfilePaths) -> bool:
    """Whether SQLite's log was taken away after an unclean end, and with it what was newest.

    The ledger alone would open without a word.
    """
    log = log_of(paths.ledger)
    # Before and after the mark: another program that begins or ends now brings and takes both.
    return (
        paths.ledger.exists() and not log.exists() and _in_use(paths).exists() and not log.exists()
    )


def _mark_in_use(paths: ProfilePaths, ledger: Ledger) -> None:
    """Note that there is a log, from after it was made until before SQLite removes it."""
    _mark(paths)
    # Also where an interpreter ends without closing: its connections take the log in all the same.
    ledger.before_closing = weakref.finalize(ledger, unmark, paths)
    ledger.after_closing = lambda: _mark(paths)  # whoever has it open still goes on writing there


def _mark(paths: ProfilePaths) -> None:
    """Mark the log, if there is one: another process may close the ledger at the same time."""
    log = log_of(paths.ledger)
    with suppress(OSError):  # it only says more on a worse day
        if log.exists():
            _in_use(paths).touch()
        if not log.exists():
            _in_use(paths).unlink(missing_ok=True)


def unmark(paths: ProfilePaths) -> None:
    """The log may be gone from now on: whoever closes the ledger last makes SQLite take it in."""
    with suppress(OSError):
        _in_use(paths).unlink(missing_ok=True)


def _recover(paths: ProfilePaths, key: bytes, trouble: Trouble) -> Recovered:
    """Replace the damaged ledger, unless another process may be using it."""
    hold = None
    if not Instance.held_here(paths):
        hold = Instance.claim(paths)
        if hold is None:
            raise trouble
    try:
        return _replace(paths, key, trouble)
    finally:
        if hold is not None:
            hold.close()


def _replace(paths: ProfilePaths, key: bytes, trouble: Trouble) -> Recovered:
    from rating_client.base.rebuilding import counted, rebuild  # most starts never need it

    log.warning("the ledger is damaged: %s", trouble.code)
    Ballast(paths).release()
    copies, log_gone = backups_of(paths.ledger), _log_gone(paths)
    workshop = paths.data / "ledger.salvage"
    part = paths.ledger.with_suffix(".rebuilt-part")
    try:
        _remove(part)
        if paths.ledger.exists() or not _rebuilt(paths).exists():
            rebuilt = rebuild(paths.ledger, copies, key, part, workshop, lacking=log_gone)
            if rebuilt is None:
                if trouble.code == "base.ledger-key-wrong" or _gone(paths):
                    raise Trouble("base.ledger-key-wrong") from trouble
                rebuilt = counted(part, key)  # nothing is left, but the work must go on
            part.replace(_rebuilt(paths))
            flush_folder(paths.data)
        else:  # an earlier start rebuilt it and could not finish
            rebuilt = counted(_rebuilt(paths), key)
    finally:
        _remove(part)
        shutil.rmtree(workshop, ignore_errors=True)
    aside = _set_aside(paths)
    _rebuilt(paths).replace(paths.ledger)
    flush_folder(paths.data)
    _suspicion(paths).unlink(missing_ok=True)
    log.warning("ratings brought back: %d of %d", rebuilt.ratings, rebuilt.of)
    return Recovered(aside, rebuilt.ratings, rebuilt.of, _time_of(rebuilt), log_gone)


def _set_aside(paths: ProfilePaths) -> str | None:
    """Rename the damaged ledger and what belongs to it; its new name."""
    stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    number, target = 0, paths.data / f"ledger.damaged-{stamp}.db"
    while target.exists():
        number += 1
        target = paths.data / f"ledger.damaged-{stamp}-{number}.db"
    moved = None
    for suffix in ("", "-wal", "-shm"):
        file = paths.ledger.with_name(paths.ledger.name + suffix)
        if file.exists():
            file.replace(target.with_name(target.name + suffix))
            moved = target.name
    flush_folder(paths.data)
    return moved


def _time_of(rebuilt: Rebuilt) -> float | None:
    return rebuilt.copy.stat().st_mtime if rebuilt.copy else None


def _remove(ledger: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        ledger.with_name(ledger.name + suffix).unlink(missing_ok=True)


def _rebuilt(paths: ProfilePaths) -> Path:
    return paths.ledger.with_suffix(".rebuilt")


def _in_use(paths: ProfilePaths) -> Path:
    """A file that stands while there is a log beside the ledger."""
    return paths.ledger.with_suffix(".in-use")


def _suspicion(paths: ProfilePaths) -> Path:
    """A file that stands while damage was met and not yet looked into."""
    return paths.ledger.with_suffix(".suspect")
