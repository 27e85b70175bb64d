"""The queue: what may leave, when, and that nothing is lost on the way."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from rating_client.base.clock import local, seconds_of
from rating_client.base.ledger import ConstraintError, Ledger
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import Entry, EntryState, Hold, HoldFor, Reason
from rating_client.outbox.envelope import Envelope
from rating_client.outbox.resending import Resending
from tests.support.claims import claim_one
from tests.support.submissions import KEY, content, known_declaration

NOW = seconds_of("2026-11-21T10:42:00+07:00")
LEASE = 120.0
DAY = 86_400.0
RECEIVER = "receiver"
RECEIPT = ReceiptFacts("receipt", NOW, "epoch", 1)
BUSY = Reason("outbox.interrupted", {})


def sealed(frozen: dict[str, Any], receiver: str = RECEIVER) -> Envelope:
    return Envelope(f"sealed {frozen['id']}", f"digest of {frozen['id']}", receiver, "device")


@pytest.fixture
def outbox(ledger: Ledger) -> Outbox:
    known_declaration(ledger)
    return Outbox(ledger)


@pytest.fixture
def dispatch(ledger: Ledger) -> Dispatch:
    return Dispatch(ledger)


def queued(outbox: Outbox, *, hold: Hold | None = None, now: float = NOW, **said: Any) -> Entry:
    frozen = content(**said)
    return outbox.put(frozen, declaration_key=KEY, now=now, envelope=sealed(frozen), hold=hold)


def test_nothing_leaves_in_the_ten_seconds_in_which_it_can_be_taken_back(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    entry = queued(outbox)
    assert claim_one(dispatch, RECEIVER, NOW + 9.9, LEASE) is None
    assert dispatch.next_due(RECEIVER) == NOW + 10
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert (claimed.id, claimed.attempts) == (entry.id, 1)
    sending = outbox.known(entry.id)
    assert (sending.state, sending.attempts) == (EntryState.SENDING, 1)
    assert sending.lease_until == NOW + 10 + LEASE


def test_undo_works_until_something_may_have_left(outbox: Outbox, dispatch: Dispatch) -> None:
    first, second = queued(outbox), queued(outbox)
    assert outbox.take_back(first.id)
    assert not outbox.take_back(first.id)
    assert outbox.known(first.id).state is EntryState.WITHDRAWN
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert claimed.id == second.id
    assert not outbox.take_back(second.id)
    dispatch.later(claimed, not_before=NOW + 20, reason=BUSY, may_have_arrived=False)
    assert not outbox.take_back(second.id), "an attempt was made"


def test_an_exported_entry_is_not_taken_back(outbox: Outbox, ledger: Ledger) -> None:
    entry = queued(outbox)
    ledger.run("UPDATE entry SET exported_at = ?", (NOW,))
    assert not outbox.take_back(entry.id)
    assert outbox.known(entry.id).may_have_left


def test_answered_and_queued_are_one_transaction(outbox: Outbox, ledger: Ledger) -> None:
    def fail_after_queueing() -> None:
        with ledger.transaction():
            queued(outbox)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_queueing()
    assert sum(outbox.counts().values()) == 0


@pytest.mark.parametrize("addressed", [False, True])
def test_what_put_gives_back_is_what_is_kept(outbox: Outbox, addressed: bool) -> None:
    frozen = content(level=2)
    entry = outbox.put(
        frozen,
        declaration_key=KEY,
        now=NOW,
        envelope=sealed(frozen) if addressed else None,
        hold=Hold.until_released(NOW),
    )
    assert entry == outbox.known(entry.id)


def test_one_id_is_queued_once(outbox: Outbox) -> None:
    entry = queued(outbox)
    with pytest.raises(ConstraintError):
        queued(outbox, id=entry.id)


def test_without_a_receiver_it_waits_frozen_until_it_gets_one_envelope(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    frozen = content(level=2)
    entry = outbox.put(frozen, declaration_key=KEY, now=NOW)
    assert entry.state is EntryState.UNADDRESSED
    assert entry.content == frozen
    assert [each.id for each in outbox.unaddressed()] == [entry.id]
    assert claim_one(dispatch, RECEIVER, NOW + 100, LEASE) is None
    assert outbox.address(entry.id, sealed(frozen))
    assert not outbox.address(entry.id, Envelope("other bytes", "other", "elsewhere", "device"))
    claimed = claim_one(dispatch, RECEIVER, NOW + 100, LEASE)
    assert claimed is not None
    assert claimed.envelope.decode() == sealed(frozen).jwe


def test_held_for_the_release_it_never_leaves_by_itself(outbox: Outbox, dispatch: Dispatch) -> None:
    entry = queued(outbox, hold=Hold.until_released(NOW))
    years = NOW + 10 * 365 * 86400
    assert claim_one(dispatch, RECEIVER, years, LEASE) is None
    assert dispatch.next_due(RECEIVER) is None
    assert [each.id for each in outbox.held_too_long(NOW + 30 * 86400)] == [entry.id]
    assert outbox.held_too_long(NOW + 29 * 86400) == []
    assert outbox.release_held("another/10000000099") == 0
    assert outbox.release_held(KEY) == 1
    assert claim_one(dispatch, RECEIVER, NOW + 10, LEASE) is not None


def test_held_until_a_date_it_leaves_on_that_date(outbox: Outbox, dispatch: Dispatch) -> None:
    hold = Hold.until_date(local(NOW + 3 * 86400).date())
    queued(outbox, hold=hold)
    assert outbox.held() == 1
    assert claim_one(dispatch, RECEIVER, hold.until - 1, LEASE) is None
    assert dispatch.next_due(RECEIVER) == hold.until
    assert outbox.release_held(KEY) == 0, "the person chose a day, not the release"
    assert claim_one(dispatch, RECEIVER, hold.until, LEASE) is not None
    assert outbox.held() == 0


def test_a_person_can_let_a_held_one_go(outbox: Outbox, dispatch: Dispatch) -> None:
    entry = queued(outbox, hold=Hold.until_end_of_week(NOW))
    assert outbox.release(entry.id)
    assert not outbox.release(entry.id)
    assert claim_one(dispatch, RECEIVER, NOW + 10, LEASE) is not None


def test_after_thirty_days_the_person_is_asked_and_may_wait_on(outbox: Outbox) -> None:
    entry = queued(outbox, hold=Hold.until_released(NOW))
    assert outbox.held_too_long(NOW + 30 * DAY - 1) == []
    assert [e.id for e in outbox.held_too_long(NOW + 30 * DAY)] == [entry.id]
    later = NOW + 30 * DAY
    assert outbox.ask_again(entry.id, later + 7 * DAY, later)
    assert outbox.held_too_long(later + 6 * DAY) == []
    assert [e.id for e in outbox.held_too_long(later + 7 * DAY)] == [entry.id]
    assert outbox.ask_again(entry.id, later + 400 * DAY, later), "thirty days at the most"
    assert [e.id for e in outbox.held_too_long(later + 30 * DAY)] == [entry.id]
    assert outbox.release(entry.id)
    assert not outbox.ask_again(entry.id, later, later), "it is held no more"
    assert outbox.held_too_long(later + 30 * DAY) == []


def test_the_question_comes_although_the_clock_was_set_back(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    entry = queued(outbox, hold=Hold.until_released(NOW + 365 * DAY), now=NOW + 365 * DAY)
    assert [e.id for e in outbox.held_too_long(NOW)] == [entry.id]
    assert outbox.ask_again(entry.id, NOW + 7 * DAY, NOW)
    assert outbox.held_too_long(NOW) == []
    dispatch.heed_clock(NOW)
    assert claim_one(dispatch, RECEIVER, NOW + 3650 * DAY, LEASE) is None, (
        "asked, never sent by itself"
    )


def test_a_chain_of_corrections_leaves_in_order_per_declaration(
    outbox: Outbox, dispatch: Dispatch, ledger: Ledger
) -> None:
    chain = [queued(outbox).id]
    for number in (1, 2):
        chain.append(queued(outbox, supersedes=chain[-1], now=NOW - 3600 * number).id)
    other_key = known_declaration(ledger, "0200000000-001/10000000099")
    frozen = content(other_key)
    other = outbox.put(frozen, declaration_key=other_key, now=NOW + 5, envelope=sealed(frozen)).id
    order = []
    while (claimed := claim_one(dispatch, RECEIVER, NOW + 20, LEASE)) is not None:
        order.append(claimed.id)
        if claimed.id != other:  # the other declaration's is still on its way: it holds up nobody
            assert dispatch.receipted(claimed.id, RECEIPT)
    assert [entry for entry in order if entry != other] == chain
    assert other in order


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        ("2026-11-16T08:00:00+07:00", "2026-11-20T16:30:00+07:00"),
        ("2026-11-20T16:29:59+07:00", "2026-11-20T16:30:00+07:00"),
        ("2026-11-20T16:30:00+07:00", "2026-11-27T16:30:00+07:00"),
        ("2026-11-21T23:59:00+07:00", "2026-11-27T16:30:00+07:00"),
    ],
)
def test_the_week_ends_on_friday_afternoon(now: str, friday: str) -> None:
    hold = Hold.until_end_of_week(seconds_of(now))
    assert (hold.reason, hold.until) == (HoldFor.WEEK, seconds_of(friday))


def test_only_a_receipt_ends_it(outbox: Outbox, dispatch: Dispatch) -> None:
    entry = queued(outbox)
    now = NOW + 10
    for _ in range(200):
        claimed = claim_one(dispatch, RECEIVER, now, LEASE)
        assert claimed is not None
        assert dispatch.later(claimed, not_before=now, reason=BUSY, may_have_arrived=False)
        now += 365 * 86400
    assert outbox.known(entry.id).attempts == 200
    assert dispatch.receipted(entry.id, RECEIPT)
    assert not dispatch.receipted(entry.id, RECEIPT)
    done = outbox.known(entry.id)
    assert (done.state, done.receipt, done.reason) == (EntryState.RECEIPTED, "receipt", None)


def test_what_another_copy_of_the_ledger_sent_is_not_taken_back(
    outbox: Outbox, dispatch: Dispatch, ledger: Ledger
) -> None:
    """Its receipt came home by hand, or to a ledger that was put back from a copy."""
    entry = queued(outbox)
    assert dispatch.receipted(entry.id, RECEIPT)
    assert outbox.known(entry.id).may_have_left
    assert Resending(ledger).not_held(RECEIVER, 0.0, NOW)
    assert outbox.known(entry.id).state is EntryState.WAITING
    assert not outbox.take_back(entry.id)


def test_whoever_dies_while_sending_leaves_it_unconfirmed_with_the_same_bytes(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    entry = queued(outbox)
    assert claim_one(dispatch, RECEIVER, NOW + 10, LEASE) is not None
    assert dispatch.expire_leases(NOW + 10 + LEASE - 1, LEASE) == 0
    assert dispatch.expire_leases(NOW + 10 + LEASE, LEASE) == 1
    left = outbox.known(entry.id)
    assert left.state is EntryState.UNCONFIRMED
    assert left.reason is not None
    assert left.reason.sentence.title.vi
    again = claim_one(dispatch, RECEIVER, NOW + 10 + LEASE, LEASE)
    assert again is not None
    assert (again.id, again.envelope.decode(), again.attempts) == (entry.id, entry.envelope, 2)


def test_once_it_may_have_arrived_a_refused_connection_does_not_make_it_unsent(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    entry = queued(outbox)
    for arrived in (True, False, False):
        claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
        assert claimed is not None
        dispatch.later(claimed, not_before=NOW, reason=BUSY, may_have_arrived=arrived)
        assert outbox.known(entry.id).state is EntryState.UNCONFIRMED


def test_a_late_verdict_of_an_expired_attempt_changes_nothing(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    entry = queued(outbox)
    slow = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert slow is not None
    dispatch.nobody_sends(NOW + 20)
    quick = claim_one(dispatch, RECEIVER, NOW + 20, LEASE)
    assert quick is not None
    assert not dispatch.later(slow, not_before=NOW, reason=BUSY, may_have_arrived=False)
    assert not dispatch.needs_attention(slow, BUSY)
    assert outbox.known(entry.id).state is EntryState.SENDING
    assert dispatch.receipted(slow.id, RECEIPT), "but a verified receipt always counts"
    assert not dispatch.later(quick, not_before=NOW, reason=BUSY, may_have_arrived=True)
    assert outbox.known(entry.id).state is EntryState.RECEIPTED


def test_a_refused_one_is_kept_whole_and_can_go_again_or_be_withdrawn(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    entry = queued(outbox)
    said = Reason("outbox.interrupted", {"n": 1}, "Lý do không có trong mẫu", ("/subjects/0",))
    for ended in (outbox.try_again(entry.id, NOW), outbox.give_up(entry.id)):
        assert not ended, "it was not refused"
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert dispatch.needs_attention(claimed, said)
    refused = outbox.known(entry.id)
    assert (refused.state, refused.reason) == (EntryState.NEEDS_ATTENTION, said)
    assert refused.content == entry.content
    assert refused.envelope == entry.envelope
    assert claim_one(dispatch, RECEIVER, NOW + 10**6, LEASE) is None
    assert outbox.try_again(entry.id, NOW + 30)
    claimed = claim_one(dispatch, RECEIVER, NOW + 30, LEASE)
    assert claimed is not None
    dispatch.needs_attention(claimed, said)
    assert outbox.give_up(entry.id)


def test_a_correction_follows_what_it_supersedes(outbox: Outbox, dispatch: Dispatch) -> None:
    first = queued(outbox, now=NOW)
    correction = queued(outbox, now=NOW - 5, supersedes=first.id)
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert claimed.id == first.id
    assert claim_one(dispatch, RECEIVER, NOW + 10, LEASE) is None, "the first one is on its way"
    assert dispatch.next_due(RECEIVER) is None
    dispatch.receipted(first.id, RECEIPT)
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert claimed.id == correction.id


def test_a_correction_does_not_wait_for_what_is_refused_or_held(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    held = queued(outbox, hold=Hold.until_released(NOW))
    correction = queued(outbox, supersedes=held.id)
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert claimed.id == correction.id
    assert dispatch.needs_attention(claimed, BUSY)
    again = queued(outbox, supersedes=correction.id)
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    assert claimed.id == again.id


def test_when_the_clock_was_set_back_nothing_waits_for_the_old_future(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    year = 365 * 86400
    entry = queued(outbox, now=NOW + year)
    sending = queued(outbox, now=NOW + year - 1)
    assert claim_one(dispatch, RECEIVER, NOW + year + 10, LEASE) is not None
    assert dispatch.expire_leases(NOW, LEASE) == 1, "no lease is a year long"
    assert outbox.known(sending.id).state is EntryState.UNCONFIRMED
    assert dispatch.heed_clock(NOW) == 1
    assert outbox.known(entry.id).not_before == NOW
    assert dispatch.heed_clock(NOW) == 0
    fresh = queued(outbox, now=NOW)
    assert dispatch.heed_clock(NOW) == 0, "undo is kept"
    assert outbox.known(fresh.id).not_before == NOW + 10


def test_send_now_forgets_back_offs_but_not_undo_nor_hold(
    outbox: Outbox, dispatch: Dispatch
) -> None:
    tried = queued(outbox)
    claimed = claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    assert claimed is not None
    dispatch.later(claimed, not_before=NOW + 900, reason=BUSY, may_have_arrived=True)
    fresh = queued(outbox, now=NOW + 20)
    queued(outbox, hold=Hold.until_released(NOW))
    assert dispatch.hurry(NOW + 21) == 1
    claimed = claim_one(dispatch, RECEIVER, NOW + 21, LEASE)
    assert claimed is not None
    assert claimed.id == tried.id
    assert dispatch.next_due(RECEIVER) == fresh.not_before


def test_many_claimers_never_take_one_entry_twice(outbox: Outbox, ledger: Ledger) -> None:
    ids = {queued(outbox).id for _ in range(60)}
    taken: list[str] = []

    def claim_all() -> None:
        dispatch = Dispatch(ledger)
        while (entry := claim_one(dispatch, RECEIVER, NOW + 10, LEASE)) is not None:
            taken.append(entry.id)

    threads = [threading.Thread(target=claim_all) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(ids)


def test_counts_name_every_state(outbox: Outbox, dispatch: Dispatch) -> None:
    queued(outbox)
    queued(outbox, now=NOW + 5)
    claim_one(dispatch, RECEIVER, NOW + 10, LEASE)
    counts = outbox.counts()
    assert set(counts) == set(EntryState)
    assert (counts[EntryState.WAITING], counts[EntryState.SENDING]) == (1, 1)
    assert outbox.oldest_waiting() == NOW
    assert outbox.last_receipt() is None


def test_the_next_of_a_hundred_thousand_is_found_without_sorting_them(ledger: Ledger) -> None:
    from rating_client.outbox import dispatch

    for sql in (dispatch._DUE, dispatch._NEXT_DUE):
        plan = [row["detail"] for row in ledger.rows("EXPLAIN QUERY PLAN " + sql, _ANY)]
        by_index = [step for step in plan if "entry_by_state (state=? AND receiver=?" in step]
        assert len(by_index) >= 2, plan
        assert not [step for step in plan if step.startswith("SCAN entry")], plan
        assert not [step for step in plan if step.endswith("entry_by_state (state=?)")], plan


_ANY = {"receiver": "r", "now": 0, "count": 100, "bytes": 0, "beside": 0}
