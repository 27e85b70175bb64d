"""Chờ đánh giá: the list of declarations to rate, filtered and paged in SQL.

Rows keep the office as the export has it; the directory gives it its name when it is shown, and
turns a searched word into all the ways an export may write an office.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from rating_client.base.clock import VIETNAM, local
from rating_client.base.ledger import Ledger
from rating_client.directory.directory import Directory, built_in_directory
from rating_client.prompts.prompt import OPEN, Origin, PromptState
from rating_client.prompts.searching import Search


class RowStatus(StrEnum):
    """What the last column of the list says."""

    TO_RATE = "to_rate"  # Chưa đánh giá
    REMINDER = "reminder"  # Nhắc lại 15:30
    WAITING_RELEASE = "waiting_release"  # Chờ thông quan
    DRAFT = "draft"  # Bản nháp 10:31
    BEFORE_SETUP = "before_setup"  # Có từ trước
    ANSWERED = "answered"
    DECLINED = "declined"  # Đã bỏ qua
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class InboxFilter:
    """What the list shows. The default is what waits: open, and not from before the set-up."""

    text: str = ""
    owner: str | None = None  # tax code
    channel: int | None = None
    states: frozenset[PromptState] = OPEN
    before_setup: bool = False
    registered_since: date | None = None


class InboxRow(NamedTuple):
    key: str
    number: str
    state: PromptState
    origin: Origin
    type_code: str | None
    channel: int | None
    office: str | None  # as the export has it
    registered_at: datetime | None
    released_at: datetime | None
    owner_tax_code: str | None
    owner_name: str | None
    owner_letters: str
    owner_colour: int
    snoozed_until: float | None
    wake_on_cleared: bool
    draft_saved_at: float | None

    @property
    def status(self) -> RowStatus:
        if self.state not in OPEN:
            return RowStatus(self.state.value)
        if self.state is PromptState.SNOOZED:
            ordered = self.snoozed_until is not None
            return RowStatus.REMINDER if ordered else RowStatus.WAITING_RELEASE
        if self.draft_saved_at is not None:
            return RowStatus.DRAFT
        if self.origin is Origin.BEFORE_SETUP:
            return RowStatus.BEFORE_SETUP
        return RowStatus.TO_RATE


class Coverage(NamedTuple):
    """ "Tuần này 41 / 48 tờ khai"."""

    rated: int
    of: int


class Inbox:
    """The list's model over the ledger. May be used from any thread."""

    def __init__(
        self, ledger: Ledger, directory: Callable[[], Directory] = built_in_directory
    ) -> None:
        self._ledger = ledger
        self._directory = directory

    def page(
        self, wanted: InboxFilter, limit: int, after: InboxRow | None = None
    ) -> list[InboxRow]:
        """The first `limit` rows, newest registration first, or those that follow `after`.

        The index is entered where the page before ended: row 99,000 costs what row 1 costs.
        """
        conditions, facts = self._narrowed(wanted)
        places = _FIRST if after is None else _AFTER if after.registered_at else _AFTER_UNDATED
        if after is not None:
            moment = after.registered_at
            facts |= {"after": after.key, "at": moment.isoformat() if moment else None}
        search = Search.of(wanted.text, lambda word: self._directory().written_as(word))
        found = search.few(self._ledger)
        if found is None:
            conditions += search.conditions
            facts |= search.facts
        stretch = _IN_ORDER if found is None else _AMONG
        listed = " UNION ALL ".join(
            stretch.format(state=state, narrowed=" AND ".join((*conditions, place)))
            for state in _named(wanted)
            for place in places
        )
        facts |= {"found": found, "limit": limit}
        return [_row(row) for row in self._ledger.rows(_PAGE.format(listed=listed), facts)]

    def keys(self, wanted: InboxFilter) -> list[str]:
        """Every key the filter lets through, in the order of the list. Not for all of a year."""
        return [row.key for row in self.page(wanted, _NO_LIMIT)]

    def count(self, wanted: InboxFilter) -> int:
        return self._counted(wanted, "TRUE", {})

    def count_of_day(self, wanted: InboxFilter, day: date | None) -> int:
        """How many of them were registered on this day in Viet Nam; None: nobody knows when."""
        if day is None:
            return self._counted(wanted, "d.registered_at IS NULL", {})
        days = {"day": day.isoformat(), "next": (day + timedelta(days=1)).isoformat()}
        return self._counted(wanted, "d.registered_at >= :day AND d.registered_at < :next", days)

    def _counted(self, wanted: InboxFilter, when: str, moments: dict[str, Any]) -> int:
        conditions, facts = self._narrowed(wanted)
        search = Search.of(wanted.text, lambda word: self._directory().written_as(word))
        states = ", ".join(f"'{state}'" for state in _named(wanted))
        narrowed = " AND ".join((*conditions, *search.conditions, when))
        counted = _COUNT.format(states=states, narrowed=narrowed)
        return int(self._ledger.value(counted, {**facts, **search.facts, **moments}))

    def rows(self, keys: Sequence[str]) -> list[InboxRow]:
        """These rows, in this order; a key that has gone is left out."""
        return [_row(row) for row in self._ledger.rows(_THESE, (json.dumps(list(keys)),))]

    def owners(self) -> list[tuple[str, str | None]]:
        """Every owner met, by tax code, with the name one of its declarations bears."""
        return [(row["tax_code"], row["name"]) for row in self._ledger.rows(_OWNERS)]

    @property
    def chosen_owner(self) -> str | None:
        """The tax code the list was last narrowed to, kept from start to start."""
        return self._ledger.recall(_CHOSEN_OWNER)

    def choose_owner(self, tax_code: str | None) -> None:
        if tax_code != self.chosen_owner:
            self._ledger.remember(_CHOSEN_OWNER, tax_code)

    def coverage(self, now: float) -> Coverage:
        """How much of what was registered this week, Monday to Sunday, has been rated."""
        today = local(now).date()
        monday = datetime.combine(today - timedelta(days=today.weekday()), time(), VIETNAM)
        week = (monday.isoformat(), (monday + timedelta(days=7)).isoformat())
        row = self._ledger.row(_COVERAGE, week) or {}
        return Coverage(row["rated"], row["registered"])

    def _narrowed(self, wanted: InboxFilter) -> tuple[list[str], dict[str, Any]]:
        """What the filter says beside states and words, as conditions and what they are given."""
        since = wanted.registered_since
        asked = {
            "d.owner_tax_code = :owner": wanted.owner,
            "d.channel = :channel": wanted.channel,
            "d.registered_at >= :since": since.isoformat() if since else None,
        }
        given = {said: value for said, value in asked.items() if value is not None}
        facts: dict[str, Any] = {said.rpartition(":")[2]: value for said, value in given.items()}
        conditions = [
            *given,
            "TRUE" if wanted.before_setup else "d.prompt_origin <> 'before_setup'",
        ]
        return conditions, facts


_CHOSEN_OWNER = "inbox.owner"
_NO_LIMIT = -1

# The index has each state in the order of the list already: merging costs a third of sorting.
_IN_ORDER = """
    SELECT d.registered_at AS at, d.key AS key
    FROM declaration d INDEXED BY declaration_in_a_list
    WHERE d.prompt_state = '{state}' AND {narrowed}"""
_AMONG = """
    SELECT d.registered_at AS at, d.key AS key FROM declaration d NOT INDEXED
    WHERE d.rowid IN (SELECT value FROM json_each(:found))
      AND d.prompt_state = '{state}' AND {narrowed}"""
# Each is one stretch of the index; a comparison of both columns at once would be a walk.
_FIRST = ("TRUE",)
_AFTER = (
    "d.registered_at = :at AND d.key > :after",
    "d.registered_at < :at",
    "d.registered_at IS NULL",
)
_AFTER_UNDATED = ("d.registered_at IS NULL AND d.key > :after",)
_COUNT = """
SELECT count(*) FROM declaration d INDEXED BY declaration_in_a_list
WHERE d.prompt_state IN ({states}) AND {narrowed}"""

_LINE = """
SELECT d.key, d.number, p.state, p.origin, d.channel, d.office, d.registered_at, d.released_at,
       d.owner_tax_code, d.owner_name, d.facts ->> 'type_code' AS type_code,
       o.letters, o.colour, p.snoozed_until, p.wake_on_cleared, draft.saved_at
FROM ({these}) AS these
JOIN declaration d ON d.key = these.key
JOIN prompt p ON p.key = d.key
LEFT JOIN owner o ON o.tax_code = d.owner_tax_code
LEFT JOIN draft ON draft.key = d.key
ORDER BY {order}"""
_THESE = _LINE.format(these="SELECT id, value AS key FROM json_each(?)", order="these.id")
_PAGE = _LINE.format(
    these="{listed} ORDER BY at DESC, key LIMIT :limit", order="these.at DESC, these.key"
)

# Keys begin with the tax code and "/", so that the first is found without a walk.
_OWNERS = """
SELECT tax_code, (SELECT owner_name FROM declaration
                  WHERE key >= tax_code || '/' AND key < tax_code || '0' LIMIT 1) AS name
FROM owner"""

_COVERAGE = """
SELECT count(*) FILTER (WHERE prompt_state = 'answered') AS rated, count(*) AS registered
FROM declaration
WHERE registered_at >= ? AND registered_at < ? AND prompt_state <> 'withdrawn'
  AND (prompt_origin IN ('live', 'manual') OR prompt_state = 'answered')"""


def _named(wanted: InboxFilter) -> list[str]:
    """The states by name; one that no prompt is in where none is wanted."""
    return sorted(wanted.states) or [""]


def _row(row: dict[str, Any]) -> InboxRow:
    return InboxRow(
        key=row["key"],
        number=row["number"],
        state=PromptState(row["state"]),
        origin=Origin(row["origin"]),
        type_code=row["type_code"],
        channel=row["channel"],
        office=row["office"],
        registered_at=_moment(row["registered_at"]),
        released_at=_moment(row["released_at"]),
        owner_tax_code=row["owner_tax_code"],
        owner_name=row["owner_name"],
        owner_letters=row["letters"] or "",
        owner_colour=row["colour"] or 0,
        snoozed_until=row["snoozed_until"],
        wake_on_cleared=bool(row["wake_on_cleared"]),
        draft_saved_at=row["saved_at"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
