"""The book of prompts: every registered declaration has exactly one row until it is decided.

Each change is one guarded statement: `True` says that this call made it, `False` that the row was
elsewhere already. The edges themselves stand in the ledger's schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from rating_client.base.ledger import Ledger
from rating_client.declarations.declaration import Declaration, Stage, normal_tax_code
from rating_client.declarations.record import from_json
from rating_client.declarations.registered import registered
from rating_client.prompts import statements as sql
from rating_client.prompts.owners import Owners
from rating_client.prompts.pacing import Pacing, day_is_over, start_of_today
from rating_client.prompts.policy import (
    MOST_ON_A_CARD,
    MOST_TIMES,
    Card,
    Desk,
    Pending,
    Wait,
    next_card,
    origin_of,
)
from rating_client.prompts.prompt import Origin, Prompt, PromptState
from rating_client.prompts.register import Entered, Register
from rating_client.prompts.showings import Showings

_LONGEST = 7 * 86_400.0  # seconds a prompt is put off; from a Saturday to a Monday is most


@dataclass(frozen=True)
class Noted:
    """What an export meant for its prompt. `prompt` is None while nobody is to be asked."""

    kind: Literal["new", "updated", "withdrawn", "untouched"]
    key: str | None  # None for a draft, which has no number yet
    prompt: Prompt | None = None
    released_now: bool = False  # the first export that says the goods are out


class Day(NamedTuple):
    """How today went: "đã đánh giá 19 / 26"."""

    rated: int
    of: int


class PromptBook:
    """The prompts of one profile. May be used from any thread."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._register = Register(ledger)
        self._owners = Owners(ledger)
        self.showings = Showings(ledger)

    # what exports tell --------------------------------------------------------------------------

    def note(self, declaration: Declaration, now: float, origin: Origin = Origin.LIVE) -> Noted:
        """Enter one export. Routed and cleared exports, copies and amendments share one prompt.

        An unregistered declaration is kept without a prompt, so that its registration is
        noticed later; `MANUAL` asks for one all the same. A cancelled one withdraws its open
        prompt. Noting the same export again changes nothing.
        """
        if not declaration.number:
            return Noted("untouched", None)
        with self._ledger.transaction():
            entered = self._register.take_in(declaration, now)
            if owner := normal_tax_code(entered.after.owner_tax_code):
                self._owners.meet(owner, entered.after.owner_name)
            kind = self._ask_or_withdraw(entered, now, origin)
            return Noted(kind, entered.key, self.get(entered.key), entered.released_now)

    def _ask_or_withdraw(
        self, entered: Entered, now: float, origin: Origin
    ) -> Literal["new", "updated", "withdrawn", "untouched"]:
        after, key = entered.after, entered.key
        if self._state(key) is None:
            wanted = registered(after) or origin is Origin.MANUAL
            if not wanted or after.stage is Stage.CANCELLED:
                return "untouched"
            if origin is Origin.LIVE:
                at = after.registered_at.timestamp() if after.registered_at else None
                origin = origin_of(at, before_setup=False, now=now)
            self._ledger.run(sql.BEGIN, {"key": key, "origin": origin, "now": now})
            return "new"
        if after.stage is Stage.CANCELLED and self._decide(key, PromptState.WITHDRAWN, now):
            return "withdrawn"
        return "updated" if entered.changed else "untouched"

    # what to show -------------------------------------------------------------------------------

    def next_card(
        self, now: float, desk: Desk, pacing: Pacing, held: Wait | None = None
    ) -> Card | Wait:
        """The policy's answer for the book as it stands, with the prompts to fill a card."""
        answer = next_card(self.pending(now, pacing), desk, pacing, now, held)
        if isinstance(answer, Wait):
            return answer
        return replace(answer, prompts=tuple(self.prompts(answer.keys)))

    def pending(self, now: float, pacing: Pacing) -> Pending:
        """What a card may be about now: live prompts, and reminders that were ordered."""
        self.wake(now)
        seen = self.showings
        facts = {
            "moment": pacing.moment,
            "most": MOST_ON_A_CARD,
            "most_times": MOST_TIMES,
            "flood_until": seen.flood_until(now),
            "last_digest": seen.last_digest(now),
        }
        due = tuple(row["key"] for row in self._ledger.rows(sql.DUE, facts))
        due_total = len(due)
        if due_total == MOST_ON_A_CARD:
            due_total = self._ledger.value(sql.DUE_TOTAL, facts)
        left: tuple[str, ...] = ()
        left_total = 0
        if day_is_over(now, pacing) and not seen.digest_shown_today(now):
            row = self._ledger.row(sql.LEFT_TOTAL, facts) or {}
            left_total = row["total"] if row["new"] else 0
            left = tuple(row["key"] for row in self._ledger.rows(sql.LEFT, facts))
        return Pending(
            due=due,
            due_total=due_total,
            left=left,
            left_total=left_total,
            next_wake=self._ledger.value(sql.NEXT_WAKE),
            cards_today=seen.cards_today(now),
            digest_shown_today=seen.digest_shown_today(now),
            paused_until=seen.paused_until(now),
        )

    def show(self, card: Card, now: float) -> None:
        """This card is on the screen. A digest asks again about those shown before."""
        digest = card.kind == "digest"
        with self._ledger.transaction():
            facts = {"now": now, "keys": _json(card.keys), "digest": digest}
            self._ledger.run(sql.SHOW, facts)
            if not card.joins:
                self.showings.shown(now, digest=digest)
            if card.more:
                self.showings.flooded(now)

    # what people decide -------------------------------------------------------------------------

    def snooze(
        self, keys: str | Iterable[str], until: float | None, on_cleared: bool = False
    ) -> int:
        """Ask again at `until`, or when the goods are seen released or cleared, or both.

        A person who orders a reminder is shown it: however often a card has asked before, and
        for an old declaration too. Returns how many were put off: open prompts only.
        """
        if until is None and not on_cleared:
            raise ValueError("a snoozed prompt needs something to wake it")
        facts = {"until": until, "on_cleared": int(on_cleared), "keys": _json(keys)}
        return len(self._ledger.rows(sql.SNOOZE, facts))

    def wake(self, now: float) -> int:
        """Make snoozed prompts due whose time has come, or whose goods are out.

        So also where it lies further ahead than anybody puts off: the clock was set back.
        """
        sleeping = self._ledger.value("SELECT 1 FROM prompt WHERE state = 'snoozed' LIMIT 1")
        return (
            len(self._ledger.rows(sql.WAKE, {"now": now, "longest": _LONGEST})) if sleeping else 0
        )

    def decline(self, keys: str | Iterable[str], now: float) -> int:
        """Not this one. Returns how many open prompts were declined."""
        return self._decide(keys, PromptState.DECLINED, now)

    def reopen(self, key: str) -> bool:
        """Take a declined prompt back into the inbox. No card asks about it unless ordered to."""
        return bool(self._ledger.rows(sql.REOPEN, {"key": key}))

    def answer(self, key: str, now: float) -> bool:
        """A rating was given: whether the prompt is answered now.

        A declined prompt is re-opened by it; an answered one stays as it is, for a correction.
        """
        with self._ledger.transaction():
            self.reopen(key)
            self._decide(key, PromptState.ANSWERED, now)
            return self._state(key) == PromptState.ANSWERED

    def unanswer(self, key: str) -> bool:
        """The rating was taken back before anything left."""
        return bool(self._ledger.rows(sql.TAKE_BACK, {"key": key}))

    # reading ------------------------------------------------------------------------------------

    def get(self, key: str) -> Prompt | None:
        return next(iter(self.prompts([key])), None)

    def prompts(self, keys: Iterable[str]) -> list[Prompt]:
        """These prompts, in this order; keys without one are left out."""
        wanted = list(keys)
        rows = self._ledger.rows(sql.PROMPTS, {"keys": _json(wanted)})
        found = {row["key"]: _prompt(row) for row in rows}
        return [found[key] for key in wanted if key in found]

    def resolve(self, key: str) -> str:
        """The key under which this declaration stands now.

        A provisional key ends when an export names the owner, perhaps while a form is open.
        """
        return self._register.current(key)

    def declaration(self, key: str) -> Declaration | None:
        """What is known of a declaration, prompt or not."""
        return self._register.get(key)

    def counts(self) -> dict[PromptState, int]:
        rows = self._ledger.rows("SELECT state, count(*) AS n FROM prompt GROUP BY state")
        return dict.fromkeys(PromptState, 0) | {PromptState(r["state"]): r["n"] for r in rows}

    def today(self, now: float) -> Day:
        """Live declarations rated today, of those and the ones still open."""
        row = self._ledger.row(sql.TODAY, {"midnight": start_of_today(now)}) or {}
        return Day(row["rated"], row["rated"] + row["still"])

    def _decide(self, keys: str | Iterable[str], state: PromptState, now: float) -> int:
        facts = {"state": state, "now": now, "keys": _json(keys)}
        return len(self._ledger.rows(sql.DECIDE, facts))

    def _state(self, key: str) -> str | None:
        state = self._ledger.value("SELECT state FROM prompt WHERE key = ?", (key,))
        return None if state is None else str(state)


def _json(keys: str | Iterable[str]) -> str:
    return json.dumps([keys] if isinstance(keys, str) else list(keys))


def _prompt(row: Mapping[str, Any]) -> Prompt:
    return Prompt(
        key=row["key"],
        state=PromptState(row["state"]),
        origin=Origin(row["origin"]),
        declaration=from_json(json.loads(row["facts"])),
        noticed_at=row["noticed_at"],
        snoozed_until=row["snoozed_until"],
        wake_on_cleared=bool(row["wake_on_cleared"]),
        times_shown=row["times_shown"],
    )
