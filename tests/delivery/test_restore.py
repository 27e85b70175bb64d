"""A receiver put back from a backup of yesterday: its signed call is obeyed once."""

from __future__ import annotations

from typing import Any

import pytest

from rating_client.base.clock import seconds_of
from rating_client.contract.keys import SigningKey
from rating_client.outbox.entry import EntryState
from rating_client.outbox.resending import Resending, SentAgain
from tests.support.customs_server import CustomsServer
from tests.support.office import Office

DAY = 86400.0


def receipted(office: Office, customs: CustomsServer, count: int, at: str) -> list[str]:
    """Ids of ratings whose receipts say `at`."""
    entries = [office.rate() for _ in range(count)]
    given = customs.issuer.receipt

    def receipt(envelope: str, **said: Any) -> str:
        return given(envelope, **{"received_at": at, **said})

    customs.issuer.receipt = receipt  # type: ignore[method-assign]  # its clock stands still
    office.work(60)
    customs.issuer.receipt = given  # type: ignore[method-assign]
    assert {office.state(entry) for entry in entries} == {EntryState.RECEIPTED}
    return [entry.id for entry in entries]


def restored(
    customs: CustomsServer, lost_from: str, lost: list[str], epoch: str = "epoch-2"
) -> None:
    """The receiver without what it lost, in a new epoch, asking for it."""
    customs.intake.lose(set(lost))
    issuer, given = customs.issuer, type(customs.issuer).receipt
    issuer.receipt = lambda envelope, **said: given(  # type: ignore[method-assign]
        issuer, envelope, **{"epoch": epoch, **said}
    )
    customs.intake.resend = call(customs, lost_from, epoch)


def call(
    customs: CustomsServer, lost_from: str, epoch: str, key: SigningKey | None = None, **said: Any
) -> str:
    payload = {
        "v": 1,
        "receiver": customs.issuer.id,
        "epoch": epoch,
        "lost_from": lost_from,
        "issued_at": lost_from,
        **said,
    }
    return customs.issuer.sign("rating-resend+jws", payload, key)


def test_what_was_lost_goes_out_again_once_and_the_same(
    office: Office, customs: CustomsServer
) -> None:
    old = receipted(office, customs, 5, "2026-11-20T09:00:00+07:00")
    new = receipted(office, customs, 30, "2026-11-21T09:00:00+07:00")
    before = {entry: office.outbox.known(entry) for entry in old + new}
    restored(customs, "2026-11-21T00:00:00+07:00", new)
    customs.intake.order.clear()
    office.work(DAY + 60)
    lost = len(before) - len(customs.intake.stored)
    print(f"receipted {len(before)}, sent again {len(customs.intake.order)}, lost {lost}")
    assert sorted(customs.intake.order) == sorted(new)
    assert lost == 0
    for entry_id, then in before.items():
        now = office.outbox.known(entry_id)
        assert now.state is EntryState.RECEIPTED
        assert now.envelope == then.envelope
        assert now.epoch == ("epoch-2" if entry_id in new else "epoch-1")
    customs.intake.order.clear()
    office.restart()
    office.work(60)
    assert customs.intake.order == [], "once an epoch"
    assert office.said() == []


def test_what_was_received_before_the_loss_is_left_alone(
    office: Office, customs: CustomsServer
) -> None:
    old = receipted(office, customs, 3, "2026-11-20T09:00:00+07:00")
    new = receipted(office, customs, 2, "2026-11-21T09:00:00+07:00")
    lost_from = seconds_of("2026-11-21T00:00:00+07:00")
    resending, now = Resending(office.ledger), office.clock.now()
    assert resending.obey(customs.issuer.id, "epoch-2", lost_from, now) == SentAgain(2, 0)
    assert {office.outbox.known(each).state for each in old} == {EntryState.RECEIPTED}
    assert {office.outbox.known(each).state for each in new} == {EntryState.WAITING}


def test_a_receipt_of_a_new_epoch_asks_at_once(office: Office, customs: CustomsServer) -> None:
    lost = receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    restored(customs, "2026-11-21T00:00:00+07:00", lost)
    latest = office.rate()
    office.work(60)
    assert office.state(latest) is EntryState.RECEIPTED
    assert set(lost) <= {submission for _, submission in customs.intake.stored}


def test_a_device_that_was_lost_too_makes_itself_known_again(
    office: Office, customs: CustomsServer
) -> None:
    lost = receipted(office, customs, 3, "2026-11-21T10:50:00+07:00")
    restored(customs, "2026-11-21T00:00:00+07:00", lost)
    customs.intake.lose_devices()
    office.restart()
    office.work(60)
    assert set(lost) == {submission for _, submission in customs.intake.stored}
    assert office.said() == []


@pytest.mark.parametrize("forged", ["key", "receiver", "html"])
def test_nobody_else_can_call_for_it(office: Office, customs: CustomsServer, forged: str) -> None:
    receipted(office, customs, 3, "2026-11-21T09:00:00+07:00")
    customs.intake.order.clear()
    since = "2026-11-21T00:00:00+07:00"
    customs.intake.resend = {
        "key": call(customs, since, "epoch-2", SigningKey.generate()),
        "receiver": call(customs, since, "epoch-2", receiver=SigningKey.generate().kid),
        "html": "<html>",
    }[forged]
    office.restart()  # which asks at once
    office.work(60)
    assert customs.asked("GET", "/v1/resend")
    assert customs.intake.order == []
    assert office.ledger.value("SELECT count(*) FROM resend_obeyed") == 0


def test_what_retention_has_erased_is_counted_and_said(
    office: Office, customs: CustomsServer
) -> None:
    ids = receipted(office, customs, 4, "2026-11-21T09:00:00+07:00")
    office.ledger.run(
        "DELETE FROM envelope WHERE entry = (SELECT serial FROM entry WHERE id = ?)", (ids[0],)
    )
    restored(customs, "2026-11-21T00:00:00+07:00", ids)
    customs.intake.order.clear()
    office.restart()
    office.work(60)
    assert sorted(customs.intake.order) == sorted(ids[1:])
    assert Resending(office.ledger).erased(customs.issuer.id) == 1
    assert office.outbox.known(ids[0]).state is EntryState.RECEIPTED
    (condition,) = office.delivery.conditions()
    assert condition.code == "delivery.lost-for-good"
    assert condition.advice.vi.startswith("1 phiếu")


def test_a_crash_while_obeying_leaves_all_or_nothing(
    office: Office, customs: CustomsServer
) -> None:
    ids = receipted(office, customs, 4, "2026-11-21T09:00:00+07:00")
    since = office.clock.now() - 10 * DAY
    resending = Resending(office.ledger)

    def obey_and_crash() -> None:
        with office.ledger.transaction():
            assert resending.obey(customs.issuer.id, "epoch-2", since, 1.0) is not None
            raise RuntimeError

    with pytest.raises(RuntimeError):
        obey_and_crash()
    assert {office.outbox.known(each).state for each in ids} == {EntryState.RECEIPTED}
    again = resending.obey(customs.issuer.id, "epoch-2", since, office.clock.now())
    assert again is not None
    assert (again.waiting, again.erased) == (4, 0)
    assert {office.outbox.known(each).state for each in ids} == {EntryState.WAITING}
    assert not any(office.outbox.take_back(each) for each in ids), "customs has had it once"
