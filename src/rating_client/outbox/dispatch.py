"""The durable queue, as the deliverer sees it: claim under a lease, then say what came of it.

An entry is marked `sending` before its bytes leave. Whoever dies in between leaves a lease behind;
when it ends, the entry is `unconfirmed` and goes out again with the same id and the same bytes. No
age, count or kind of error removes a row: only a verified receipt ends one. Each method is one
guarded statement, and may run inside `ledger.transaction()`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from rating_client.base.ledger import Ledger, Params
from rating_client.outbox.entry import Reason

if TYPE_CHECKING:
    from rating_client.contract.receipts import Receipt

CLOCK_SLACK = 60.0  # a clock that steps back less than this is only being corrected


@dataclass(frozen=True)
class ReceiptFacts:
    """A receipt that was verified, as it is kept beside its entry."""

    token: str
    received_at: float
    epoch: str
    sequence: int

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        return cls(receipt.token, receipt.received_seconds, receipt.epoch, receipt.sequence)


@dataclass(frozen=True)
class Attempt:
    """What was claimed, as far as sending it needs: a bundle does not read what was answered."""

    id: str
    receiver: str
    envelope: bytes
    envelope_sha256: str
    attempts: int


BESIDE_AN_ENVELOPE = 160  # bytes: kind, submission, digest and punctuation of a bundle's item

# A correction waits while the entry it supersedes is on its way to the same receiver. A refused,
# withdrawn or held one is not on its way: waiting for it could be for ever.
_WAITS_FOR_NO_OTHER = """
    NOT EXISTS (SELECT 1 FROM entry AS earlier
                WHERE earlier.id = entry.supersedes AND earlier.receiver = entry.receiver
                  AND earlier.state IN ('waiting', 'sending', 'unconfirmed')
                  AND earlier.hold_for IS NULL)
"""

# The two states are asked one at a time, in the order of the index, so that each stops at its last
# row wanted instead of sorting a hundred thousand. The first is taken however long it is: something
# must leave.
_DUE = f"""
    WITH sendable AS NOT MATERIALIZED (
        SELECT serial, state, not_before FROM entry
        WHERE receiver = :receiver AND not_before <= :now
          AND (hold_for IS NULL OR (hold_for IN ('date', 'week') AND hold_until <= :now))
          AND {_WAITS_FOR_NO_OTHER}
    ), first AS (
        SELECT * FROM (SELECT serial, not_before FROM sendable WHERE state = 'unconfirmed'
                       ORDER BY not_before LIMIT :count)
        UNION ALL
        SELECT * FROM (SELECT serial, not_before FROM sendable WHERE state = 'waiting'
                       ORDER BY not_before LIMIT :count)
        ORDER BY not_before, serial LIMIT :count
    ), measured AS (
        SELECT serial, row_number() OVER queue AS place,
            sum(octet_length(jwe) + :beside) OVER queue AS bytes
        FROM first JOIN envelope ON envelope.entry = serial
        WINDOW queue AS (ORDER BY not_before, serial)
    )
    SELECT serial, id, envelope_sha256, attempts, CAST(jwe AS BLOB) AS jwe
    FROM measured JOIN entry USING (serial) JOIN envelope ON envelope.entry = serial
    WHERE place = 1 OR bytes <= :bytes ORDER BY place
"""  # noqa: S608 - made of constants

_TAKE = """
    UPDATE entry
    SET state = 'sending', lease_until = :now + :lease, attempts = attempts + 1,
        last_attempt_at = :now, hold_for = NULL, hold_until = NULL
    WHERE serial IN (SELECT value FROM json_each(:serials))
      AND +state IN ('waiting', 'unconfirmed')  -- plus: by serial, not through every waiting one
"""

_NEXT_DUE = f"""
    WITH sendable AS NOT MATERIALIZED (
        SELECT receiver, state, not_before, hold_for, hold_until FROM entry
        WHERE {_WAITS_FOR_NO_OTHER}
    )
    SELECT min(at) FROM (
        SELECT * FROM (SELECT not_before AS at FROM sendable
                       WHERE receiver = :receiver AND state = 'waiting' AND hold_for IS NULL
                       ORDER BY not_before LIMIT 1)
        UNION ALL
        SELECT * FROM (SELECT not_before FROM sendable
                       WHERE receiver = :receiver AND state = 'unconfirmed' AND hold_for IS NULL
                       ORDER BY not_before LIMIT 1)
        UNION ALL  -- few are held: found by the hold, which the plus signs ask for
        SELECT min(max(not_before, hold_until)) FROM sendable
        WHERE +receiver = :receiver AND +state IN ('waiting', 'unconfirmed')
          AND hold_for IN ('date', 'week')
    )
"""  # noqa: S608 - made of constants

_INTERRUPTED = """
    UPDATE entry SET state = 'unconfirmed', lease_until = NULL, not_before = :now,
        outcome = '{"code": "outbox.interrupted", "facts": {}, "may_have_arrived": true}'
    WHERE state = 'sending' AND (lease_until <= :now OR lease_until > :longest)
"""

_RECEIPTED = """
    UPDATE entry SET state = 'receipted', receipt = :token, received_at = :received_at,
        epoch = :epoch, sequence = :sequence, lease_until = NULL, outcome = NULL,
        hold_for = NULL, hold_until = NULL
    WHERE id = :id AND state <> 'receipted' AND state <> 'withdrawn' AND state <> 'unaddressed'
"""

_LATER = """
    UPDATE entry SET lease_until = NULL, not_before = :not_before,
        state = CASE WHEN :arrived OR outcome ->> '$.may_have_arrived'
                THEN 'unconfirmed' ELSE 'waiting' END,
        outcome = CASE WHEN outcome ->> '$.may_have_arrived'
                  THEN json_set(:outcome, '$.may_have_arrived', json('true')) ELSE :outcome END
    WHERE id = :id AND state = 'sending' AND attempts = :attempts
"""


class Dispatch:
    """The entries of one ledger that are on their way."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def claim(
        self, receiver: str, now: float, lease: float, *, at_most: int, room: int
    ) -> list[Attempt]:
        """Take the next due entries of `receiver`, oldest first: as many as fit `room` bytes with
        what a bundle says beside each, but always the first."""
        limits = {"count": at_most, "bytes": room, "beside": BESIDE_AN_ENVELOPE}
        with self._ledger.transaction():
            due = self._ledger.rows(_DUE, {"receiver": receiver, "now": now, **limits})
            serials = json.dumps([row["serial"] for row in due])
            self._ledger.run(_TAKE, {"serials": serials, "now": now, "lease": lease})
        return [
            Attempt(row["id"], receiver, row["jwe"], row["envelope_sha256"], row["attempts"] + 1)
            for row in due
        ]

    def next_due(self, receiver: str) -> float | None:
        """From when on `claim` finds something for `receiver`; None for never by itself."""
        found: float | None = self._ledger.value(_NEXT_DUE, {"receiver": receiver})
        return found

    def receipted(self, entry_id: str, receipt: ReceiptFacts) -> bool:
        """A verified receipt is here, by whatever way it came. False if there already was one."""
        row = self._ledger.row(_RECEIPTED + "RETURNING id", {"id": entry_id, **vars(receipt)})
        return row is not None  # rows are not counted: the receipt ends the draft too

    def receipted_each(self, receipts: Iterable[tuple[str, ReceiptFacts]]) -> None:
        """The same for each id and its receipt, in one transaction."""
        self._ledger.run_each(_RECEIPTED, ({"id": each, **vars(of)} for each, of in receipts))

    def later(
        self, entry: Attempt, *, not_before: float, reason: Reason, may_have_arrived: bool
    ) -> bool:
        """The attempt that claimed `entry` failed; the same bytes go out again at `not_before`.

        Once any attempt may have arrived, the entry stays unconfirmed until a receipt says more.
        False if that attempt is no longer the current one.
        """
        outcome = {**reason.as_json(), "may_have_arrived": may_have_arrived}
        params = {
            "id": entry.id,
            "attempts": entry.attempts,
            "not_before": not_before,
            "arrived": may_have_arrived,
            "outcome": _json(outcome),
        }
        return self._once(_LATER, params)

    def needs_attention(self, entry: Attempt, reason: Reason) -> bool:
        """The receiver refused this one, in so many words. It is kept whole; others go on."""
        return self._once(
            "UPDATE entry SET state = 'needs_attention', lease_until = NULL, outcome = :outcome"
            " WHERE id = :id AND state = 'sending' AND attempts = :attempts",
            {"id": entry.id, "attempts": entry.attempts, "outcome": _json(reason.as_json())},
        )

    def expire_leases(self, now: float, lease: float) -> int:
        """Whoever held an entry longer than its lease is gone: its bytes may have arrived.

        A lease that ends later than any lease could was given before the clock was set back.
        """
        return self._ledger.run(_INTERRUPTED, {"now": now, "longest": now + lease + CLOCK_SLACK})

    def nobody_sends(self, now: float) -> int:
        """Called by the one deliverer of the profile when it starts: every lease is an old one."""
        return self._ledger.run(_INTERRUPTED, {"now": now, "longest": 0})

    def heed_clock(self, now: float) -> int:
        """The clock was set back: nothing may wait for a time that lies in the old future."""
        return self._ledger.run(
            "UPDATE entry SET not_before = :now"
            " WHERE state IN ('unaddressed', 'waiting', 'unconfirmed') AND not_before > :now"
            " AND max(queued_at, coalesce(last_attempt_at, 0)) > :ahead",
            {"now": now, "ahead": now + CLOCK_SLACK},
        )

    def hurry(self, now: float) -> int:
        """A person asked to send now: forget back-offs. Undo and hold are kept."""
        return self._ledger.run(
            "UPDATE entry SET not_before = :now WHERE state IN ('waiting', 'unconfirmed')"
            " AND not_before > :now AND attempts > 0",
            {"now": now},
        )

    def wake(self, codes: Collection[str], until: float) -> int:
        """What waits for one of these reasons waits no longer than `until`: they have passed."""
        return self._ledger.run(
            "UPDATE entry SET not_before = :until WHERE state IN ('waiting', 'unconfirmed')"
            " AND not_before > :until AND attempts > 0"
            " AND outcome ->> '$.code' IN (SELECT value FROM json_each(:codes))",
            {"until": until, "codes": json.dumps(sorted(codes))},
        )

    def _once(self, sql: str, params: Params) -> bool:
        """Whether the guarded statement found its one row."""
        return self._ledger.run(sql, params) == 1


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
