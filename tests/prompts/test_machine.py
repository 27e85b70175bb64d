"""The book under any sequence of exports, cards, decisions and restarts.

Beside it runs a model of a few lines: which declarations were ever registered, and what people
decided. After every step the two must agree, and every change of state must be an edge of the
ledger's own table.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rating_client.declarations.declaration import Stage
from rating_client.declarations.registered import registered
from rating_client.prompts.book import PromptBook
from rating_client.prompts.inbox import Inbox, InboxFilter
from rating_client.prompts.pacing import Pacing
from rating_client.prompts.policy import Card, Desk, Wait
from rating_client.prompts.prompt import OPEN, Origin, PromptState
from tests.support.clock import FakeClock
from tests.support.declared import at, routed
from tests.support.ledgers import open_ledger

DIGITS = ["10000000011", "30000000033"]
OWNER_OF = dict(zip(DIGITS, ["0000000001", "0000000002"], strict=True))
digits = st.sampled_from(DIGITS)


class Book(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FakeClock()
        self.ledger = open_ledger(self.folder)
        self.book = PromptBook(self.ledger)
        self.ledger.run(_WATCH)
        self.asked: set[str] = set()  # digits whose registration an export has told
        self.decided: dict[str, PromptState] = {}
        self.written: set[str] = set()  # digits with a draft
        self.held: Wait | None = None

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)

    # what happens -------------------------------------------------------------------------------

    @rule(
        of=digits,
        stage=st.sampled_from([Stage.REGISTERED, Stage.RELEASED, Stage.CLEARED]),
        owner_known=st.booleans(),
        amendment=st.integers(0, 2),
    )
    def registered_export_is_read(
        self, of: str, stage: Stage, owner_known: bool, amendment: int
    ) -> None:
        self.note(of, amendment, stage=stage, owner=owner_known, origin=Origin.LIVE)

    @rule(
        of=digits,
        stage=st.sampled_from([Stage.TEMPORARY, Stage.DECLARED, Stage.REGISTERED, Stage.CANCELLED]),
        owner_known=st.booleans(),
        channel=st.sampled_from([None, 2]),
        day=st.sampled_from([None, "2026-11-01 08:00", "2026-11-21 10:41"]),
        origin=st.sampled_from([Origin.LIVE, Origin.BEFORE_SETUP]),
    )
    def any_export_is_read(
        self,
        of: str,
        stage: Stage,
        owner_known: bool,
        channel: int | None,
        day: str | None,
        origin: Origin,
    ) -> None:
        registered_at = at(day) if day else None
        facts = {"stage": stage, "channel": channel, "registered_at": registered_at}
        self.note(of, 0, owner=owner_known, origin=origin, **facts)

    def note(self, of: str, amendment: int, owner: bool, origin: Origin, **facts: Any) -> None:
        facts["owner_tax_code"] = OWNER_OF[of] if owner else None
        seen = routed(f"{of}{amendment}", **facts)
        noted = self.book.note(seen, self.clock.now(), origin)
        assert noted.key is not None
        known = self.book.declaration(noted.key)
        assert known is not None
        if registered(known):
            self.asked.add(of)
        if noted.kind == "withdrawn":
            assert known.stage is Stage.CANCELLED
            self.decided[of] = PromptState.WITHDRAWN
        assert self.book.note(seen, self.clock.now(), origin).kind == "untouched"

    @rule(desk=st.sampled_from([Desk(), Desk(presenting=True), Desk(idle_seconds=0)]))
    def desk_asks_for_a_card(self, desk: Desk) -> None:
        answer = self.book.next_card(self.clock.now(), desk, Pacing(), self.held)
        self.held = answer if isinstance(answer, Wait) else None
        if isinstance(answer, Card):
            assert not desk.presenting
            assert all(p.state in (PromptState.DUE, PromptState.SHOWN) for p in answer.prompts)
            self.book.show(answer, self.clock.now())

    @rule(of=digits, minutes=st.integers(1, 600), on_cleared=st.booleans())
    def put_off(self, of: str, minutes: int, on_cleared: bool) -> None:
        until = None if on_cleared else self.clock.now() + minutes * 60
        changed = self.book.snooze(self.key(of), until, on_cleared)
        assert bool(changed) == self.is_open(of)

    @rule(of=digits, act=st.sampled_from(["decline", "answer"]))
    def decided_by_a_person(self, of: str, act: str) -> None:
        reopened = act == "answer" and self.decided.get(of) is PromptState.DECLINED
        allowed = self.is_open(of) or reopened
        done = getattr(self.book, act)(self.key(of), self.clock.now())
        if allowed:
            assert done
            self.decided[of] = PromptState.DECLINED if act == "decline" else PromptState.ANSWERED

    @rule(of=digits, undo=st.booleans())
    def taken_back(self, of: str, undo: bool) -> None:
        state = PromptState.ANSWERED if undo else PromptState.DECLINED
        act = self.book.unanswer if undo else self.book.reopen
        assert act(self.key(of)) == (self.decided.get(of) is state)
        if self.decided.get(of) is state:
            del self.decided[of]

    @rule(of=digits)
    def draft_is_saved(self, of: str) -> None:
        if self.book.declaration(self.key(of)) is not None:
            self.ledger.run(
                "INSERT OR REPLACE INTO draft (key, form_id, form_version, rating, saved_at)"
                " VALUES (?, 'f', 1, ?, 1)",
                (self.key(of), of),
            )
            self.written.add(of)

    @rule(minutes=st.sampled_from([1, 59, 600, 1440]))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes * 60)

    @rule()
    def clock_is_set_back(self) -> None:
        self.clock.set_wall("2026-11-20T08:00:00+07:00")

    @rule()
    def program_is_killed_and_started(self) -> None:
        self.ledger.close()
        self.ledger = open_ledger(self.folder)
        self.book = PromptBook(self.ledger)
        self.held = None

    # what must hold -----------------------------------------------------------------------------

    @invariant()
    def every_registered_declaration_is_exactly_one_row(self) -> None:
        rows = self.ledger.rows(
            "SELECT p.key, d.digits FROM prompt p JOIN declaration d USING (key)"
        )
        assert sorted(row["digits"] for row in rows) == sorted(self.asked)
        assert self.ledger.value("SELECT count(*) FROM prompt") == len(rows)

    @invariant()
    def states_move_along_the_edges_only(self) -> None:
        strays = "SELECT old, new FROM moved EXCEPT SELECT old, new FROM prompt_edge"
        assert self.ledger.rows(strays) == []

    @invariant()
    def decided_rows_stay_decided_and_the_others_open(self) -> None:
        for prompt in self.book.prompts(self.keys()):
            decision = self.decided.get(prompt.declaration.digits)
            assert prompt.state is decision if decision else prompt.state in OPEN

    @invariant()
    def drafts_go_with_their_declaration(self) -> None:
        rows = self.ledger.rows(
            "SELECT d.digits, r.rating FROM draft r JOIN declaration d USING (key)"
        )
        assert {row["digits"] for row in rows} == self.written
        assert all(row["digits"] == row["rating"] for row in rows)

    @invariant()
    def the_list_shows_what_the_book_holds(self) -> None:
        everything = InboxFilter(states=frozenset(PromptState), before_setup=True)
        listed = {row.key: row.state for row in Inbox(self.ledger).page(everything, 99)}
        assert listed == {p.key: p.state for p in self.book.prompts(self.keys())}

    # reading ------------------------------------------------------------------------------------

    def key(self, of: str) -> str:
        row = self.ledger.row("SELECT key FROM declaration WHERE digits = ?", (of,))
        return str(row["key"]) if row else f"/{of}"

    def keys(self) -> list[str]:
        return [row["key"] for row in self.ledger.rows("SELECT key FROM prompt")]

    def is_open(self, of: str) -> bool:
        return of in self.asked and of not in self.decided


_WATCH = """
CREATE TABLE moved (old TEXT, new TEXT);
CREATE TRIGGER prompt_is_watched AFTER UPDATE OF state ON prompt WHEN OLD.state <> NEW.state
BEGIN INSERT INTO moved VALUES (OLD.state, NEW.state); END"""

Book.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestBook = Book.TestCase
