"""One rating on its way to customs, and the states it passes.

    unaddressed -> waiting -> sending -> waiting | unconfirmed -> receipted
                                      -> needs_attention          withdrawn

The edges themselves are data in the ledger's schema, which refuses any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from rating_client.base.clock import VIETNAM, local
from rating_client.base.sentences import Sentence, say

UNDO_SECONDS = 10.0
QUESTION_AFTER_DAYS = 30
QUESTION_AFTER_SECONDS = timedelta(days=QUESTION_AFTER_DAYS).total_seconds()
_END_OF_WEEK = (4, time(16, 30))  # Friday afternoon: over the weekend the computers are off


class EntryState(StrEnum):
    UNADDRESSED = "unaddressed"  # frozen, but no receiver is known for it yet
    WAITING = "waiting"  # sealed; nothing says that it ever left
    SENDING = "sending"  # its bytes may be leaving right now, under a lease
    UNCONFIRMED = "unconfirmed"  # its bytes may have arrived; the same bytes go out again
    RECEIPTED = "receipted"  # a verified receipt is stored: the only good end
    NEEDS_ATTENTION = "needs_attention"  # the receiver refused this one; kept whole
    WITHDRAWN = "withdrawn"


class HoldFor(StrEnum):
    """What a held entry waits for."""

    RELEASED = "released"  # the goods are out; never sends by itself
    DATE = "date"
    WEEK = "week"


@dataclass(frozen=True)
class Hold:
    """Keep an entry here for a while. For `RELEASED`, `until` is only the day a person is asked."""

    reason: HoldFor
    until: float

    @classmethod
    def until_released(cls, now: float) -> Hold:
        return cls(HoldFor.RELEASED, now + QUESTION_AFTER_SECONDS)

    @classmethod
    def until_date(cls, day: date) -> Hold:
        """Until the morning of `day`, Viet Nam time."""
        return cls(HoldFor.DATE, datetime.combine(day, time(), VIETNAM).timestamp())

    @classmethod
    def until_end_of_week(cls, now: float) -> Hold:
        """Until the coming Friday afternoon."""
        weekday, hour = _END_OF_WEEK
        here = local(now)
        friday = here.date() + timedelta(days=(weekday - here.weekday()) % 7)
        end = datetime.combine(friday, hour, VIETNAM)
        if end <= here:
            end += timedelta(days=7)
        return cls(HoldFor.WEEK, end.timestamp())


@dataclass(frozen=True)
class Reason:
    """Why an entry is not receipted yet: a sentence's code and facts, and the receiver's words."""

    code: str
    facts: Mapping[str, Any]
    words: str | None = None
    pointers: tuple[str, ...] = ()  # the places the receiver found fault with, if it named any

    @property
    def sentence(self) -> Sentence:
        return say(self.code, **self.facts)

    def as_json(self) -> dict[str, Any]:
        json_of = {"code": self.code, "facts": dict(self.facts)}
        if self.words:
            json_of["words"] = self.words
        if self.pointers:
            json_of["pointers"] = list(self.pointers)
        return json_of

    @classmethod
    def from_json(cls, json_of: Mapping[str, Any]) -> Reason:
        return cls(
            json_of["code"],
            json_of.get("facts", {}),
            json_of.get("words"),
            tuple(json_of.get("pointers", ())),
        )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row of the outbox. Times are unix seconds; `content` is None once retention erased it."""

    id: str
    declaration_key: str
    state: EntryState
    content: Mapping[str, Any] | None
    levels: str
    receiver: str | None
    envelope: str | None
    envelope_sha256: str | None
    supersedes: str | None
    queued_at: float
    not_before: float
    hold: Hold | None
    exported_at: float | None = None
    attempts: int = 0
    lease_until: float | None = None
    last_attempt_at: float | None = None
    reason: Reason | None = None
    receipt: str | None = None
    received_at: float | None = None
    epoch: str | None = None
    sequence: int | None = None

    @property
    def may_have_left(self) -> bool:
        """Whether customs could already hold it: then it is superseded, never withdrawn.

        A receipt by hand may be for what another copy of this ledger sent.
        """
        return self.attempts > 0 or self.exported_at is not None or self.receipt is not None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Entry:
        """The entry in a row of `whole_entry`."""
        kept = {name: row[name] for name in _PLAIN}
        return cls(
            **kept,
            state=EntryState(row["state"]),
            content=None if row["content"] is None else json.loads(row["content"]),
            hold=hold_of(row),
            reason=reason_of(row),
        )


_PLAIN = tuple(
    name
    for name in Entry.__dataclass_fields__
    if name not in {"state", "content", "hold", "reason"}
)


def hold_of(row: Mapping[str, Any]) -> Hold | None:
    """The hold in a row with `hold_for` and `hold_until`."""
    return Hold(HoldFor(row["hold_for"]), row["hold_until"]) if row["hold_for"] else None


def reason_of(row: Mapping[str, Any]) -> Reason | None:
    """The reason in a row with `outcome`."""
    return Reason.from_json(json.loads(row["outcome"])) if row["outcome"] else None
