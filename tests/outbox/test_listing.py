"""The list of what was given: right words, filters in SQL, short pages."""

from __future__ import annotations

import json

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import Entry, Hold, Reason
from rating_client.outbox.envelope import Envelope
from rating_client.outbox.listing import EventKind, SentFilter, SentList, ShownState
from tests.support.claims import claim_one
from tests.support.submissions import KEY, content, known_declaration

NOW = seconds_of("2026-11-21T10:42:00+07:00")
OTHER = "0300000000/30000000022"
RECEIPT = ReceiptFacts("receipt", NOW + 60, "epoch", 7)


@pytest.fixture
def sent(ledger: Ledger) -> SentList:
    known_declaration(ledger, KEY)
    known_declaration(ledger, OTHER, office="02CI")
    return SentList(ledger)


def queued(
    ledger: Ledger,
    key: str = KEY,
    *,
    at: float = NOW,
    level: int = 5,
    hold: Hold | None = None,
    supersedes: str | None = None,
) -> Entry:
    frozen = content(key, level=level, supersedes=supersedes)
    envelope = Envelope(f"sealed {frozen['id']}", f"digest {frozen['id']}", "receiver", "device")
    return Outbox(ledger).put(frozen, declaration_key=key, now=at, envelope=envelope, hold=hold)


def answer(ledger: Ledger, entry: Entry, number: int, *, final: bool, read: bool) -> None:
    ledger.run(
        "INSERT INTO answer (receiver, submission, number, payload, arrived_at, read_at)"
        " VALUES ('receiver', ?, ?, ?, ?, ?)",
        (
            entry.id,
            number,
            json.dumps({"text": f"answer {number}", "final": final}),
            NOW + 100 * number,
            NOW + 1000 if read else None,
        ),
    )


def test_newest_first_in_pages_and_what_was_undone_is_not_shown(
    ledger: Ledger, sent: SentList
) -> None:
    ids = [queued(ledger, at=NOW + n).id for n in range(25)]
    Outbox(ledger).take_back(ids[3])
    everything = SentFilter()
    assert sent.count(everything) == 24
    assert [row.id for row in sent.page(everything, 0, 10)] == ids[:14:-1]
    assert [row.id for row in sent.page(everything, 20, 10)] == [ids[4], *ids[2::-1]]
    withdrawn = sent.page(SentFilter(states=frozenset({ShownState.WITHDRAWN})), 0, 10)
    assert [row.id for row in withdrawn] == [ids[3]]


def test_the_words_for_each_state(ledger: Ledger, sent: SentList) -> None:
    dispatch = Dispatch(ledger)
    reason = Reason("outbox.interrupted", {})
    held = queued(ledger, hold=Hold.until_released(NOW))
    lost = queued(ledger)
    claimed = claim_one(dispatch, "receiver", NOW + 10, 60)
    assert claimed is not None
    dispatch.later(claimed, not_before=NOW + 99, reason=reason, may_have_arrived=True)
    received, answered, closed = queued(ledger), queued(ledger), queued(ledger)
    for entry in (received, answered, closed):
        dispatch.receipted(entry.id, RECEIPT)
    answer(ledger, answered, 1, final=False, read=True)
    answer(ledger, answered, 2, final=True, read=False)
    answer(ledger, closed, 1, final=False, read=True)
    answer(ledger, closed, 2, final=True, read=True)
    waiting = queued(ledger)
    shown = {row.id: row for row in sent.page(SentFilter(), 0, 100)}
    assert {id_: row.shown for id_, row in shown.items()} == {
        held.id: ShownState.HELD,
        lost.id: ShownState.UNCONFIRMED,
        received.id: ShownState.RECEIPTED,
        answered.id: ShownState.NEW_ANSWER,
        closed.id: ShownState.CLOSED,
        waiting.id: ShownState.WAITING,
    }
    said = shown[lost.id].sentence
    assert said is not None
    assert said.code == "outbox.interrupted"
    assert shown[waiting.id].sentence is None
    assert shown[received.id].received_at == NOW + 60


def test_filters_narrow(ledger: Ledger, sent: SentList) -> None:
    mine = queued(ledger, KEY, level=2, at=NOW)
    other = queued(ledger, OTHER, level=5, at=NOW + 100)

    def found(**narrow: object) -> set[str]:
        wanted = SentFilter(**narrow)  # type: ignore[arg-type]  # one filter at a time, by name
        rows = sent.page(wanted, 0, 10)
        assert sent.count(wanted) == len(rows)
        return {row.id for row in rows}

    assert found(search="100 000 000 11") == {mine.id}
    assert found(search="công ty mẫu 02ci") == {other.id}
    assert found(search="cong ty") == {mine.id, other.id}
    assert found(search="không có") == set()
    assert found(owner_tax_code="0300000000") == {other.id}
    assert found(office="02CI") == {other.id}
    assert found(level=2) == {mine.id}
    assert found(since=NOW + 50) == {other.id}
    assert found(until=NOW + 50) == {mine.id}
    assert found(states=frozenset({ShownState.RECEIPTED})) == set()


def test_what_was_received_was_sent_before_whatever_the_receiver_s_clock_says(
    ledger: Ledger, sent: SentList
) -> None:
    entry = queued(ledger, level=4)
    assert claim_one(Dispatch(ledger), "receiver", NOW + 60.4, 60) is not None
    Dispatch(ledger).receipted(entry.id, RECEIPT)  # at NOW + 60, in whole seconds
    detail = sent.detail(entry.id)
    assert detail is not None
    assert [event.kind for event in detail.timeline] == [
        EventKind.QUEUED,
        EventKind.LAST_TRIED,
        EventKind.RECEIVED,
    ]


def test_the_detail_tells_the_whole_story(ledger: Ledger, sent: SentList) -> None:
    entry = queued(ledger, level=2)
    claimed = claim_one(Dispatch(ledger), "receiver", NOW + 10, 60)
    assert claimed is not None
    Dispatch(ledger).receipted(entry.id, RECEIPT)
    answer(ledger, entry, 1, final=False, read=False)
    correction = queued(ledger, at=NOW + 500, supersedes=entry.id)
    detail = sent.detail(entry.id)
    assert detail is not None
    assert [(event.kind, event.at) for event in detail.timeline] == [
        (EventKind.QUEUED, NOW),
        (EventKind.LAST_TRIED, NOW + 10),
        (EventKind.RECEIVED, NOW + 60),
        (EventKind.ANSWERED, NOW + 100),
    ]
    assert detail.superseded_by == correction.id
    assert detail.entry.content == entry.content
    assert detail.entry.receipt == "receipt"
    assert detail.answers[0]["text"] == "answer 1"
    assert sent.detail("nobody") is None
