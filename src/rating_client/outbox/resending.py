"""Receipts a receiver no longer stands by: it was put back from a backup, and says so, signed;
or says nothing, and is asked.

What it lost goes out again as the same bytes. Where retention has erased the envelope nothing is
left to send; the receipt stays as the proof that it was once received.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf, nextafter
from typing import NamedTuple

from rating_client.base.ledger import Ledger

_ERASED_ONES = """
    SELECT count(*) FROM entry WHERE receiver = :receiver AND state = 'receipted'
      AND received_at >= :since AND epoch <> :epoch
      AND NOT EXISTS (SELECT 1 FROM envelope WHERE entry = serial)
"""
_SEND_AGAIN = """
    UPDATE entry SET state = 'waiting', not_before = :now, outcome = :reason
    WHERE receiver = :receiver AND state = 'receipted'
      AND received_at >= :since AND epoch <> :epoch
      AND EXISTS (SELECT 1 FROM envelope WHERE entry = serial)
"""
_NEWEST = "SELECT epoch FROM resend_obeyed WHERE receiver = :receiver ORDER BY rowid DESC LIMIT 1"

# The plus signs have it go down the receipts by their time, instead of sorting all there are.
_RECEIPTED = """
    SELECT id, envelope_sha256, received_at FROM entry
    WHERE +receiver = ? AND +state = 'receipted' AND received_at < ?
      AND EXISTS (SELECT 1 FROM envelope WHERE entry = serial)
    ORDER BY received_at DESC, serial DESC LIMIT 1 OFFSET ?
"""


class Place(NamedTuple):
    """Among what a receiver receipted `before`, by its clock, the newest but `skip`."""

    before: float = inf
    skip: int = 0


NEWEST = Place()


@dataclass(frozen=True)
class Receipted:
    """What a receiver said it holds, and when by its own clock."""

    id: str
    envelope_sha256: str
    received_at: float


@dataclass(frozen=True)
class SentAgain:
    """How many go out again, and of how many nothing is left to send."""

    waiting: int
    erased: int


class Resending:
    """The restored receivers of one ledger. Of each, the newest epoch is obeyed, no older one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def obey(self, receiver: str, epoch: str, since: float, now: float) -> SentAgain | None:
        """Put everything `receiver` receipted from `since` on, before its new `epoch`, back to
        waiting, in one transaction; None where there is nothing to do.

        The same word again finds only what was receipted before the restore and heard of after it,
        such as by a receipts file that lay in a drawer. `since` is by the receiver's clock, as the
        times in its receipts are. The old receipt is kept until a new one takes its place.
        """
        what = {"receiver": receiver, "since": since, "epoch": epoch, "now": now}
        with self._ledger.transaction():
            begun = self._ledger.run(
                "INSERT OR IGNORE INTO resend_obeyed (receiver, epoch, at)"
                " VALUES (:receiver, :epoch, :now)",
                what,
            )
            if not begun and self._ledger.value(_NEWEST, what) != epoch:
                return None
            erased = self._ledger.value(_ERASED_ONES, what) if begun else 0
            waiting = self._ledger.run(_SEND_AGAIN, {**what, "reason": _REASON})
            if not begun and not waiting:
                return None
            self._ledger.remember(_COUNTED + receiver, str(erased + self.erased(receiver)))
            return SentAgain(waiting, int(erased))

    def receipted(self, receiver: str, place: Place) -> Receipted | None:
        """What stands at `place` of what `receiver` receipted and could get again."""
        row = self._ledger.row(_RECEIPTED, (receiver, *place))
        return Receipted(**row) if row else None

    def place(self, receiver: str) -> Place:
        """Where to ask `receiver` next whether it still holds what it receipted."""
        kept = self._ledger.recall(_PLACE + receiver)
        return Place(*json.loads(kept)) if kept else NEWEST

    def keep_place(self, receiver: str) -> None:
        """Newer receipts of `receiver` are about to come, and it could not be asked before: what is
        newest until now is asked for before them, since one of after a loss would hide it."""
        newest = self.receipted(receiver, NEWEST)
        if newest is not None and self.place(receiver) == NEWEST:
            self.go_on_at(receiver, Place(nextafter(newest.received_at, inf)))

    def go_on_at(self, receiver: str, place: Place) -> None:
        """Keep that: a receipt of after the loss must not hide it from the next start either."""
        kept = None if place == NEWEST else json.dumps(place)
        self._ledger.remember(_PLACE + receiver, kept)

    def not_held(self, receiver: str, since: float, now: float) -> int:
        """Put everything `receiver` receipted from `since` on back to waiting: it was asked, and
        does not hold it. How many go out again."""
        what = {"receiver": receiver, "since": since, "epoch": "", "now": now}
        return self._ledger.run(_SEND_AGAIN, {**what, "reason": _REASON})

    def erased(self, receiver: str) -> int:
        """Of how many ratings this receiver lost nothing is left to send."""
        return int(self._ledger.recall(_COUNTED + receiver) or 0)


_REASON = json.dumps({"code": "delivery.sent-again", "facts": {}})
_COUNTED = "lost by a restored receiver: "
_PLACE = "whether a receiver holds is asked at: "
