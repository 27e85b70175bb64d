"""What is erased and when: content after the receipt, sealed bytes later, the row itself never.

Id, digest and receipt stay, so that what was sent can be proved for ever. What has no receipt is
never touched, however old: nothing here may lose a rating.
"""

from __future__ import annotations

from dataclasses import dataclass

from rating_client.base.backups import ERASED_AT
from rating_client.base.ledger import Ledger

KEEP = -1  # the setting's word for "never erase"
SEALED_DAYS = 90  # a receiver put back from a backup may ask for these again
DRAFT_DAYS_AT_LEAST = 1  # an undo, and a change of mind on the same day, find their draft
MOST_PER_TRANSACTION = 500
LONGEST_ABSENCE = 40  # days; a longer one may be a clock that was set wrong

_DAY = 86_400.0
_HOUR = 3_600.0
DOUBT = _DAY / 2
_DOUBTED_AT = "retention_doubted_at"
_LOOKED_AT = "retention_looked_at"


@dataclass(frozen=True)
class Cutoffs:
    """Erase what was settled at or before these unix seconds; None: nothing."""

    content: float | None
    sealed: float | None
    drafts: float | None


def cutoffs(now: float, erase_after_days: int) -> Cutoffs:
    """The policy: `erase_after_days` from the receipt on, 0 for at once, `KEEP` for never."""
    sealed = now - SEALED_DAYS * _DAY
    if erase_after_days == KEEP:
        return Cutoffs(None, sealed, None)
    days = max(erase_after_days, DRAFT_DAYS_AT_LEAST)
    return Cutoffs(now - erase_after_days * _DAY, sealed, now - days * _DAY)


def believable(now: float, looked_at: float | None) -> bool:
    """Whether the clock went on by itself since the last look.

    What is erased does not come back, so a clock ten years ahead must not erase everything. After
    a long absence nothing is erased for half a day, in which somebody sees the wrong date.
    """
    return looked_at is not None and 0 <= now - looked_at <= LONGEST_ABSENCE * _DAY


@dataclass(frozen=True)
class Erased:
    """How many of each."""

    contents: int = 0
    envelopes: int = 0
    drafts: int = 0

    def __bool__(self) -> bool:
        return bool(self.contents or self.envelopes or self.drafts)


class Retention:
    """Carries out the policy in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def erase(self, now: float, erase_after_days: int) -> Erased:
        """Erase what is old enough, in transactions of a few hundred rows each."""
        if not self._believes(now):
            return Erased()
        until = cutoffs(now, erase_after_days)
        erased = Erased(
            contents=self._in_batches(_CONTENT, until.content),
            envelopes=self._in_batches(_SEALED, until.sealed),
            drafts=self._in_batches(_DRAFTS, until.drafts),
        )
        if erased:
            self._ledger.remember(ERASED_AT, str(now))
        return erased

    def would_erase(self, now: float, erase_after_days: int) -> int:
        """How many ratings would lose their content by this policy, for whoever shortens it."""
        until = cutoffs(now, erase_after_days).content
        if until is None:
            return 0
        return int(self._ledger.value(_HOW_MANY, {"until": until}))

    def _believes(self, now: float) -> bool:
        """Note this look; whether the clock may be believed, and was for half a day."""
        last, doubted = self._ledger.recall(_LOOKED_AT), self._ledger.recall(_DOUBTED_AT)
        looked_at = float(last) if last else None
        doubted_at = float(doubted) if doubted else None
        if not believable(now, looked_at):
            doubted_at = now
            self._ledger.remember(_DOUBTED_AT, str(now))
        if looked_at is None or abs(now - looked_at) >= _HOUR:
            self._ledger.remember(_LOOKED_AT, str(now))
        return doubted_at is None or now - doubted_at >= DOUBT

    def _in_batches(self, sql: str, until: float | None) -> int:
        if until is None:
            return 0
        total = 0
        while True:
            # A short transaction each: a form that is being saved waits for one batch at most.
            erased = self._ledger.run(sql, {"until": until, "most": MOST_PER_TRANSACTION})
            total += erased
            if erased < MOST_PER_TRANSACTION:
                return total


# A withdrawn entry has no receipt and needs none: customs does not hold it.
_SETTLED = """
DELETE FROM {what} WHERE entry IN (
    SELECT serial FROM entry JOIN {what} ON entry = serial
    WHERE state = 'receipted' AND received_at <= :until
    UNION ALL
    SELECT serial FROM entry JOIN {what} ON entry = serial
    WHERE state = 'withdrawn' AND queued_at <= :until
    LIMIT :most)"""
_HOW_MANY = """
SELECT count(*) FROM content JOIN entry ON serial = entry
WHERE (state = 'receipted' AND received_at <= :until)
   OR (state = 'withdrawn' AND queued_at <= :until)"""
_CONTENT = _SETTLED.format(what="content")
_SEALED = _SETTLED.format(what="envelope")

# Only of decided prompts, and never while a rating of the declaration is still on its way.
_DRAFTS = """
DELETE FROM draft WHERE key IN (
    SELECT draft.key FROM draft JOIN prompt ON prompt.key = draft.key
    WHERE prompt.decided_at <= :until AND draft.saved_at <= :until
      AND NOT EXISTS (SELECT 1 FROM entry
                      WHERE entry.declaration_key = draft.key
                        AND entry.state NOT IN ('receipted', 'withdrawn'))
    LIMIT :most)"""
