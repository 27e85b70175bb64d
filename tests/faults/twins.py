"""Planted bugs: each takes one guarantee away, and the suite must see that it is gone.

Chosen by the environment variable below, which only this suite reads.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.delivery import carrying_out
from rating_client.delivery.endpoint import Endpoint, Heard
from rating_client.flow import Flow
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Attempt, Dispatch
from rating_client.outbox.envelope import seal
from rating_client.outbox.resending import Resending
from rating_client.ratings.drafts import Drafts
from rating_client.ratings.submission import new_id

_PIECE = 1024  # bytes

PLANTED = "FAULTS_PLANTED"


def plant(name: str) -> None:
    """Put the bug of this name into this process."""
    _TWINS[name]()


def _id_minted_per_attempt() -> None:
    """Every attempt seals the answers anew, under an id of its own."""
    submit = Endpoint.submit

    def minted(self: Endpoint, attempt: Attempt) -> Heard:
        entry = Outbox(self._enrolments._ledger).known(attempt.id)
        assert entry.content is not None
        device = self._enrolments.devices.current(self._clock.now())
        frozen = {**entry.content, "id": new_id()}
        envelope = seal(frozen, self._enrolments.statement(attempt.receiver), device)
        return submit(
            self,
            replace(
                attempt,
                id=frozen["id"],
                envelope=envelope.jwe.encode("ascii"),
                envelope_sha256=envelope.sha256,
            ),
        )

    _one_by_one(minted)


def _row_deleted_before_the_receipt() -> None:
    """What is about to be sent is taken out of the outbox first."""
    submit = Endpoint.submit

    def forgetful(self: Endpoint, attempt: Attempt) -> Heard:
        ledger = self._enrolments._ledger
        with ledger.transaction():
            ledger.run("PRAGMA defer_foreign_keys = ON")
            ledger.run("DROP TRIGGER IF EXISTS entry_is_never_deleted")
            ledger.run("DELETE FROM entry WHERE id = ?", (attempt.id,))
            for table in ("content", "envelope"):
                ledger.run(f"DELETE FROM {table} WHERE entry NOT IN (SELECT serial FROM entry)")
        return submit(self, attempt)

    _one_by_one(forgetful)


def _one_by_one(submit: Callable[[Endpoint, Attempt], Heard]) -> None:
    def alone(self: Dispatch, *arguments: Any, **named: Any) -> list[Attempt]:
        return claim(self, *arguments, **{**named, "at_most": 1})

    claim = Dispatch.claim
    _put(Dispatch, "claim", alone)
    _put(Endpoint, "submit", submit)


def _normal_instead_of_full() -> None:
    """The log is not flushed at a commit."""
    connect = Ledger._connect

    def relaxed(self: Ledger) -> Any:
        connection = connect(self)
        connection.pragma("synchronous", "NORMAL")
        return connection

    _put(Ledger, "_connect", relaxed)


def _copies_not_flushed() -> None:
    """A copy of the ledger takes its name before its bytes are on the disk."""
    _put(os, "fsync", lambda _descriptor: None)


def _saved_although_it_is_not() -> None:
    """Trouble while queueing is swallowed, and the form closes."""
    given = Flow.rating_given

    def hopeful(self: Flow, *arguments: Any, **named: Any) -> Any:
        try:
            return given(self, *arguments, **named)
        except Trouble:
            return SimpleNamespace(id=new_id())

    _put(Flow, "rating_given", hopeful)


def _select_then_update() -> None:
    """What waits is looked up, and then taken, whatever has become of it since."""
    claim = Dispatch.claim
    pauses = chain([0.5], repeat(0.001))  # by the first the other process looks too

    class Apart:
        """A ledger with time between its statements, and no transaction around them."""

        def __init__(self, ledger: Ledger) -> None:
            self.run, self._rows = ledger.run, ledger.rows
            self.transaction = nullcontext

        def rows(self, *arguments: Any) -> list[dict[str, Any]]:
            found = self._rows(*arguments)
            time.sleep(next(pauses))
            return found

    def naive(self: Dispatch, *arguments: Any, **named: Any) -> list[Attempt]:
        return claim(Dispatch(cast("Ledger", Apart(self._ledger))), *arguments, **named)

    _put(Dispatch, "claim", naive)


def _put(owner: object, name: str, bug: object) -> None:
    setattr(owner, name, bug)


def _bundle_written_in_place() -> None:
    """The file has its name from the first byte on."""

    def growing(path: Path, data: bytes) -> None:
        with path.open("wb", buffering=0) as file:
            for begun in range(0, len(data), _PIECE):
                file.write(data[begun : begun + _PIECE])

    _put(carrying_out, "write_whole", growing)


def _migrated_without_a_transaction() -> None:
    """Each statement of a migration is a commit of its own."""
    _put(Ledger, "transaction", lambda _self: nullcontext())


def _restored_receiver_not_obeyed() -> None:
    """A receiver that was put back asks in vain for what it lost, and nobody looks."""
    _put(Resending, "obey", lambda *_arguments: None)
    _receipts_taken_at_their_word()


def _receipts_taken_at_their_word() -> None:
    """Nobody asks whether what has a receipt is still held."""
    _put(Resending, "not_held", lambda *_arguments: 0)


def _draft_kept_in_memory() -> None:
    """What is typed reaches the disk when the form closes, if it ever does."""
    _put(Drafts, "save", lambda *_arguments: None)


_TWINS: dict[str, Callable[[], None]] = {
    "id minted per attempt": _id_minted_per_attempt,
    "row deleted before the receipt": _row_deleted_before_the_receipt,
    "NORMAL instead of FULL": _normal_instead_of_full,
    "copies not flushed": _copies_not_flushed,
    "saved although it is not": _saved_although_it_is_not,
    "select, then update": _select_then_update,
    "bundle written in place": _bundle_written_in_place,
    "migrated without a transaction": _migrated_without_a_transaction,
    "restored receiver not obeyed": _restored_receiver_not_obeyed,
    "receipts taken at their word": _receipts_taken_at_their_word,
    "draft kept in memory": _draft_kept_in_memory,
}
