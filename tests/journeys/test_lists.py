"""A list of declarations is one batch: one card, a row for each, and nobody is asked twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import xlsx
from rating_client.profile import Profile
from rating_client.prompts.policy import MOST_ON_A_CARD, Card, Desk, Wait
from rating_client.prompts.prompt import PromptState
from tests.declarations.lists import list_cells
from tests.support.clock import FakeClock
from tests.support.journeys import Broker

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM)
MANY = [
    SampleDeclaration(f"1{number:010}0", NOW - timedelta(minutes=number), "P", 1 + number % 3)
    for number in range(300)
]
REPORT = xlsx({"Tổng hợp": list_cells(MANY), "Chi tiết": list_cells([*MANY, *MANY])})


def shown(profile: Profile, clock: FakeClock) -> Card:
    card = profile.flow.next_card(clock.now(), Desk())
    assert isinstance(card, Card)
    profile.prompts.show(card, clock.now())
    clock.advance(60)
    return card


def nothing_to_show(profile: Profile, clock: FakeClock) -> bool:
    return isinstance(profile.flow.next_card(clock.now(), Desk()), Wait)


def test_a_list_of_three_hundred_is_one_card_and_three_hundred_rows(tmp_path: Path) -> None:
    clock = FakeClock(NOW.timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        [read] = broker.export(profile, "BaoCaoToKhai.xlsx", REPORT)
        assert [noted.kind for noted in read.noted] == ["new"] * 300
        clock.advance(1)

        card = shown(profile, clock)
        assert (card.kind, card.total, len(card.keys)) == ("batch", 300, MOST_ON_A_CARD)
        assert nothing_to_show(profile, clock)
        counts = profile.prompts.counts()
        assert counts[PromptState.DUE] + counts[PromptState.SHOWN] == 300


def test_what_a_list_told_is_not_asked_again_by_its_own_print(tmp_path: Path) -> None:
    listed = MANY[:3]
    clock = FakeClock(NOW.timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        broker.export(profile, "GENERAL.xlsx", xlsx({"GENERAL": list_cells(listed)}))
        clock.advance(1)
        assert shown(profile, clock).total == 3

        for declaration in listed:
            [read] = broker.export(
                profile, file_name(declaration, ".xlsx"), excel_print(declaration)
            )
            assert [noted.kind for noted in read.noted] != ["new"]
            clock.advance(5)
        assert nothing_to_show(profile, clock)
        assert sum(profile.prompts.counts().values()) == 3


def test_a_list_without_owners_joins_the_declarations_known_by_their_prints(tmp_path: Path) -> None:
    printed = MANY[0]
    without = {at: value for at, value in list_cells([printed]).items() if at[0] not in "PQ"}
    clock = FakeClock(NOW.timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        broker.export(profile, file_name(printed, ".xlsx"), excel_print(printed))
        clock.advance(1)
        assert shown(profile, clock).total == 1
        broker.export(profile, "danh sach.xlsx", xlsx({"GENERAL": without}))
        assert nothing_to_show(profile, clock)
        assert sum(profile.prompts.counts().values()) == 1


def test_a_list_half_noted_before_a_crash_is_noted_whole_and_once(tmp_path: Path) -> None:
    clock = FakeClock(NOW.timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        half = profile.reading.read(REPORT, "BaoCaoToKhai.xlsx").declarations[:100]
        for declaration in half:  # as far as the transactions before a crash came
            profile.flow.declaration_read(declaration)
    with broker.profile() as profile:
        [read] = broker.export(profile, "BaoCaoToKhai.xlsx", REPORT)
        kinds = [noted.kind for noted in read.noted]
        assert (kinds.count("new"), len(kinds)) == (200, 300)
        clock.advance(1)
        assert shown(profile, clock).total == 300


def test_a_list_of_the_past_fills_the_inbox_and_shows_no_card(tmp_path: Path) -> None:
    clock = FakeClock((NOW + timedelta(days=30)).timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        broker.export(profile, "thang 11.xlsx", REPORT)
        clock.advance(1)
        assert nothing_to_show(profile, clock)
        assert profile.prompts.counts()[PromptState.DUE] == 300
