"""A batch is claimed whole, in order, and by one deliverer only."""

from __future__ import annotations

import threading

from rating_client.base.ledger import Ledger
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import BESIDE_AN_ENVELOPE, Dispatch
from rating_client.outbox.entry import EntryState, Hold
from rating_client.outbox.envelope import Envelope
from tests.support.submissions import KEY, RATED_AT, content, known_declaration

LEASE = 180.0
DUE = RATED_AT + 60


def queued(ledger: Ledger, count: int, *, length: int = 100) -> list[str]:
    """Ids of entries queued a second apart, with envelopes of `length` bytes."""
    known_declaration(ledger, KEY)
    ids = []
    for number in range(count):
        frozen = content(KEY)
        envelope = Envelope("e" * length, f"digest of {frozen['id']}", "receiver", "device")
        now = RATED_AT + number / 1000
        Outbox(ledger).put(frozen, declaration_key=KEY, now=now, envelope=envelope)
        ids.append(frozen["id"])
    return ids


def claimed(ledger: Ledger, at_most: int = 200, room: int = 1 << 20) -> list[str]:
    attempts = Dispatch(ledger).claim("receiver", DUE, LEASE, at_most=at_most, room=room)
    return [attempt.id for attempt in attempts]


def test_oldest_first_and_no_more_than_asked(ledger: Ledger) -> None:
    ids = queued(ledger, 10)
    assert claimed(ledger, 4) == ids[:4]
    assert claimed(ledger, 100) == ids[4:]
    assert claimed(ledger, 100) == []
    assert Outbox(ledger).counts()[EntryState.SENDING] == 10


def test_as_many_as_fit_and_always_one(ledger: Ledger) -> None:
    ids = queued(ledger, 10, length=1000)
    assert claimed(ledger, room=3 * (1000 + BESIDE_AN_ENVELOPE)) == ids[:3]
    assert claimed(ledger, room=10) == ids[3:4]


def test_what_is_unconfirmed_waits_in_the_same_queue(ledger: Ledger) -> None:
    ids = queued(ledger, 6)
    claimed(ledger, 2)
    Dispatch(ledger).nobody_sends(RATED_AT + 5)  # before the others may leave
    assert claimed(ledger, 3) == [*ids[:2], ids[2]]


def test_held_ones_and_corrections_stay_behind(ledger: Ledger) -> None:
    first, *_ = queued(ledger, 2)
    later = content(KEY, supersedes=first)
    held = content(KEY)
    outbox = Outbox(ledger)
    for frozen, hold in ((later, None), (held, Hold.until_released(RATED_AT))):
        envelope = Envelope("e", f"digest of {frozen['id']}", "receiver", "device")
        outbox.put(frozen, declaration_key=KEY, now=RATED_AT, envelope=envelope, hold=hold)
    batch = claimed(ledger)
    assert len(batch) == 2
    assert later["id"] not in batch
    assert held["id"] not in batch


def test_deliverers_at_once_never_take_the_same(ledger: Ledger) -> None:
    ids = queued(ledger, 400)
    taken: list[str] = []
    begin = threading.Barrier(4)

    def deliver() -> None:
        begin.wait()
        while batch := claimed(ledger, 7):
            taken.extend(batch)

    deliverers = [threading.Thread(target=deliver) for _ in range(4)]
    for each in deliverers:
        each.start()
    for each in deliverers:
        each.join()
    print(f"queued {len(ids)}, claimed {len(taken)}, twice {len(taken) - len(set(taken))}")
    assert sorted(taken) == sorted(ids)
