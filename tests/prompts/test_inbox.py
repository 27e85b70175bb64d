"""Chờ đánh giá: found, filtered, paged and counted."""

from __future__ import annotations

from datetime import date

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.declarations.declaration import Stage
from rating_client.directory.directory import built_in_directory
from rating_client.prompts.book import PromptBook
from rating_client.prompts.inbox import Inbox, InboxFilter, InboxRow, RowStatus
from rating_client.prompts.policy import Card
from rating_client.prompts.prompt import OPEN, Origin, PromptState
from tests.support.declared import at, cleared, routed

NOW = seconds_of("2026-11-21T10:42:00+07:00")


def key(number: str, owner: str = "0000000001") -> str:
    return f"{owner}/{number[:11]}"


@pytest.fixture
def book(ledger: Ledger) -> PromptBook:
    """Five open declarations, one declined, one from before the set-up."""
    book = PromptBook(ledger)
    book.note(routed("100000000110"), NOW)
    book.note(routed("300000000150", direction="X", channel=1, type_code="B11"), NOW)
    book.note(
        routed(
            "100000000230",
            owner_tax_code="0000000002",
            owner_name="CÔNG TY CỔ PHẦN MẪU THÍ NGHIỆM",
            office_code="03CC",
            office_name=None,
            channel=3,
            registered_at=at("2026-11-20 16:51"),
        ),
        NOW,
    )
    book.note(routed("100000000260", registered_at=at("2026-11-19 09:12")), NOW)
    book.note(routed("100000000290", owner_tax_code=None, owner_name=None), NOW)
    book.note(routed("100000000340"), NOW)
    book.decline(key("100000000340"), NOW)
    book.note(routed("100000000370"), NOW, Origin.BEFORE_SETUP)
    return book


@pytest.fixture
def inbox(ledger: Ledger, book: PromptBook) -> Inbox:
    return Inbox(ledger)


def numbers(inbox: Inbox, wanted: InboxFilter) -> list[str]:
    return [row.number for row in inbox.page(wanted, 100)]


def test_what_waits_is_listed_newest_registration_first(inbox: Inbox) -> None:
    listed = numbers(inbox, InboxFilter())
    assert listed == [
        "100000000290",
        "100000000110",
        "300000000150",
        "100000000230",
        "100000000260",
    ]
    assert inbox.count(InboxFilter()) == 5


def page_by_page(inbox: Inbox, wanted: InboxFilter, limit: int) -> list[str]:
    listed: list[InboxRow] = []
    while page := inbox.page(wanted, limit, after=listed[-1] if listed else None):
        assert len(page) <= limit
        listed += page
    return [row.number for row in listed]


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_a_page_goes_on_where_the_one_before_ended(
    inbox: Inbox, book: PromptBook, ledger: Ledger, limit: int
) -> None:
    for number in range(4):
        book.note(routed(f"30000000{number}550"), NOW)
    ledger.run("UPDATE declaration SET registered_at = NULL WHERE number LIKE '%550'")
    book.snooze(key("100000000110"), NOW + 900)  # another state amid the same moment
    everything = InboxFilter(states=frozenset(PromptState), before_setup=True)
    for wanted in (InboxFilter(), everything, InboxFilter(text="sao mai")):
        assert page_by_page(inbox, wanted, limit) == numbers(inbox, wanted)
    assert [number[:3] for number in numbers(inbox, everything)][-4:] == ["300"] * 4


AT_DINH_VU = {"100000000110", "300000000150", "100000000260", "100000000290"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 000 000 230", {"100000000230"}),
        ("30000", {"300000000150"}),
        ("0000000002", {"100000000230"}),
        ("mẫu thí", {"100000000230"}),
        ("MAU THI", {"100000000230"}),
        ("sao mai b11", {"300000000150"}),
        ("hải phòng khu vực 1", {"100000000230"}),
        ("chi cục hải quan cửa khẩu cảng đình vũ", AT_DINH_VU),
        ("dinhvu", AT_DINH_VU),
        ("không có gì", set()),
    ],
)
def test_search_knows_numbers_owners_and_every_name_of_an_office(
    inbox: Inbox, text: str, expected: set[str]
) -> None:
    assert set(numbers(inbox, InboxFilter(text=text))) == expected


def test_filters_narrow_the_list(inbox: Inbox) -> None:
    assert numbers(inbox, InboxFilter(owner="0000000002")) == ["100000000230"]
    assert numbers(inbox, InboxFilter(channel=1)) == ["300000000150"]
    assert numbers(inbox, InboxFilter(registered_since=date(2026, 11, 20)))[-1] == "100000000230"
    assert "100000000370" in numbers(inbox, InboxFilter(before_setup=True))
    assert numbers(inbox, InboxFilter(states=frozenset({PromptState.DECLINED}))) == ["100000000340"]
    everything = InboxFilter(states=frozenset(PromptState), before_setup=True)
    assert inbox.count(everything) == 7
    assert numbers(inbox, InboxFilter(states=frozenset())) == []


def test_one_day_is_counted_apart(inbox: Inbox, ledger: Ledger) -> None:
    ledger.run("UPDATE declaration SET registered_at = NULL WHERE number = '100000000260'")
    everything = InboxFilter(before_setup=True, states=frozenset(PromptState))
    days = [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21), None]
    assert [inbox.count_of_day(everything, each) for each in days] == [0, 1, 5, 1]
    assert inbox.count_of_day(InboxFilter(text="sao mai"), date(2026, 11, 21)) == 2


def test_a_taught_name_is_searched_like_any_other(ledger: Ledger, book: PromptBook) -> None:
    book.note(routed("100000000410", office_name="HQLA"), NOW)
    taught = built_in_directory().with_taught({"HQLA": "28NJ"})
    inbox = Inbox(ledger, lambda: taught)
    assert [r.number for r in inbox.page(InboxFilter(text="hà nam"), 9)] == ["100000000410"]


def test_a_row_says_how_it_stands(inbox: Inbox, book: PromptBook, ledger: Ledger) -> None:
    book.show(Card("one", (key("100000000110"),)), NOW)
    book.snooze(key("300000000150"), NOW + 900)
    book.snooze(key("100000000230", "0000000002"), None, on_cleared=True)
    ledger.run(
        "INSERT INTO draft (key, form_id, form_version, rating, saved_at)"
        " VALUES (?, 'f', 1, '{}', 7)",
        (key("100000000260"),),
    )
    everything = InboxFilter(states=frozenset(PromptState), before_setup=True)
    standing = {row.number: row.status for row in inbox.page(everything, 100)}
    assert standing == {
        "100000000110": RowStatus.TO_RATE,
        "300000000150": RowStatus.REMINDER,
        "100000000230": RowStatus.WAITING_RELEASE,
        "100000000260": RowStatus.DRAFT,
        "100000000290": RowStatus.TO_RATE,
        "100000000340": RowStatus.DECLINED,
        "100000000370": RowStatus.BEFORE_SETUP,
    }
    decided = set(PromptState) - OPEN
    assert {status.value for status in RowStatus} >= {state.value for state in decided}


def test_a_row_carries_what_the_list_paints(inbox: Inbox) -> None:
    row = inbox.rows([key("100000000230", "0000000002")])[0]
    assert (row.owner_letters, row.owner_colour) == ("TN", 1)
    assert (row.type_code, row.channel, row.office) == ("A11", 3, "03CC")
    assert row.registered_at == at("2026-11-20 16:51")
    assert row.released_at is None
    unknown = inbox.rows(["/10000000029", "/99999999999"])
    assert [r.owner_letters for r in unknown] == [""]


def test_the_list_follows_every_change_of_state(inbox: Inbox, book: PromptBook) -> None:
    one = key("100000000110")
    for change, waiting in (
        (lambda: book.decline(one, NOW), 4),
        (lambda: book.reopen(one), 5),
        (lambda: book.answer(one, NOW), 4),
        (lambda: book.unanswer(one), 5),
        (lambda: book.note(routed("100000000110", stage=Stage.CANCELLED), NOW), 4),
    ):
        change()
        assert inbox.count(InboxFilter()) == waiting
        assert len(inbox.keys(InboxFilter())) == waiting


def test_the_release_seen_first_is_what_the_list_shows(inbox: Inbox, book: PromptBook) -> None:
    released = at("2026-11-21 14:00")
    book.note(routed("100000000110", stage=Stage.RELEASED, released_at=released), NOW)
    book.note(cleared("100000000110"), NOW)
    assert inbox.rows([key("100000000110")])[0].released_at == released


def test_coverage_of_the_week(inbox: Inbox, book: PromptBook) -> None:
    assert inbox.coverage(NOW) == (0, 6)
    book.answer(key("100000000110"), NOW)
    book.answer(key("100000000370"), NOW)  # from before the set-up, rated all the same
    book.note(routed("300000000150", stage=Stage.CANCELLED), NOW)
    assert inbox.coverage(NOW) == (2, 6)
    assert inbox.coverage(NOW + 7 * 86_400) == (0, 0)
