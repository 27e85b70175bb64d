"""A search finds the same rows whether they are few, and looked up, or many, and walked to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.outbox.listing import SentFilter
from rating_client.prompts import searching
from rating_client.prompts.inbox import InboxFilter, InboxRow
from rating_client.prompts.searching import Search
from tests.support.workday import SAO_HOM, Workday, busy_day

SOUGHT = (
    "100 000 000 23",  # one number, in groups
    "thử nghiệm",  # two words of two owners
    "đình vũ",  # an office whose code stands in the rows
    SAO_HOM,
    "1",  # every number has one
    "nobody",
    "",
)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workday]:
    day = Workday(tmp_path)
    busy_day(day)
    yield day
    day.close()


def page_by_page(day: Workday, wanted: InboxFilter) -> list[str]:
    found: list[InboxRow] = []
    while page := day.profile.inbox.page(wanted, 2, found[-1] if found else None):
        found += page
    return [row.key for row in found]


def listed(day: Workday, text: str) -> tuple[list[str], list[str]]:
    sent = day.profile.sent.every(SentFilter(search=text))
    return page_by_page(day, InboxFilter(text=text)), [row.id for row in sent]


@pytest.mark.parametrize("text", SOUGHT)
def test_few_and_many_are_the_same_list(
    day: Workday, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = listed(day, text)
    monkeypatch.setattr(searching, "FEW", 0)
    assert listed(day, text) == looked_up
    inbox, sent = looked_up
    assert len(inbox) == day.profile.inbox.count(InboxFilter(text=text))
    assert len(sent) == day.profile.sent.count(SentFilter(search=text))


def test_what_is_sought_is_found(day: Workday) -> None:
    assert [len(listed(day, text)[0]) for text in SOUGHT] == [1, 11, 7, 4, 14, 0, 14]


def test_rows_are_looked_up_only_where_they_are_few(
    day: Workday, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = Search.of("1")
    assert every.few(day.profile.ledger) is not None
    monkeypatch.setattr(searching, "FEW", 3)
    assert every.few(day.profile.ledger) is None
    assert Search.of("").few(day.profile.ledger) is None  # nothing is sought: nothing to look up


def test_the_words_of_the_index_are_all_a_search_reads(day: Workday) -> None:
    asked = searching._FOUND.format(conditions=searching._WORD.format(0), most=1)
    plan = day.profile.ledger.rows(f"EXPLAIN QUERY PLAN {asked}", {"w0": b"x"})
    assert any("COVERING INDEX declaration_searched" in step["detail"] for step in plan)
    assert not any("USING INDEX" in step["detail"] for step in plan)
