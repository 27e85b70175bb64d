"""The durable queue, as the person's side sees it: put in, hold, take back, look.

Every change of state is one guarded statement: its WHERE says from which state it may leave, so
that two threads, two processes or a crash in between can never take one entry twice or move it
along an edge that does not exist. What the deliverer does with the queue is in `dispatch`.

All methods may run inside `ledger.transaction()`; each is one transaction of its own otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rating_client.base.ledger import Ledger, Params
from rating_client.outbox.dispatch import CLOCK_SLACK
from rating_client.outbox.entry import (
    QUESTION_AFTER_SECONDS,
    UNDO_SECONDS,
    Entry,
    EntryState,
    Hold,
)
from rating_client.outbox.envelope import Envelope


class Outbox:
    """The entries of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # Coming in ----------------------------------------------------------------------------------

    def put(
        self,
        content: Mapping[str, Any],
        *,
        declaration_key: str,
        now: float,
        envelope: Envelope | None = None,
        hold: Hold | None = None,
    ) -> Entry:
        """Queue one submission under the id in its `content`; without an envelope, unaddressed.

        It leaves no sooner than ten seconds from `now`, and a held one not before its hold ends.
        """
        entry = Entry(
            id=content["id"],
            declaration_key=declaration_key,
            state=EntryState.WAITING if envelope else EntryState.UNADDRESSED,
            content=content,
            levels="".join(str(subject["level"]) for subject in content["subjects"]),
            receiver=envelope.receiver if envelope else None,
            envelope=envelope.jwe if envelope else None,
            envelope_sha256=envelope.sha256 if envelope else None,
            supersedes=content.get("supersedes"),
            queued_at=now,
            not_before=now + UNDO_SECONDS,
            hold=hold,
        )
        row = {
            **vars(entry),
            "content": json.dumps(content, ensure_ascii=False),
            "form_id": content["form"]["id"],
            "form_version": content["form"]["version"],
            "hold_for": hold.reason if hold else None,
            "hold_until": hold.until if hold else None,
            "device": envelope.device if envelope else None,
        }
        with self._ledger.transaction():
            self._ledger.run(_PUT_SEALED if envelope else _PUT_UNADDRESSED, row)
        return entry

    def unaddressed(self, after: str = "") -> list[Entry]:
        """A page of entries without a receiver in the order of their ids, behind `after`."""
        return self._entries(
            "SELECT * FROM whole_entry WHERE state = 'unaddressed' AND id > ?"
            " ORDER BY id LIMIT 200",
            (after,),
        )

    def address(self, entry_id: str, envelope: Envelope) -> bool:
        """Give an unaddressed entry its envelope, once. False if it is unaddressed no more."""
        with self._ledger.transaction():
            return self._ledger.run(_ADDRESS, {"id": entry_id, **vars(envelope)}) > 0

    # The person changes their mind --------------------------------------------------------------

    def take_back(self, entry_id: str) -> bool:
        """Undo. False once it may have left this computer: nobody may then say it did not."""
        return self._once(
            "UPDATE entry SET state = 'withdrawn', hold_for = NULL, hold_until = NULL"
            " WHERE id = ? AND state IN ('unaddressed', 'waiting')"
            " AND attempts = 0 AND exported_at IS NULL AND receipt IS NULL",
            (entry_id,),
        )

    def give_up(self, entry_id: str) -> bool:
        """Withdraw an entry that the receiver refused."""
        return self._once(
            "UPDATE entry SET state = 'withdrawn' WHERE id = ? AND state = 'needs_attention'",
            (entry_id,),
        )

    def try_again(self, entry_id: str, now: float) -> bool:
        """Send a refused entry once more as it is, such as after a new enrolment.

        False also where damage to the disk left nothing to send.
        """
        return self._once(
            "UPDATE entry SET state = 'waiting', not_before = ?, outcome = NULL"
            " WHERE id = ? AND state = 'needs_attention'"
            " AND EXISTS (SELECT 1 FROM envelope WHERE entry = serial)",
            (now, entry_id),
        )

    def release_held(self, declaration_key: str) -> int:
        """The goods are out: let what waited for that go. The number of entries released."""
        return self._ledger.run(
            "UPDATE entry SET hold_for = NULL, hold_until = NULL"
            " WHERE declaration_key = ? AND hold_for = 'released'",
            (declaration_key,),
        )

    def release(self, entry_id: str) -> bool:
        """Let one held entry go now, because a person said so."""
        return self._once(
            "UPDATE entry SET hold_for = NULL, hold_until = NULL"
            " WHERE id = ? AND hold_for IS NOT NULL",
            (entry_id,),
        )

    def held_too_long(self, now: float) -> list[Entry]:
        """Entries that still wait for a release although it is time to ask the person.

        A question set for later than any could be was set before the clock was set back: that
        one is asked too.
        """
        return self._entries(
            "SELECT * FROM whole_entry WHERE hold_for = 'released'"
            " AND (hold_until <= :now OR hold_until > :latest) ORDER BY hold_until, serial",
            {"now": now, "latest": now + QUESTION_AFTER_SECONDS + CLOCK_SLACK},
        )

    def ask_again(self, entry_id: str, until: float, now: float) -> bool:
        """Go on waiting for the release and ask at `until`, thirty days from `now` at the latest.

        False if the entry is held no more.
        """
        return self._once(
            "UPDATE entry SET hold_until = ? WHERE id = ? AND hold_for = 'released'",
            (min(until, now + QUESTION_AFTER_SECONDS), entry_id),
        )

    # Looking ------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry | None:
        row = self._ledger.row("SELECT * FROM whole_entry WHERE id = ?", (entry_id,))
        return None if row is None else Entry.from_row(row)

    def known(self, entry_id: str) -> Entry:
        """The entry with this id, which must exist."""
        return self._entries("SELECT * FROM whole_entry WHERE id = ?", (entry_id,))[0]

    def signed_by(self, entry_id: str) -> str | None:
        """The kid of the key that signed the envelope of an entry; None without an envelope."""
        found: str | None = self._ledger.value(
            "SELECT device FROM envelope JOIN entry ON entry = serial WHERE id = ?", (entry_id,)
        )
        return found

    def of_declaration(self, declaration_key: str) -> list[Entry]:
        """What was queued for one declaration, newest first; undone ones included.

        In the order of queueing and not by its times: a clock may have been set back in between.
        """
        return self._entries(
            "SELECT * FROM whole_entry WHERE declaration_key = ? ORDER BY serial DESC",
            (declaration_key,),
        )

    def counts(self) -> dict[EntryState, int]:
        """How many entries are in each state; every state is named."""
        counted = {
            row["state"]: row["n"]
            for row in self._ledger.rows("SELECT state, count(*) AS n FROM entry GROUP BY state")
        }
        return {state: counted.get(state, 0) for state in EntryState}

    def held(self, *, sealed: bool = False) -> int:
        """How many entries are held; with `sealed`, those among them that have a receiver."""
        return int(
            self._ledger.value(
                "SELECT count(*) FROM entry WHERE hold_for IS NOT NULL"
                " AND (state <> 'unaddressed' OR NOT ?)",
                (sealed,),
            )
        )

    def oldest_waiting(self) -> float | None:
        """When the oldest entry without a receipt was queued; held ones are not counted."""
        found: float | None = self._ledger.value(
            "SELECT min(queued_at) FROM entry WHERE hold_for IS NULL"
            " AND state IN ('unaddressed', 'waiting', 'sending', 'unconfirmed')"
        )
        return found

    def last_receipt(self) -> float | None:
        """When the newest receipt was given, by the receiver's clock."""
        found: float | None = self._ledger.value(
            "SELECT max(received_at) FROM entry WHERE received_at IS NOT NULL"
        )
        return found

    def _once(self, sql: str, params: Params) -> bool:
        """Whether the guarded statement found its one row."""
        return self._ledger.run(sql, params) == 1

    def _entries(self, sql: str, params: Params) -> list[Entry]:
        return [Entry.from_row(row) for row in self._ledger.rows(sql, params)]


# What is frozen comes first, so that the entry is written once, as it is to stay for now. Content
# and envelope without an entry do not outlive the transaction.
_FREEZE = """
    INSERT INTO content (entry, json)
    VALUES ((SELECT coalesce(max(serial), 0) + 1 FROM entry), :content);
"""
_SEAL = """
    INSERT INTO envelope (entry, receiver, device, sha256, jwe)
    VALUES (last_insert_rowid(), :receiver, :device, :envelope_sha256, :envelope);
"""
_QUEUE = """
    INSERT INTO entry (serial, id, declaration_key, state, levels, form_id, form_version, receiver,
                       envelope_sha256, supersedes, queued_at, not_before, hold_for, hold_until)
    VALUES (last_insert_rowid(), :id, :declaration_key, :state, :levels, :form_id, :form_version,
            :receiver, :envelope_sha256, :supersedes, :queued_at, :not_before, :hold_for,
            :hold_until);
"""
_PUT_UNADDRESSED = _FREEZE + _QUEUE
_PUT_SEALED = _FREEZE + _SEAL + _QUEUE
_ADDRESS = """
    INSERT INTO envelope (entry, receiver, device, sha256, jwe)
    SELECT serial, :receiver, :device, :sha256, :jwe FROM entry
    WHERE id = :id AND state = 'unaddressed';
    UPDATE entry SET state = 'waiting', receiver = :receiver, envelope_sha256 = :sha256
    WHERE id = :id AND state = 'unaddressed'
"""
