"""What was given and what became of it: pages for the list "Đã gửi", and one entry in detail.

Filters run in SQL and pages are short, so that a hundred thousand entries cost no more to look at
than a hundred. Nothing here changes anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence
from rating_client.outbox.entry import Entry, Hold, Reason, hold_of, reason_of
from rating_client.prompts.searching import Search


class ShownState(StrEnum):
    """The state of an entry in a person's words: held and answered are told apart."""

    UNADDRESSED = "unaddressed"
    HELD = "held"
    WAITING = "waiting"
    SENDING = "sending"
    UNCONFIRMED = "unconfirmed"
    RECEIPTED = "receipted"
    NEW_ANSWER = "new_answer"
    CLOSED = "closed"  # its last answer is final and was read
    NEEDS_ATTENTION = "needs_attention"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class SentFilter:
    """Which entries to show; what is None or empty does not narrow. Times are unix seconds."""

    states: frozenset[ShownState] = frozenset()  # empty: all but withdrawn
    search: str = ""  # as typed: number, owner or office
    owner_tax_code: str | None = None
    office: str | None = None
    level: int | None = None  # at least one subject got this level
    since: float | None = None
    until: float | None = None


class SentRow(NamedTuple):
    """One line of the list. `levels` has one digit a subject, in the order of the form."""

    id: str
    declaration_key: str
    number: str
    owner_tax_code: str | None
    owner_name: str | None
    office: str | None
    levels: str
    shown: ShownState
    queued_at: float
    hold: Hold | None
    exported_at: float | None
    attempts: int
    received_at: float | None
    sequence: int | None  # of the receipt
    envelope_sha256: str | None
    reason: Reason | None

    @property
    def sentence(self) -> Sentence | None:
        """Why it is not receipted yet, where there is something to say."""
        return self.reason.sentence if self.reason else None


class EventKind(StrEnum):
    QUEUED = "queued"
    EXPORTED = "exported"
    LAST_TRIED = "last_tried"
    RECEIVED = "received"  # by the receiver's clock
    ANSWERED = "answered"


@dataclass(frozen=True)
class Event:
    kind: EventKind
    at: float


@dataclass(frozen=True)
class SentDetail:
    """One entry with its history. `superseded_by` is the id of the correction sent after it."""

    row: SentRow
    entry: Entry
    timeline: tuple[Event, ...]
    superseded_by: str | None
    answers: tuple[Mapping[str, Any], ...]  # payloads, newest number first


# Filters and pages look at an index alone, and only the rows of one page are read.
_SHOWN = """
    WITH shown AS (
        SELECT entry.serial, entry.id, entry.queued_at, entry.levels, entry.state,
            entry.declaration_key,
            CASE
                WHEN entry.hold_for IS NOT NULL THEN 'held'
                WHEN entry.state <> 'receipted' THEN entry.state
                WHEN EXISTS (SELECT 1 FROM answer WHERE answer.receiver = entry.receiver
                    AND answer.submission = entry.id AND answer.read_at IS NULL) THEN 'new_answer'
                WHEN (SELECT answer.payload ->> '$.final' FROM answer
                    WHERE answer.receiver = entry.receiver AND answer.submission = entry.id
                    ORDER BY answer.number DESC LIMIT 1) THEN 'closed'
                ELSE 'receipted'
            END AS shown
        FROM {entries}
    )
"""
_WANTED = """
    , wanted AS (SELECT * FROM shown WHERE {conditions})
"""
_EVERY = "entry INDEXED BY entry_in_the_list"
# In this order of the tables, without a list of rows and one of keys to be made and sorted first.
_AMONG = """json_each(:found) AS found
    CROSS JOIN declaration ON declaration.rowid = found.value
    CROSS JOIN entry INDEXED BY entry_by_declaration ON entry.declaration_key = declaration.key"""
_DECLARED = """EXISTS (
    SELECT 1 FROM declaration WHERE declaration.key = declaration_key AND {conditions})"""
_LINE = """
    SELECT {columns}, shown.shown, declaration.number, declaration.owner_tax_code,
        declaration.owner_name, declaration.office
    FROM {rows} AS shown
    JOIN {entry} AS entry ON entry.serial = shown.serial
    JOIN declaration ON declaration.key = entry.declaration_key
    ORDER BY shown.queued_at DESC, shown.id
"""
_PAGE = _LINE.format(
    columns="""
        entry.id, entry.declaration_key, entry.levels, entry.queued_at, entry.hold_for,
        entry.hold_until, entry.exported_at, entry.attempts, entry.received_at, entry.sequence,
        entry.envelope_sha256, entry.outcome""",
    entry="entry",
    rows="(SELECT * FROM wanted ORDER BY queued_at DESC, id LIMIT :limit OFFSET :offset)",
)
_COUNT = "SELECT count(*) AS found FROM wanted"
_ONE = _SHOWN.format(entries="entry") + _LINE.format(
    columns="entry.*",
    entry="whole_entry",
    rows="(SELECT * FROM shown WHERE id = :id)",
)


class SentList:
    """The entries of one ledger, to look at."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def page(self, wanted: SentFilter, offset: int, limit: int) -> list[SentRow]:
        """Lines `offset` to `offset + limit`, newest first."""
        return [_row(row) for row in self._asked(_PAGE, wanted, offset=offset, limit=limit)]

    def every(self, wanted: SentFilter) -> list[SentRow]:
        """All lines, for a file. Over a large ledger this takes a second: never in a window."""
        return self.page(wanted, 0, -1)

    def count(self, wanted: SentFilter) -> int:
        return int(self._asked(_COUNT, wanted)[0]["found"])

    def detail(self, entry_id: str) -> SentDetail | None:
        """Everything kept about one entry."""
        row = self._ledger.row(_ONE, {"id": entry_id})
        if row is None:
            return None
        answers = self._ledger.rows(
            "SELECT payload, arrived_at FROM answer WHERE submission = ? ORDER BY number DESC",
            (entry_id,),
        )
        superseded_by = self._ledger.value(
            "SELECT id FROM entry WHERE declaration_key = ? AND supersedes = ?"
            " AND state <> 'withdrawn' ORDER BY queued_at DESC",
            (row["declaration_key"], entry_id),
        )
        happened = [
            (EventKind.QUEUED, row["queued_at"]),
            (EventKind.EXPORTED, row["exported_at"]),
            (EventKind.LAST_TRIED, row["last_attempt_at"]),
            (EventKind.RECEIVED, row["received_at"]),
            *((EventKind.ANSWERED, answer["arrived_at"]) for answer in answers),
        ]
        events = [Event(kind, at) for kind, at in happened if at is not None]
        return SentDetail(
            row=_row(row),
            entry=Entry.from_row(row),
            timeline=tuple(sorted(events, key=_order)),
            superseded_by=superseded_by,
            answers=tuple(json.loads(answer["payload"]) for answer in answers),
        )

    def _asked(self, question: str, wanted: SentFilter, **facts: int) -> list[dict[str, Any]]:
        """`question` of what the filter lets through."""
        search = Search.of(wanted.search)
        found = search.few(self._ledger)
        declared, of_declarations = _given(
            {
                "owner_tax_code = :owner": wanted.owner_tax_code,
                "office = :office": wanted.office,
            }
        )
        if found is None:
            declared += search.conditions
        conditions, given = _given(
            {
                "shown IN (SELECT value FROM json_each(:states))": json.dumps(sorted(wanted.states))
                if wanted.states
                else None,
                "instr(levels, :level)": None if wanted.level is None else str(wanted.level),
                "queued_at >= :since": wanted.since,
                "queued_at < :until": wanted.until,
            }
        )
        if not wanted.states:
            conditions.append("state <> 'withdrawn'")
        if declared:
            conditions.append(_DECLARED.format(conditions=" AND ".join(declared)))
        shown = _SHOWN.format(entries=_EVERY if found is None else _AMONG)
        narrowed = _WANTED.format(conditions=" AND ".join(conditions))
        return self._ledger.rows(
            shown + narrowed + question,
            {**of_declarations, **search.facts, "found": found, **given, **facts},
        )


def _given(asked: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """Of conditions that end in the name of what they are given, those that are given something."""
    given = {said: value for said, value in asked.items() if value is not None}
    return list(given), {said.rpartition(":")[2].strip(")"): value for said, value in given.items()}


def _order(event: Event) -> tuple[bool, float]:
    """By time; but what customs received was sent before, whatever its own clock says."""
    return event.kind in (EventKind.RECEIVED, EventKind.ANSWERED), event.at


def _row(row: Mapping[str, Any]) -> SentRow:
    return SentRow(
        **{name: row[name] for name in _PLAIN},
        shown=ShownState(row["shown"]),
        hold=hold_of(row),
        reason=reason_of(row),
    )


_PLAIN = tuple(name for name in SentRow._fields if name not in {"shown", "hold", "reason"})
