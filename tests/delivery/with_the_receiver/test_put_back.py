"""The receiver is put back from a copy and nobody tells it: no new epoch, no call for anything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rating_client.contract.receipts import stored_receipt
from rating_client.outbox.entry import Entry, EntryState
from tests.receiver.test_restore import back_up, put_back
from tests.support.office import Office
from tests.support.receivers import RunningReceiver

HOUR = 3600.0


@pytest.mark.parametrize("then", ["a new rating", "nothing"])
def test_what_it_lost_is_there_again_once(
    office: Office, receiver: RunningReceiver, tmp_path: Path, then: str
) -> None:
    kept = sent(office, 4)
    back_up(receiver, tmp_path / "copy")
    lost = sent(office, 5)
    put_back(receiver, tmp_path / "copy")
    assert not of(receiver, lost)

    office.work(HOUR)
    new = sent(office, 2) if then == "a new rating" else []
    office.work(25 * HOUR)
    everything = [*kept, *lost, *new]
    held = of(receiver, everything)
    figures = len(everything) - len(held), sum(held.values()) - len(held)
    print(f"receipted before {len(kept) + len(lost)}, lost {figures[0]}, doubled {figures[1]}")
    assert figures == (0, 0)
    for entry in everything:
        now = office.outbox.known(entry.id)
        assert now.state is EntryState.RECEIPTED
        assert now.receipt is not None
        assert stored_receipt(now.receipt).sequence == now.sequence
    numbers = {office.outbox.known(entry.id).sequence for entry in everything}
    assert len(numbers) == len(everything)


def sent(office: Office, count: int) -> list[Entry]:
    entries = [office.rate() for _ in range(count)]
    office.work(60)
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    return entries


def of(receiver: RunningReceiver, entries: list[Entry]) -> Counter[str]:
    """How often the receiver holds each of these that it holds."""
    ids = {entry.id for entry in entries}
    return Counter(row["id"] for row in receiver.stored() if row["id"] in ids)
