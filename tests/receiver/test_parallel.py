"""One submission delivered fifty times at once, by request and by bundle: one row, one receipt."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.support.bundling import item, post, rated, results
from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender

DELIVERIES = 50


def test_fifty_deliveries_at_once_make_one_row_and_one_receipt(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    envelope = sender.sealed(payload)
    same = item(payload["id"], envelope)
    around = [rated(sender) for _ in range(2)]

    def deliver(number: int) -> tuple[str, int]:
        if number % 2:
            reply = sender.put(payload["id"], envelope)
            return reply.text, int(reply.status == 201)
        found = results(post(sender, [around[0], same, around[1]]))
        assert found[1].receipt is not None
        return found[1].receipt, 0

    with ThreadPoolExecutor(DELIVERIES) as pool:
        delivered = list(pool.map(deliver, range(DELIVERIES)))
    assert len({receipt for receipt, _ in delivered}) == 1
    assert sum(new for _, new in delivered) <= 1
    rows = [row for row in receiver.stored() if row["id"] == payload["id"]]
    assert [row["receipt"] for row in rows] == [delivered[0][0]]
    sequences = [row["sequence"] for row in receiver.stored()]
    assert len(sequences) == len(set(sequences))


def test_of_two_envelopes_under_one_id_one_is_held(
    receiver: RunningReceiver, sender: Sender
) -> None:
    payload = sender.rating()
    two = [item(payload["id"], sender.sealed(payload)) for _ in range(2)]

    def deliver(number: int) -> str | None:
        (found,) = results(post(sender, [two[number % 2]]))
        return found.receipt if found.problem is None else found.problem.slug

    with ThreadPoolExecutor(20) as pool:
        said = list(pool.map(deliver, range(20)))
    (row,) = [row for row in receiver.stored() if row["id"] == payload["id"]]
    assert set(said) == {row["receipt"], "id-conflict"}
