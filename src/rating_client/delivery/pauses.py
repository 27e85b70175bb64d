"""How each receiver stands: well, or paused with a reason. Trouble of an endpoint lives here.

It pauses the receiver and not its ratings: they stay as they are, and after each pause there is
one probe. Kept in the ledger: a restart in the middle of an outage probes once and goes on with
the back-off where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass

from rating_client.base.ledger import Ledger
from rating_client.outbox.entry import Reason, reason_of

SOON = 5.0  # seconds over which receivers are probed after the network came back


@dataclass(frozen=True)
class Standing:
    """Times are unix seconds; `clock_offset` is the receiver's clock minus this computer's."""

    receiver: str
    paused_until: float | None = None
    failures: int = 0
    reason: Reason | None = None
    heard_at: float | None = None
    clock_offset: float | None = None

    def paused_at(self, now: float) -> bool:
        return self.paused_until is not None and now < self.paused_until


class Pauses:
    """The standings of every receiver of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, receiver: str) -> Standing:
        row = self._ledger.row("SELECT * FROM receiver_state WHERE receiver = ?", (receiver,))
        if row is None:
            return Standing(receiver)
        return Standing(
            receiver=receiver,
            paused_until=row["paused_until"],
            failures=row["failures"],
            reason=reason_of(row),
            heard_at=row["heard_at"],
            clock_offset=row["clock_offset"],
        )

    def pause(self, receiver: str, until: float, failures: int, reason: Reason) -> None:
        """Leave the receiver alone until then, after so many failures in a row."""
        self._ledger.run(
            "INSERT INTO receiver_state (receiver, paused_until, failures, outcome)"
            " VALUES (:receiver, :until, :failures, :reason) ON CONFLICT (receiver) DO UPDATE SET"
            " paused_until = :until, failures = :failures, outcome = :reason",
            {
                "receiver": receiver,
                "until": until,
                "failures": failures,
                "reason": json.dumps(reason.as_json(), ensure_ascii=False),
            },
        )

    def heard(self, receiver: str, now: float, clock_offset: float | None) -> None:
        """Something that was truly the receiver's came back. That alone does not end its trouble:
        one that greets and then fails would otherwise be asked for ever without a back-off."""
        self._ledger.run(
            "INSERT INTO receiver_state (receiver, heard_at, clock_offset)"
            " VALUES (:receiver, :now, :offset) ON CONFLICT (receiver) DO UPDATE SET"
            " heard_at = :now, clock_offset = coalesce(:offset, clock_offset)",
            {"receiver": receiver, "now": now, "offset": clock_offset},
        )

    def well(self, receiver: str, now: float) -> None:
        """It did what it was asked. A pause that began while this was on its way goes on: what the
        receiver asked for since is not taken back by an answer to an older question."""
        self._ledger.run(
            "UPDATE receiver_state SET paused_until = NULL, failures = 0, outcome = NULL"
            " WHERE receiver = ? AND (failures > 0 OR outcome IS NOT NULL)"
            " AND (paused_until IS NULL OR paused_until <= ?)",
            (receiver, now),
        )

    def end_all(self) -> None:
        """Let every receiver be probed now: a person asked, or the clock cannot be believed."""
        self._ledger.run("UPDATE receiver_state SET paused_until = NULL")

    def wake(self, codes: Collection[str], now: float, random: Callable[[], float]) -> None:
        """End the pauses for one of these reasons within `SOON` seconds, each at its own moment."""
        for row in self._ledger.rows(
            "SELECT receiver FROM receiver_state"
            " WHERE paused_until > ? AND outcome ->> '$.code' IN (SELECT value FROM json_each(?))",
            (now + SOON, json.dumps(sorted(codes))),
        ):
            self._ledger.run(
                "UPDATE receiver_state SET paused_until = ? WHERE receiver = ?",
                (now + random() * SOON, row["receiver"]),
            )

    def forget_failures(self) -> None:
        """A person asked to send now: the back-off begins anew."""
        self._ledger.run("UPDATE receiver_state SET paused_until = NULL, failures = 0")
