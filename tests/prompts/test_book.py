"""The book: every registered declaration is one row, whatever number of exports tell of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.declarations.declaration import Stage
from rating_client.prompts.book import PromptBook
from rating_client.prompts.pacing import Pacing
from rating_client.prompts.policy import MOST_ON_A_CARD, Card, Desk, Wait
from rating_client.prompts.prompt import Origin, Prompt, PromptState
from tests.support.clock import FakeClock
from tests.support.declared import at, cleared, routed
from tests.support.ledgers import open_ledger

KEY = "0000000001/10000000011"
NOW = seconds_of("2026-11-21T10:42:00+07:00")


@pytest.fixture
def book(ledger: Ledger) -> PromptBook:
    return PromptBook(ledger)


def state(book: PromptBook, key: str = KEY) -> PromptState | None:
    prompt = book.get(key)
    return prompt.state if prompt else None


def due(book: PromptBook, now: float) -> list[Prompt]:
    """What waits for its card."""
    return book.prompts(book.pending(now, Pacing()).due)


def rows(ledger: Ledger, table: str = "prompt") -> int:
    count = {"prompt": "SELECT count(*) FROM prompt", "draft": "SELECT count(*) FROM draft"}
    return int(ledger.value(count[table]))


def write_draft(ledger: Ledger, key: str, saved_at: float, words: str = "{}") -> None:
    ledger.run(
        "INSERT INTO draft (key, form_id, form_version, rating, saved_at) VALUES (?, 'f', 1, ?, ?)",
        (key, words, saved_at),
    )


# noting -----------------------------------------------------------------------------------------


def test_the_first_export_of_a_registered_declaration_begins_a_prompt(book: PromptBook) -> None:
    noted = book.note(routed(), NOW)
    assert (noted.kind, noted.key) == ("new", KEY)
    assert noted.prompt is not None
    assert noted.prompt.state is PromptState.DUE
    assert noted.prompt.origin is Origin.LIVE
    assert noted.prompt.declaration == routed()


def test_routed_cleared_copy_and_amendment_are_one_prompt(book: PromptBook, ledger: Ledger) -> None:
    book.note(routed(), NOW)
    assert book.note(routed(), NOW + 1).kind == "untouched"
    assert book.note(routed("100000000111"), NOW + 2).kind == "updated"
    out = book.note(cleared("100000000111"), NOW + 3)
    assert (out.kind, out.released_now) == ("updated", True)
    assert book.note(cleared("100000000111"), NOW + 4).released_now is False
    assert rows(ledger) == 1
    prompt = book.get(KEY)
    assert prompt is not None
    assert prompt.noticed_at == NOW
    assert prompt.declaration.number == "100000000111"
    assert prompt.declaration.stage is Stage.CLEARED


def test_the_same_number_of_another_owner_is_another_declaration(
    book: PromptBook, ledger: Ledger
) -> None:
    book.note(routed(), NOW)
    book.note(routed(owner_tax_code="0000000002"), NOW)
    book.note(routed(owner_tax_code="0000000001-001"), NOW)
    assert rows(ledger) == 3


@pytest.mark.parametrize(
    "unregistered",
    [
        routed(stage=Stage.TEMPORARY),
        routed(stage=Stage.DECLARED),
        routed(channel=None),
        routed(registered_at=None),
    ],
)
def test_an_unregistered_declaration_is_kept_without_a_prompt_until_it_is_registered(
    book: PromptBook, unregistered: object
) -> None:
    noted = book.note(unregistered, NOW)  # type: ignore[arg-type]  # parametrize knows no type
    assert (noted.kind, noted.prompt) == ("untouched", None)
    assert book.declaration(KEY) is not None
    assert book.note(routed(), NOW + 60).kind == "new"


def test_a_draft_has_no_number_and_leaves_nothing(book: PromptBook) -> None:
    assert book.note(routed("", stage=Stage.DRAFT), NOW).key is None


def test_a_cancelled_declaration_withdraws_its_open_prompt_for_good(book: PromptBook) -> None:
    book.note(routed(), NOW)
    assert book.note(routed(stage=Stage.CANCELLED), NOW + 1).kind == "withdrawn"
    assert state(book) is PromptState.WITHDRAWN
    assert book.note(cleared(), NOW + 2).kind == "updated"
    assert state(book) is PromptState.WITHDRAWN


def test_a_cancellation_leaves_an_answer_alone(book: PromptBook) -> None:
    book.note(routed(), NOW)
    book.answer(KEY, NOW)
    assert book.note(routed(stage=Stage.CANCELLED), NOW + 1).kind == "updated"
    assert state(book) is PromptState.ANSWERED


def test_a_cancelled_declaration_never_seen_before_asks_nothing(book: PromptBook) -> None:
    assert book.note(routed(stage=Stage.CANCELLED), NOW).prompt is None
    assert book.note(routed(), NOW).prompt is None


def test_what_lies_there_from_before_and_what_is_old_gets_a_row_and_no_card(
    book: PromptBook,
) -> None:
    book.note(routed(), NOW, Origin.BEFORE_SETUP)
    book.note(routed("100000000220", registered_at=at("2026-11-14 10:41")), NOW)
    old = book.get("0000000001/10000000022")
    assert old is not None
    assert old.origin is Origin.OLD
    assert due(book, NOW) == []
    book.note(cleared(), NOW)
    prompt = book.get(KEY)
    assert prompt is not None
    assert prompt.origin is Origin.BEFORE_SETUP


def test_a_number_typed_by_hand_is_asked_about_without_any_export(book: PromptBook) -> None:
    typed = routed(stage=Stage.DECLARED, registered_at=None, channel=None, owner_tax_code=None)
    assert book.note(typed, NOW, Origin.MANUAL).kind == "new"
    assert due(book, NOW) == []


# the owner who was not known --------------------------------------------------------------------


def test_an_unknown_owner_is_a_row_by_number_alone_until_the_owner_is_known(
    book: PromptBook, ledger: Ledger
) -> None:
    unknown = routed(owner_tax_code=None, owner_name=None)
    assert book.note(unknown, NOW).key == "/10000000011"
    book.snooze("/10000000011", NOW + 900)
    write_draft(ledger, "/10000000011", NOW)

    noted = book.note(cleared(), NOW + 60)
    assert (noted.kind, noted.key) == ("updated", KEY)
    assert noted.prompt is not None
    assert noted.prompt.state is PromptState.SNOOZED
    assert noted.prompt.declaration.owner_tax_code == "0000000001"
    assert ledger.value("SELECT key FROM draft") == KEY
    assert rows(ledger) == 1


def test_an_export_without_owner_joins_the_one_known_declaration(
    book: PromptBook, ledger: Ledger
) -> None:
    book.note(routed(), NOW)
    noted = book.note(cleared(owner_tax_code=None, owner_name=None), NOW + 60)
    assert (noted.kind, noted.key) == ("updated", KEY)
    assert rows(ledger) == 1


def test_two_possible_owners_are_no_match(book: PromptBook, ledger: Ledger) -> None:
    book.note(routed(), NOW)
    book.note(routed(owner_tax_code="0000000002"), NOW)
    assert book.note(routed(owner_tax_code=None), NOW).key == "/10000000011"
    book.note(routed(), NOW)
    assert rows(ledger) == 3


@pytest.mark.parametrize(
    ("provisional", "named", "kept"),
    [
        (PromptState.ANSWERED, PromptState.DUE, PromptState.ANSWERED),
        (PromptState.DUE, PromptState.DECLINED, PromptState.DECLINED),
        (PromptState.DECLINED, PromptState.ANSWERED, PromptState.ANSWERED),
        (PromptState.SHOWN, PromptState.DUE, PromptState.DUE),
    ],
)
def test_two_rows_of_one_declaration_become_one_and_the_decided_one_stays(
    book: PromptBook,
    ledger: Ledger,
    provisional: PromptState,
    named: PromptState,
    kept: PromptState,
) -> None:
    """Such a pair comes from a ledger that was put together again from what could be read."""
    unknown = cleared(owner_tax_code=None, owner_name=None)
    book.note(unknown, NOW)
    book.note(routed("100000000220"), NOW)
    move(ledger, "/10000000011", provisional)
    move(ledger, "0000000001/10000000022", named)
    write_draft(ledger, "/10000000011", NOW + 5, '"later"')
    write_draft(ledger, "0000000001/10000000022", NOW, '"earlier"')
    entry(ledger, "/10000000011")
    ledger.run(
        "UPDATE declaration SET key = ?, digits = '10000000011' WHERE digits = '10000000022'",
        (KEY,),
    )

    noted = book.note(routed(), NOW + 60)
    assert noted.key == KEY
    assert rows(ledger) == 1
    assert state(book) is kept
    assert noted.prompt is not None
    assert noted.prompt.declaration.stage is Stage.CLEARED
    assert ledger.value("SELECT rating FROM draft") == '"later"'
    assert rows(ledger, "draft") == 1
    assert ledger.value("SELECT declaration_key FROM entry") == KEY
    assert ledger.value("SELECT prompt_state FROM declaration") == kept


def move(ledger: Ledger, key: str, to: PromptState) -> None:
    decided = None if to in (PromptState.DUE, PromptState.SHOWN) else NOW
    ledger.run(
        "UPDATE prompt SET state = ?, decided_at = ? WHERE key = ?", (to.value, decided, key)
    )


def entry(ledger: Ledger, key: str) -> None:
    ledger.run(
        "INSERT INTO entry (id, declaration_key, levels, form_id, form_version, queued_at,"
        " not_before) VALUES (?, ?, '5', 'f', 1, 1, 1)",
        ("0" * 36, key),
    )


# deciding ---------------------------------------------------------------------------------------


def test_a_snoozed_prompt_comes_back_in_its_time(book: PromptBook, clock: FakeClock) -> None:
    book.note(routed(), clock.now())
    assert book.snooze(KEY, clock.now() + 900) == 1
    assert due(book, clock.now()) == []
    clock.advance(900)
    assert [p.key for p in due(book, clock.now())] == [KEY]


def test_a_prompt_can_sleep_until_the_goods_are_out(book: PromptBook) -> None:
    book.note(routed(), NOW)
    book.snooze(KEY, None, on_cleared=True)
    assert due(book, NOW + 30 * 86_400) == []
    book.note(cleared(cleared_at=None), NOW + 60)
    assert [p.key for p in due(book, NOW + 60)] == [KEY]


def test_a_snoozed_prompt_needs_something_to_wake_it(book: PromptBook) -> None:
    book.note(routed(), NOW)
    with pytest.raises(ValueError, match="wake"):
        book.snooze(KEY, None)


def test_declined_is_final_until_a_person_reopens_it(book: PromptBook) -> None:
    book.note(routed(), NOW)
    assert book.decline(KEY, NOW) == 1
    assert book.decline(KEY, NOW) == 0
    assert book.snooze(KEY, NOW + 60) == 0
    book.note(cleared(), NOW + 60)
    assert state(book) is PromptState.DECLINED
    assert book.reopen(KEY)
    assert not book.reopen(KEY)
    assert state(book) is PromptState.DUE
    assert due(book, NOW) == []  # it was taken from the list, where it still stands


def test_an_answer_can_be_taken_back_and_given_to_a_declined_prompt(book: PromptBook) -> None:
    book.note(routed(), NOW)
    book.decline(KEY, NOW)
    assert book.answer(KEY, NOW)
    assert book.answer(KEY, NOW + 1)  # a correction finds it answered
    assert book.unanswer(KEY)
    assert not book.unanswer(KEY)
    assert state(book) is PromptState.DUE


# showing ----------------------------------------------------------------------------------------


def test_a_card_is_shown_once_and_the_row_stays_in_the_inbox_over_a_restart(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    book = PromptBook(ledger)
    book.note(routed(), NOW)
    card = book.next_card(NOW, Desk(), Pacing())
    assert isinstance(card, Card)
    assert [p.key for p in card.prompts] == [KEY]
    book.show(card, NOW)
    ledger.close()

    ledger = open_ledger(tmp_path)
    book = PromptBook(ledger)
    assert state(book) is PromptState.SHOWN
    assert not isinstance(book.next_card(NOW + 1, Desk(), Pacing()), Card)
    assert book.showings.cards_today(NOW + 1) == (NOW,)
    ledger.close()


def test_a_card_never_asks_a_third_time_unless_ordered(book: PromptBook, clock: FakeClock) -> None:
    book.note(routed(), clock.now())
    show(book, clock)
    clock.set_wall("2026-11-21T16:30:00+07:00")
    assert show(book, clock).kind == "digest"
    prompt = book.get(KEY)
    assert prompt is not None
    assert prompt.times_shown == 2
    clock.set_wall("2026-11-23T16:30:00+07:00")
    assert not isinstance(book.next_card(clock.now(), Desk(), Pacing()), Card)

    book.snooze(KEY, clock.now() + 60)
    clock.advance(60)
    assert show(book, clock).keys == (KEY,)


def test_a_digest_comes_only_with_something_new(book: PromptBook, clock: FakeClock) -> None:
    clock.set_wall("2026-11-21T16:31:00+07:00")
    book.note(routed(), clock.now())
    assert show(book, clock).kind == "digest"
    clock.set_wall("2026-11-23T16:31:00+07:00")
    assert not isinstance(book.next_card(clock.now(), Desk(), Pacing()), Card)
    book.note(routed("100000000220", registered_at=at("2026-11-23 16:00")), clock.now())
    both = show(book, clock)
    assert (both.kind, both.total) == ("digest", 2)


def test_a_card_can_wait_for_the_release_of_the_goods(book: PromptBook) -> None:
    after_release = Pacing(moment="on_released")
    book.note(routed(), NOW)
    assert not isinstance(book.next_card(NOW, Desk(), after_release), Card)
    book.note(cleared(), NOW + 60)
    assert isinstance(book.next_card(NOW + 60, Desk(), after_release), Card)


def test_a_flood_is_announced_once_and_stays_in_the_inbox(
    book: PromptBook, ledger: Ledger, clock: FakeClock
) -> None:
    flood = MOST_ON_A_CARD + 50
    with ledger.transaction():
        for place in range(flood):
            book.note(routed(f"10000{place:06d}0"), clock.now())
    card = show(book, clock)
    assert (len(card.prompts), card.total) == (MOST_ON_A_CARD, flood)
    assert not isinstance(book.next_card(clock.now(), Desk(), Pacing()), Card)
    assert book.counts()[PromptState.DUE] == 50
    clock.advance(1)
    book.note(routed("300000000110"), clock.now())
    assert show(book, clock).keys == ("0000000001/30000000011",)


def test_a_reminder_ordered_for_an_old_declaration_is_shown(
    book: PromptBook, clock: FakeClock
) -> None:
    book.note(routed(), clock.now(), Origin.BEFORE_SETUP)
    book.snooze(KEY, clock.now() + 60)
    clock.advance(60)
    assert show(book, clock).keys == (KEY,)
    clock.advance(60)
    assert not isinstance(book.next_card(clock.now(), Desk(), Pacing()), Card)


def test_a_second_arrival_joins_the_card_on_screen_as_one_showing(
    book: PromptBook, clock: FakeClock
) -> None:
    book.note(routed(), clock.now())
    first = show(book, clock)
    book.note(routed("100000000220"), clock.now())
    both = book.next_card(clock.now(), Desk(card=first), Pacing())
    assert isinstance(both, Card)
    book.show(both, clock.now())
    assert (both.kind, both.joins, both.total) == ("batch", True, 2)
    assert [p.times_shown for p in book.prompts(both.keys)] == [1, 1]
    assert len(book.showings.cards_today(clock.now())) == 1


def test_a_flood_that_goes_on_joins_the_card_on_screen_and_stays_one_showing(
    book: PromptBook, ledger: Ledger, clock: FakeClock
) -> None:
    """However many come while a card is on the screen, it lists no more than one card lists."""
    card: Card | None = None
    for wave in range(6):
        with ledger.transaction():
            for place in range(90):
                book.note(routed(f"1000{wave}{place:06d}0"), clock.now())
        grown = book.next_card(clock.now(), Desk(card=card), Pacing())
        assert isinstance(grown, Card)
        card = grown
        book.show(card, clock.now())
        clock.advance(1)
    assert card is not None
    assert (len(card.prompts), card.total) == (MOST_ON_A_CARD, 6 * 90)
    assert len(book.showings.cards_today(clock.now())) == 1


def test_a_pause_is_remembered(ledger: Ledger) -> None:
    PromptBook(ledger).showings.pause(NOW + 3600)
    showings = PromptBook(ledger).showings
    assert showings.paused_until(NOW) == NOW + 3600
    assert showings.paused_until(NOW + 3600) is None
    showings.pause(None)
    assert showings.paused_until(NOW) is None


def test_a_pause_ordered_before_the_clock_was_set_back_is_over(book: PromptBook) -> None:
    book.showings.pause(NOW + 86_400 * 365)
    assert book.showings.paused_until(NOW) is None


@pytest.mark.parametrize("moment", ["on_released", "manual"])
def test_a_reminder_is_shown_at_any_moment_a_person_chose(book: PromptBook, moment: str) -> None:
    pacing = Pacing(moment=moment)
    book.note(routed(), NOW)
    assert not book.pending(NOW, pacing).due
    book.snooze(KEY, NOW + 900)
    assert book.pending(NOW + 900, pacing).due == (KEY,)


def test_what_is_released_after_a_flood_was_not_announced_by_it(book: PromptBook) -> None:
    pacing = Pacing(moment="on_released")
    book.note(routed(), NOW - 60)
    book.showings.flooded(NOW)
    book.note(cleared(), NOW + 60)
    assert book.pending(NOW + 60, pacing).due == (KEY,)
    card = book.next_card(NOW + 60, Desk(), pacing)
    assert isinstance(card, Card)
    book.show(card, NOW + 60)
    evening = seconds_of("2026-11-21T16:30:00+07:00")
    digest = book.next_card(evening, Desk(), pacing)
    assert isinstance(digest, Card)
    assert (digest.kind, digest.keys) == ("digest", (KEY,))


def test_a_reminder_ordered_while_the_clock_was_wrong_does_not_sleep_for_a_year(
    book: PromptBook,
) -> None:
    book.note(routed(), NOW)
    book.snooze(KEY, NOW + 365 * 86_400)
    assert book.pending(NOW, Pacing()).due == (KEY,)


def test_a_clock_put_right_by_a_moment_brings_no_second_digest(book: PromptBook) -> None:
    evening = seconds_of("2026-11-21T16:30:05+07:00")
    book.note(routed(), NOW)
    digest = book.next_card(evening, Desk(), Pacing())
    assert isinstance(digest, Card)
    book.show(digest, evening)
    assert isinstance(book.next_card(evening - 3, Desk(), Pacing()), Wait)


def test_the_day_is_counted(book: PromptBook) -> None:
    for place in range(4):
        book.note(routed(f"1000000000{place}0"), NOW)
    book.note(routed("100000000990"), NOW, Origin.BEFORE_SETUP)
    book.answer("0000000001/10000000000", NOW)
    book.decline("0000000001/10000000001", NOW)
    assert book.today(NOW) == (1, 3)
    assert book.today(NOW + 86_400) == (0, 2)
    counts = book.counts()
    assert counts[PromptState.DUE] == 3
    assert counts[PromptState.ANSWERED] == 1
    assert counts[PromptState.WITHDRAWN] == 0


def show(book: PromptBook, clock: FakeClock) -> Card:
    card = book.next_card(clock.now(), Desk(), Pacing())
    assert isinstance(card, Card)
    book.show(card, clock.now())
    return card
