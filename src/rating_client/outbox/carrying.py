"""What of the queue is to travel by hand.

Exported is a date, never a receipt: the entry goes on being sent as well, for whoever holds its
bytes already knows them. From then on nobody may say that it never left, so it is marked before a
single byte is written, and unmarked only when nothing of it was left behind.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rating_client.base.ledger import Ledger

_TO_CARRY = """
    state IN ('waiting', 'sending', 'unconfirmed')
    AND (:held OR hold_for IS NULL OR (hold_for IN ('date', 'week') AND hold_until <= :now))
"""
_IDS = f"SELECT id FROM entry WHERE receiver = :receiver AND {_TO_CARRY} ORDER BY queued_at, rowid"  # noqa: S608 - made of constants
_RECEIVERS = f"SELECT DISTINCT receiver FROM entry WHERE {_TO_CARRY}"  # noqa: S608 - made of constants
_MARK = f"""
    UPDATE entry SET exported_at = :now
    WHERE id IN (SELECT value FROM json_each(:ids))
      AND ({_TO_CARRY} OR (:refused AND state = 'needs_attention')) RETURNING id
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Leaving:
    """Entries that were marked as exported, and the mark each had before."""

    at: float
    before: dict[str, float | None]

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.before


class Carrying:
    """The entries of one ledger, as whoever makes a file for carrying sees them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def receivers(self, now: float, *, held: bool) -> set[str]:
        """For whom something could be carried; held entries count only with `held`."""
        return {row["receiver"] for row in self._ledger.rows(_RECEIVERS, _asked(now, held))}

    def ids(self, receiver: str, now: float, *, held: bool) -> list[str]:
        """What could be carried to `receiver`, oldest first: all without a receipt, exported
        before or not, but what the receiver refused."""
        rows = self._ledger.rows(_IDS, {**_asked(now, held), "receiver": receiver})
        return [row["id"] for row in rows]

    def awaited(self, receiver: str) -> dict[str, str]:
        """The ids of what was exported to `receiver` and has no receipt, by envelope digest."""
        rows = self._ledger.rows(
            "SELECT envelope_sha256, id FROM entry WHERE receiver = ? AND exported_at IS NOT NULL"
            " AND state IN ('waiting', 'sending', 'unconfirmed', 'needs_attention')",
            (receiver,),
        )
        return {row["envelope_sha256"]: row["id"] for row in rows}

    def leave(
        self, ids: Sequence[str], now: float, *, held: bool, refused: bool = False
    ) -> Leaving:
        """Mark these as exported; those that were taken back or receipted meanwhile are not.

        With `refused` also what a receiver refused, because a person wants to carry just that.
        """
        listed = json.dumps(list(ids))
        with self._ledger.transaction():
            before = {
                row["id"]: row["exported_at"]
                for row in self._ledger.rows(
                    "SELECT id, exported_at FROM entry"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    (listed,),
                )
            }
            marked = self._ledger.rows(
                _MARK, {**_asked(now, held), "ids": listed, "refused": refused}
            )
        return Leaving(now, {row["id"]: before[row["id"]] for row in marked})

    def stayed(self, leaving: Leaving) -> None:
        """Nothing of them was written after all: each has its mark of before again."""
        with self._ledger.transaction():
            for entry_id, before in leaving.before.items():
                self._ledger.run(
                    "UPDATE entry SET exported_at = ? WHERE id = ? AND exported_at = ?",
                    (before, entry_id, leaving.at),
                )


def _asked(now: float, held: bool) -> dict[str, object]:
    return {"now": now, "held": held}
