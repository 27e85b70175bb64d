"""Random working weeks at one desk: every question comes in time, and none gets in the way.

Beside the book and the policy runs the desk's own diary: what arrived, what was ordered, when the
person could be asked. The timer is the program's: it wakes when the policy said so, and on events.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rating_client.base.clock import local, seconds_of
from rating_client.prompts.book import PromptBook
from rating_client.prompts.pacing import WORKING_DAYS, Pacing, end_of_working_day
from rating_client.prompts.policy import Card, Desk, Wait
from rating_client.prompts.prompt import OPEN
from tests.support.declared import cleared, routed
from tests.support.ledgers import open_ledger

FRIDAY = seconds_of("2026-11-20T07:00:00+07:00")
DAYS = 5  # of events; then the office is calm until the week after
STAYS = 30.0  # seconds a card stays
PRESENTATION, LOOK_AGAIN = 1200.0, 15.0
LUNCH = (time(11, 30), time(13, 0))
PACING = Pacing(quiet_hours=(LUNCH,))

Event = tuple[float, str, int]  # seconds since the Friday morning, what happens, to which one
EVENTS = st.lists(
    st.tuples(
        st.floats(0, DAYS * 86_400) | st.floats(8.5 * 3600, 10 * 3600),
        st.sampled_from(
            ["registered"] * 4
            + ["cleared", "15 minutes", "end of day", "answered", "skipped"]
            + ["presentation", "an hour without cards"]
        ),
        st.integers(0, 9),
    ),
    max_size=40,
)


@dataclass
class Office:
    """One desk and its card."""

    book: PromptBook
    now: float = FRIDAY
    wakes: float | None = FRIDAY
    card: Card | None = None
    gone_at: float = 0.0
    presenting_until: float = 0.0
    disturbed_until: float = 0.0
    waits_since: dict[str, float] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)  # by cards, since the last order
    ordered: set[str] = field(default_factory=set)
    digests: list[float] = field(default_factory=list)
    counted: set[str] = field(default_factory=set)  # what a digest listed

    def happens(self, what: str, which: int) -> None:
        self.now += 0.001  # never in the very instant in which a card appeared
        number = f"1000000{which:04d}0"
        key = routed(number).key
        prompt = self.book.get(key)
        if what == "registered":
            if self.book.note(routed(number), self.now).kind == "new":
                self.waits_since[key] = self.now
        elif what == "cleared":
            if self.book.note(cleared(number), self.now).kind == "new":
                self.waits_since[key] = self.now
        elif what == "presentation":
            self.presenting_until = self.now + PRESENTATION
            self.disturbed_until = max(self.disturbed_until, self.presenting_until + LOOK_AGAIN)
        elif what == "an hour without cards":
            self.card = None
            self.book.showings.pause(self.now + 3600)
            self.disturbed_until = max(self.disturbed_until, self.now + 3600)
        elif prompt and prompt.state in OPEN:
            self.decides(key, what)
        self.ask()

    def decides(self, key: str, what: str) -> None:
        self.card = None
        self.waits_since.pop(key, None)
        if what == "answered":
            self.book.answer(key, self.now)
        elif what == "skipped":
            self.book.decline(key, self.now)
        else:
            quarter = self.now + 900
            later = quarter if what == "15 minutes" else end_of_working_day(self.now, PACING)
            self.book.snooze(key, later)
            self.waits_since[key], self.asked[key] = later, 0
            self.ordered.add(key)

    def passes(self, until: float) -> None:
        """The timer, and the card's own end, come when they come."""
        while True:
            ends = self.gone_at if self.card is not None else None
            comes = min((at for at in (self.wakes, ends) if at is not None), default=None)
            if comes is None or comes > until:
                self.now = max(self.now, until)
                return
            self.now = max(self.now, comes)
            if comes == ends:
                self.card = None
            self.ask()

    def ask(self) -> None:
        """As the program does it."""
        desk = Desk(presenting=self.now < self.presenting_until, card=self.card)
        answer = self.book.next_card(self.now, desk, PACING)
        self.wakes = answer.until if isinstance(answer, Wait) else None
        if isinstance(answer, Card):
            self.show(answer)

    def show(self, card: Card) -> None:
        at = local(self.now)
        assert self.now >= self.presenting_until, "a card over a presentation"
        assert not LUNCH[0] <= at.time() < LUNCH[1], "a card in the quiet hours"
        assert self.book.showings.paused_until(self.now) is None, "a card in a pause"
        if card.kind == "digest":
            assert at.weekday() in WORKING_DAYS
            assert at.date() not in {local(each).date() for each in self.digests}, "twice a day"
            self.digests.append(self.now)
            self.counted.update(card.keys)
        shown = () if self.card is None else self.card.keys
        for key in set(card.keys) - set(shown):
            since = self.waits_since.pop(key, None)
            if card.kind == "digest":
                continue
            assert since is not None, "asked though it was not to be"
            assert self.now - self.free_from(since) <= STAYS, "asked too late"
            self.asked[key] += 1
            assert self.asked[key] == 1, "asked twice"
        self.book.show(card, self.now)
        self.card, self.gone_at = card, self.now + STAYS

    def free_from(self, since: float) -> float:
        """The first moment from `since` on at which the person could be asked."""
        at = local(max(since, self.disturbed_until))
        if LUNCH[0] <= at.time() < LUNCH[1]:
            at = datetime.combine(at, LUNCH[1], at.tzinfo)
        return at.timestamp()


@settings(max_examples=40, deadline=None)
@given(EVENTS)
def test_every_question_comes_once_in_time_and_never_in_the_way(events: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder))
        office = Office(PromptBook(ledger))
        for at, what, which in sorted(events):
            office.passes(FRIDAY + at)
            office.happens(what, which)
        office.passes(FRIDAY + (DAYS + 4) * 86_400)
        assert office.waits_since == {}, "never asked"
        keys = [row["key"] for row in ledger.rows("SELECT key FROM prompt")]
        ignored = {prompt.key for prompt in office.book.prompts(keys) if prompt.state in OPEN}
        assert ignored - office.ordered <= office.counted, "no digest counted it"
        ledger.close()
