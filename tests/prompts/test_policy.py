"""When a card may appear, and which: rules move the card, never the prompt."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any, Literal

import pytest

from rating_client.base.clock import seconds_of
from rating_client.prompts.pacing import Pacing
from rating_client.prompts.policy import Card, Desk, Pending, Wait, next_card, origin_of
from rating_client.prompts.prompt import Origin

SATURDAY = "2026-11-21"


def when(clock: str, day: str = SATURDAY) -> float:
    return seconds_of(f"{day}T{clock}:00+07:00")


NOW = when("10:42")
QUIET_DESK = Desk(idle_seconds=60)


def pending(*due: str, **facts: Any) -> Pending:
    return replace(Pending(due=due, due_total=len(due)), **facts)


ONE = pending("a")
LEFT = {"left": ("a", "b"), "left_total": 2}


def card(answer: Card | Wait) -> Card:
    assert isinstance(answer, Card), answer
    return answer


def wait(answer: Card | Wait) -> Wait:
    assert isinstance(answer, Wait), answer
    return answer


def test_one_new_declaration_is_one_card_and_several_are_a_batch() -> None:
    assert card(next_card(ONE, QUIET_DESK, Pacing(), NOW)) == Card("one", ("a",))
    assert card(next_card(pending("a", "b"), QUIET_DESK, Pacing(), NOW)) == Card(
        "batch", ("a", "b")
    )


def test_nothing_due_waits_for_the_next_reminder_or_the_end_of_the_day() -> None:
    assert next_card(pending(), QUIET_DESK, Pacing(), NOW) == Wait(when("16:30"), "nothing")
    soon = pending(next_wake=NOW + 60)
    assert next_card(soon, QUIET_DESK, Pacing(), NOW) == Wait(NOW + 60, "nothing")
    assert next_card(pending(), QUIET_DESK, Pacing(digest_at=None), NOW) == Wait(None, "nothing")


@pytest.mark.parametrize("quiet_since", [when("16:30"), when("10:42", "2026-11-22")])
def test_though_nothing_happens_until_then_the_next_working_day_ends_too(
    quiet_since: float,
) -> None:
    """What got its card after Saturday's digest is asked about once more on Monday."""
    monday = when("16:30", "2026-11-23")
    shown_today = pending(digest_shown_today=True)
    assert next_card(shown_today, QUIET_DESK, Pacing(), quiet_since) == Wait(monday, "nothing")


def test_an_hour_without_cards_runs_past_midnight() -> None:
    paused = pending("a", paused_until=when("23:40") + 3600)
    assert wait(next_card(paused, QUIET_DESK, Pacing(), when("23:40"))).reason == "paused"


@pytest.mark.parametrize(
    ("desk", "pacing", "facts", "expected"),
    [
        (Desk(locked=True), Pacing(), {}, Wait(None, "locked", 1)),
        (Desk(presenting=True), Pacing(), {}, Wait(NOW + 15, "presenting", 1)),
        (
            QUIET_DESK,
            Pacing(quiet_hours=((time(10), time(11)),)),
            {},
            Wait(when("11:00"), "quiet", 1),
        ),
        (
            QUIET_DESK,
            Pacing(),
            {"paused_until": when("12:00")},
            Wait(when("12:00"), "paused", 1),
        ),
        (
            QUIET_DESK,
            Pacing(min_gap=600),
            {"cards_today": (NOW - 60,)},
            Wait(NOW + 540, "cap", 1),
        ),
        (
            QUIET_DESK,
            Pacing(day_cap=2),
            {"cards_today": (NOW - 60, NOW - 30)},
            Wait(when("16:30"), "cap", 1),
        ),
    ],
)
def test_a_card_waits_while_it_would_disturb(
    desk: Desk, pacing: Pacing, facts: dict[str, Any], expected: Wait
) -> None:
    assert next_card(pending("a", **facts), desk, pacing, NOW) == expected


def test_after_the_disturbance_all_that_gathered_is_one_batch() -> None:
    assert wait(next_card(ONE, Desk(presenting=True), Pacing(), NOW)).waiting == 1
    gathered = pending("a", "b")
    assert card(next_card(gathered, QUIET_DESK, Pacing(), NOW + 3600)).kind == "batch"


def test_typing_holds_a_card_back_for_three_seconds_and_a_minute_at_most() -> None:
    typing = Desk(idle_seconds=1)
    held = wait(next_card(ONE, typing, Pacing(), NOW))
    assert held == Wait(NOW + 2, "typing", 1, since=NOW)

    later = wait(next_card(ONE, typing, Pacing(), NOW + 59, held))
    assert (later.since, later.until) == (NOW, NOW + 60)
    assert card(next_card(ONE, typing, Pacing(), NOW + 60, later)).kind == "one"
    assert card(next_card(ONE, Desk(idle_seconds=3), Pacing(), NOW + 5, held))


def test_a_clock_set_back_does_not_hold_a_card_for_ever() -> None:
    held = Wait(None, "typing", 1, since=NOW + 86_400 * 365)
    again = wait(next_card(ONE, Desk(idle_seconds=0), Pacing(), NOW, held))
    assert again.since == NOW


def test_an_arrival_joins_the_card_on_screen() -> None:
    shown = Card("one", ("a",))
    joined = card(next_card(pending("b"), replace(QUIET_DESK, card=shown), Pacing(), NOW))
    assert joined == Card("batch", ("b", "a"), joins=True)


@pytest.mark.parametrize("kind", ["one", "digest"])
def test_a_card_in_use_does_not_change_under_the_hand(kind: Literal["one", "digest"]) -> None:
    desk = replace(QUIET_DESK, card=Card(kind, ("a",)), card_busy=kind == "one")
    assert next_card(pending("b"), desk, Pacing(), NOW) == Wait(None, "card", 1)


def test_a_prompt_that_became_due_again_on_its_own_card_is_no_arrival() -> None:
    desk = replace(QUIET_DESK, card=Card("one", ("a",)))
    assert next_card(ONE, desk, Pacing(), NOW) == Wait(None, "card", 0)


def test_a_flood_is_one_card_that_says_how_many_it_cannot_list() -> None:
    flood = replace(ONE, due_total=100_000)
    shown = card(next_card(flood, QUIET_DESK, Pacing(), NOW))
    assert (shown.kind, shown.keys, shown.total) == ("batch", ("a",), 100_000)
    more = replace(pending("b"), due_total=3)
    joined = card(next_card(more, replace(QUIET_DESK, card=shown), Pacing(), NOW))
    assert (joined.keys, joined.total) == (("b", "a"), 100_003)


def test_the_third_card_in_ten_minutes_offers_one_at_the_end_of_the_day() -> None:
    busy = pending("a", cards_today=(NOW - 599, NOW - 60))
    assert card(next_card(busy, QUIET_DESK, Pacing(), NOW)).offers_digest
    calm = pending("a", cards_today=(NOW - 601, NOW - 60))
    assert not card(next_card(calm, QUIET_DESK, Pacing(), NOW)).offers_digest
    no_digest = Pacing(digest_at=None)
    assert not card(next_card(busy, QUIET_DESK, no_digest, NOW)).offers_digest


def test_the_end_of_the_day_counts_everything_unanswered_once() -> None:
    evening = when("16:30")
    shown = card(next_card(pending("a", **LEFT), QUIET_DESK, Pacing(), evening))
    assert shown == Card("digest", ("a", "b"))
    again = pending(digest_shown_today=True, **LEFT)
    assert wait(next_card(again, QUIET_DESK, Pacing(), evening)).reason == "nothing"
    nothing_new = pending(left=("a", "b"), left_total=0)
    assert wait(next_card(nothing_new, QUIET_DESK, Pacing(), evening)).reason == "nothing"


def test_what_arrives_after_the_digest_has_its_own_card() -> None:
    late = pending("a", digest_shown_today=True)
    assert card(next_card(late, QUIET_DESK, Pacing(), when("17:30"))).kind == "one"


def test_there_is_no_digest_on_a_sunday_nor_where_it_is_switched_off() -> None:
    left = pending(**LEFT)
    sunday = when("16:30", "2026-11-22")
    assert wait(next_card(left, QUIET_DESK, Pacing(), sunday)).reason == "nothing"
    off = Pacing(digest_at=None)
    assert wait(next_card(left, QUIET_DESK, off, when("16:30"))).reason == "nothing"


def test_the_digest_comes_although_the_day_had_its_cards() -> None:
    capped = pending("a", cards_today=(NOW,), **LEFT)
    assert card(next_card(capped, QUIET_DESK, Pacing(day_cap=1), when("16:30"))).kind == "digest"


def test_a_pause_until_the_end_of_the_day_ends_with_the_digest() -> None:
    merged = pending("a", paused_until=when("16:30"), **LEFT)
    assert wait(next_card(merged, QUIET_DESK, Pacing(), NOW)).until == when("16:30")
    over = replace(merged, paused_until=None)
    assert card(next_card(over, QUIET_DESK, Pacing(), when("16:30"))).kind == "digest"


def test_where_a_declaration_comes_from() -> None:
    week = 7 * 86_400
    assert origin_of(NOW - week, before_setup=False, now=NOW) is Origin.LIVE
    assert origin_of(NOW - week - 1, before_setup=False, now=NOW) is Origin.OLD
    assert origin_of(NOW, before_setup=True, now=NOW) is Origin.BEFORE_SETUP
    assert origin_of(None, before_setup=False, now=NOW) is Origin.LIVE
