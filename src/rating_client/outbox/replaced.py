"""What a rating replaces: before it left, where an undo puts it back, or at customs.

What was replaced here is kept beside the ledger's other small facts: an undo must find it
after a restart too, since a held rating can be taken back for weeks. Only ids and holds are kept,
and only until the correction is received: one that is turned away is queued anew, and can be
undone again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from rating_client.base.ledger import Ledger
from rating_client.outbox.entry import Entry, EntryState, Hold, HoldFor

_NAME = "replaced by "


@dataclass(frozen=True)
class Before:
    """The withdrawn entry a rating took the place of, and the hold it had."""

    id: str
    hold: Hold | None


class Replaced:
    """For each rating that can be undone: what it replaced, and what that one had replaced."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def note(self, by: str, earlier: Entry) -> None:
        """`by` takes the place of `earlier` as it stands, which is to be withdrawn with it; after
        all that `by` has the place of already."""
        hold = earlier.hold
        row = [earlier.id, hold.reason, hold.until] if hold else [earlier.id, None, None]
        with self._ledger.transaction():
            self._move([*self._rows(by), row, *self._rows(earlier.id)], earlier.id, by)
            self._ledger.run(_FORGET_RECEIVED, {"name": _NAME})

    def before(self, by: str) -> Before | None:
        """What `by` replaced; None where it was the first of its declaration."""
        rows = self._rows(by)
        if not rows:
            return None
        entry_id, reason, until = rows[0]
        return Before(entry_id, Hold(HoldFor(reason), until) if reason else None)

    def queued_anew(self, old: str, new: str) -> None:
        """`old` was turned away; the same answers are queued as `new`."""
        with self._ledger.transaction():
            self._move(self._rows(old), old, new)

    def undone(self, by: str, restored: str | None) -> None:
        """`by` is withdrawn; what it replaced is queued again as `restored`."""
        with self._ledger.transaction():
            self._move(self._rows(by)[1:] if restored else [], by, restored or by)

    def _rows(self, by: str) -> list[Any]:
        return list(json.loads(self._ledger.recall(_NAME + by) or "[]"))

    def _move(self, rows: list[Any], old: str, new: str) -> None:
        self._ledger.remember(_NAME + old, None)
        self._ledger.remember(_NAME + new, json.dumps(rows) if rows else None)


# An id begins with a hexadecimal digit, so every name lies before the letter g.
_FORGET_RECEIVED = """
    DELETE FROM memory WHERE name >= :name AND name < :name || 'g'
      AND NOT EXISTS (SELECT 1 FROM entry WHERE id = substr(name, length(:name) + 1)
                      AND state IN ('unaddressed', 'waiting', 'sending', 'unconfirmed'))
"""
_OTHER_CONTENT_HELD = "delivery.differs"
_NOT_HELD = "delivery.device-revoked"  # said only of what is not held, however often it was sent


def stands(entry: Entry) -> bool:
    """Whether customs holds this one, or may: then only a later one can take its place.

    A refusal says that customs took nothing, except where it holds another content under the same
    id, or where an attempt before the refused one may have arrived. To supersede what customs
    never had does no harm: it acts only on what is there.
    """
    if entry.state not in (EntryState.WITHDRAWN, EntryState.NEEDS_ATTENTION):
        return entry.may_have_left
    said = entry.reason.code if entry.reason else None
    if said == _NOT_HELD:
        return False
    return said == _OTHER_CONTENT_HELD or entry.attempts > 1 or entry.exported_at is not None
