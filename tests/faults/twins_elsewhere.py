"""Planted bugs for what tests elsewhere show: the world's networks, folders and files."""

from __future__ import annotations

import logging
import os
import ssl
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import apsw

from rating_client.base import ledger_file
from rating_client.base.ledger import Ledger
from rating_client.declarations import reading_process
from rating_client.delivery import settling
from rating_client.delivery.judge import Verdict
from rating_client.delivery.transport import Transport
from rating_client.delivery.wire import Line
from rating_client.exports import sweep, unfinished
from rating_client.exports.cadence import Cadence
from rating_client.exports.folder import ExportFolder
from rating_client.exports.keeper import FolderKeeper
from rating_client.outbox import schedule
from rating_client.prompts import book, policy

_NEVER = 1e9  # seconds


def plant(name: str) -> None:
    """Put the bug of this name into this process."""
    _TWINS[name]()


def _put(owner: object, name: str, bug: object) -> None:
    setattr(owner, name, bug)


def _a_read_only_disk_is_a_full_one() -> None:
    """What cannot be written down is taken for a want of space."""
    both = (apsw.FullError, apsw.CantOpenError, apsw.ReadOnlyError)
    _put(ledger_file, "apsw", SimpleNamespace(**{**vars(apsw), "FullError": both}))


def _no_back_off() -> None:
    """Whatever went wrong, it is tried again in a minute."""
    _put(schedule, "backoff", lambda *_arguments: 60.0)


def _a_deadline_for_each_read_alone() -> None:
    """As libraries have it: a reply that drips goes on for ever."""

    @contextmanager
    def patient(self: Line, _seconds: float) -> Iterator[None]:
        self.sent = self.expired = False
        yield

    _put(Line, "deadline", patient)


def _certificates_not_verified() -> None:
    """Any certificate will do, as `verify=False` has it."""
    _put(Transport, "_trust", lambda _self: ssl._create_unverified_context())


def _the_proxy_in_the_log() -> None:
    """Which proxy is used is written down, with all that stands in its address."""
    proxies = Transport._proxies

    def told(self: Transport, url: str) -> dict[str, str]:
        found = proxies(self, url)
        logging.getLogger(__name__).info("through %s", found)
        return found

    _put(Transport, "_proxies", told)


def _a_refusal_is_the_receivers_trouble() -> None:
    """What is refused is tried again and again, with all that waits behind it."""
    _put(settling, "_GOOD", {Verdict.RECEIPTED})


def _read_at_first_sight() -> None:
    """A file is read as soon as its name is there."""
    _put(unfinished, "settled", lambda *_arguments: True)


def _nothing_but_events() -> None:
    """The names in a folder are not looked at again unless an event tells of one."""
    look = ExportFolder._look

    def told(self: ExportFolder, at: float, now: float) -> None:
        if self._woken:
            look(self, at, now)

    _put(ExportFolder, "_look", told)


def _a_card_for_each() -> None:
    """Of all that is due a card tells of the first."""
    next_card = policy.next_card

    def one(pending: Any, *arguments: Any) -> Any:
        return next_card(replace(pending, due=pending.due[:1], due_total=1), *arguments)

    _put(book, "next_card", one)


def _folders_one_after_the_other() -> None:
    """One thread for all folders."""
    one_at_a_time = threading.Lock()
    turn = FolderKeeper._turn

    def in_turn(self: FolderKeeper) -> float:
        with one_at_a_time:
            return turn(self)

    _put(FolderKeeper, "_turn", in_turn)


def _a_share_that_does_not_answer_is_waited_for() -> None:
    """What was last known of a folder is said for as long as it is silent."""
    _put(FolderKeeper, "standing", property(lambda self: self._standing))


def _a_folder_that_went_is_given_up() -> None:
    """A folder that cannot be listed is not listed again."""
    away = Cadence.away
    _put(Cadence, "away", lambda self, at, _wait: away(self, at, _NEVER))


def _links_are_followed() -> None:
    """A link is what it leads to."""

    class Followed:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path, self._entry = entry.name, entry.path, entry

        def is_dir(self, **_links: bool) -> bool:
            return self._entry.is_dir()

        def is_file(self, **_links: bool) -> bool:
            return self._entry.is_file()

        def stat(self, **_links: bool) -> os.stat_result:
            return self._entry.stat()

    @contextmanager
    def scandir(folder: str) -> Iterator[Iterator[Followed]]:
        with os.scandir(folder) as entries:
            yield map(Followed, entries)

    _put(sweep, "os", SimpleNamespace(**{**vars(os), "scandir": scandir}))


def _names_are_put_right() -> None:
    """A file is opened by the composed form of its name."""
    listed = sweep.Listed
    composed = unicodedata.normalize
    _put(sweep, "Listed", lambda path, *rest: listed(composed("NFC", path), *rest))


def _in_the_reading_process() -> None:
    """The bug sits where files are read: see `twin_reader`."""
    here = os.getcwd()  # noqa: PTH109 - a path for the environment
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, (here, os.environ.get("PYTHONPATH", "")))
    )
    command = (sys.executable, "-m", "tests.faults.twin_reader")
    _put(reading_process, "worker_command", lambda: command)


def _who_reads_has_time() -> None:
    """A reading process may take ten times as long as it may."""
    worker = reading_process._Worker
    until = worker._set_deadline

    def later(self: Any, seconds: float, *, working: bool) -> None:
        until(self, 10 * seconds, working=working)

    _put(worker, "_set_deadline", later)


def _no_size_gate() -> None:
    """A file of any size is worth a look at its content."""
    _put(unfinished, "MAX_BYTES", 1 << 62)


def _no_index_for_what_is_due() -> None:
    """What is due is found by looking at everything."""
    opened = Ledger.open

    def bare(*arguments: Any) -> Ledger:
        ledger = opened(*arguments)
        ledger.run("DROP INDEX IF EXISTS entry_by_state")
        return ledger

    _put(Ledger, "open", bare)


_TWINS: dict[str, Callable[[], None]] = {
    "a read-only disk is a full one": _a_read_only_disk_is_a_full_one,
    "no back-off": _no_back_off,
    "a deadline for each read alone": _a_deadline_for_each_read_alone,
    "certificates not verified": _certificates_not_verified,
    "the proxy's password in the log": _the_proxy_in_the_log,
    "a refusal is the receiver's trouble": _a_refusal_is_the_receivers_trouble,
    "read at first sight": _read_at_first_sight,
    "nothing but events": _nothing_but_events,
    "a card for each": _a_card_for_each,
    "one folder after the other": _folders_one_after_the_other,
    "a silent share is waited for": _a_share_that_does_not_answer_is_waited_for,
    "a folder that went is given up": _a_folder_that_went_is_given_up,
    "links are followed": _links_are_followed,
    "names are put right": _names_are_put_right,
    "entities are read": _in_the_reading_process,
    "far cells not looked for": _in_the_reading_process,
    "who reads has time": _who_reads_has_time,
    "no size gate": _no_size_gate,
    "no index for what is due": _no_index_for_what_is_due,
}
