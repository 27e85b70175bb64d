"""When a card may appear, and which: rules move the card, never the prompt."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from rating_client.base.clock import seconds_of
from rating_client.prompts.pacing import Pacing
from rating_client.prompts.policy import Card, Desk, Question, Standing, Wait, next_card, origin_of
from rating_client.prompts.prompt import Origin

SATURDAY = "2026-11-21"


def when(clock: str, day: str = SATURDAY) -> float:
    return seconds_of(f"{day}T{clock}:00+07:00")


NOW = when("10:42")
ONE = Question("a", 0, released=False)
TWO = Question("b", 0, released=False)
RATED_TWICE = Question("c", 2, released=False)
QUIET_DESK = Desk(idle_seconds=60)


def standing(*due: Question, **facts: object) -> Standing:
    return replace(Standing(due=due), **facts)  # type: ignore[arg-type]  # any field by its name


def card(answer: Card | Wait) -> Card:
    assert isinstance(answer, Card), answer
    return answer


def wait(answer: Card | Wait) -> Wait:
    assert isinstance(answer, Wait), answer
    return answer


def test_one_new_declaration_is_one_card_and_several_are_a_batch() -> None:
    assert card(next_card(standing(ONE), QUIET_DESK, Pacing(), NOW)) == Card("one", ("a",))
    assert card(next_card(standing(ONE, TWO), QUIET_DESK, Pacing(), NOW)) == Card(
        "batch", ("a", "b")
    )


def test_nothing_due_waits_for_the_next_reminder_or_the_end_of_the_day() -> None:
    assert next_card(standing(), QUIET_DESK, Pacing(), NOW) == Wait(when("16:30"), "nothing")
    soon = standing(next_wake=NOW + 60)
    assert next_card(soon, QUIET_DESK, Pacing(), NOW) == Wait(NOW + 60, "nothing")
    sunday = when("10:42", "2026-11-22")
    assert next_card(standing(), QUIET_DESK, Pacing(), sunday) == Wait(None, "nothing")


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
        (QUIET_DESK, Pacing(moment="manual"), {}, Wait(None, "manual")),
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
    desk: Desk, pacing: Pacing, facts: dict[str, object], expected: Wait
) -> None:
    assert next_card(standing(ONE, **facts), desk, pacing, NOW) == expected


def test_after_the_disturbance_all_that_gathered_is_one_batch() -> None:
    assert wait(next_card(standing(ONE), Desk(presenting=True), Pacing(), NOW)).waiting == 1
    gathered = standing(ONE, TWO)
    assert card(next_card(gathered, QUIET_DESK, Pacing(), NOW + 3600)).kind == "batch"


def test_typing_holds_a_card_back_for_three_seconds_and_a_minute_at_most() -> None:
    typing = Desk(idle_seconds=1)
    held = wait(next_card(standing(ONE), typing, Pacing(), NOW))
    assert held == Wait(NOW + 2, "typing", 1, since=NOW)

    later = wait(next_card(standing(ONE), typing, Pacing(), NOW + 59, held))
    assert (later.since, later.until) == (NOW, NOW + 60)
    assert card(next_card(standing(ONE), typing, Pacing(), NOW + 60, later)).kind == "one"
    assert card(next_card(standing(ONE), Desk(idle_seconds=3), Pacing(), NOW + 5, held))


def test_a_clock_set_back_does_not_hold_a_card_for_ever() -> None:
    held = Wait(None, "typing", 1, since=NOW + 86_400 * 365)
    again = wait(next_card(standing(ONE), Desk(idle_seconds=0), Pacing(), NOW, held))
    assert again.since == NOW
    paused = standing(ONE, paused_until=NOW + 86_400 * 365)
    assert card(next_card(paused, QUIET_DESK, Pacing(), NOW))


def test_an_arrival_joins_the_card_on_screen() -> None:
    shown = Card("one", ("a",))
    joined = card(next_card(standing(TWO), replace(QUIET_DESK, card=shown), Pacing(), NOW))
    assert joined == Card("batch", ("b", "a"), joins=True)


@pytest.mark.parametrize("kind", ["one", "digest"])
def test_a_card_in_use_does_not_change_under_the_hand(kind: str) -> None:
    shown = Card(kind, ("a",))  # type: ignore[arg-type]  # one of the two kinds
    desk = replace(QUIET_DESK, card=shown, card_busy=kind == "one")
    assert next_card(standing(TWO), desk, Pacing(), NOW) == Wait(None, "card", 1)


def test_a_prompt_that_became_due_again_on_its_own_card_is_no_arrival() -> None:
    desk = replace(QUIET_DESK, card=Card("one", ("a",)))
    assert next_card(standing(ONE), desk, Pacing(), NOW) == Wait(None, "card", 0)


def test_nobody_is_asked_a_third_time() -> None:
    assert wait(next_card(standing(RATED_TWICE), QUIET_DESK, Pacing(), NOW)).reason == "nothing"


def test_a_card_can_wait_for_the_release_of_the_goods() -> None:
    pacing = Pacing(moment="on_released")
    assert wait(next_card(standing(ONE), QUIET_DESK, pacing, NOW)).reason == "nothing"
    out = ONE._replace(released=True)
    assert card(next_card(standing(out, TWO), QUIET_DESK, pacing, NOW)).keys == ("a",)


def test_the_third_card_in_ten_minutes_offers_one_at_the_end_of_the_day() -> None:
    busy = standing(ONE, cards_today=(NOW - 599, NOW - 60))
    assert card(next_card(busy, QUIET_DESK, Pacing(), NOW)).offers_digest
    calm = standing(ONE, cards_today=(NOW - 601, NOW - 60))
    assert not card(next_card(calm, QUIET_DESK, Pacing(), NOW)).offers_digest
    no_digest = Pacing(digest_at=None)
    assert not card(next_card(busy, QUIET_DESK, no_digest, NOW)).offers_digest


def test_the_end_of_the_day_counts_everything_unanswered_once() -> None:
    evening = when("16:30")
    all_day = standing(ONE, shown=(TWO._replace(times_shown=1), RATED_TWICE))
    assert card(next_card(all_day, QUIET_DESK, Pacing(), evening)) == Card(
        "digest", ("a", "b", "c")
    )
    again = replace(all_day, due=(), digest_shown_today=True)
    assert wait(next_card(again, QUIET_DESK, Pacing(), evening)).reason == "nothing"
    asked_twice = standing(shown=(RATED_TWICE,))
    assert wait(next_card(asked_twice, QUIET_DESK, Pacing(), evening)).reason == "nothing"


def test_there_is_no_digest_on_a_sunday_nor_where_it_is_switched_off() -> None:
    left = standing(shown=(TWO._replace(times_shown=1),))
    sunday = when("16:30", "2026-11-22")
    assert wait(next_card(left, QUIET_DESK, Pacing(), sunday)).reason == "nothing"
    off = Pacing(digest_at=None)
    assert wait(next_card(left, QUIET_DESK, off, when("16:30"))).reason == "nothing"


def test_the_digest_comes_although_the_day_had_its_cards() -> None:
    capped = standing(ONE, cards_today=(NOW,))
    assert card(next_card(capped, QUIET_DESK, Pacing(day_cap=1), when("16:30"))).kind == "digest"


def test_a_pause_until_the_end_of_the_day_ends_with_the_digest() -> None:
    merged = standing(ONE, paused_until=when("16:30"))
    assert wait(next_card(merged, QUIET_DESK, Pacing(), NOW)).until == when("16:30")
    assert card(next_card(merged, QUIET_DESK, Pacing(), when("16:30"))).kind == "digest"


def test_where_a_declaration_comes_from() -> None:
    week = 7 * 86_400
    assert origin_of(NOW - week, before_setup=False, now=NOW) is Origin.LIVE
    assert origin_of(NOW - week - 1, before_setup=False, now=NOW) is Origin.OLD
    assert origin_of(NOW, before_setup=True, now=NOW) is Origin.BEFORE_SETUP
    assert origin_of(None, before_setup=False, now=NOW) is Origin.LIVE
