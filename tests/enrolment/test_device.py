from __future__ import annotations

from pathlib import Path

from rating_client.base.ledger import Ledger
from rating_client.contract.keys import Device
from rating_client.enrolment.device import DeviceKeys
from tests.support.ledgers import open_ledger


def test_a_device_is_made_once_and_found_again(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    made = DeviceKeys(ledger).current(1.0)
    ledger.close()
    again = open_ledger(tmp_path)
    assert DeviceKeys(again).current(2.0) == made
    assert DeviceKeys(again).known(made.kid) == made
    assert DeviceKeys(again).known(Device.generate().kid) is None
    again.close()


def test_two_programs_that_start_together_make_one_device(tmp_path: Path) -> None:
    first, second = open_ledger(tmp_path), open_ledger(tmp_path)
    assert DeviceKeys(first).current(1.0) == DeviceKeys(second).current(1.0)
    assert first.value("SELECT count(*) FROM device_key") == 1
    first.close()
    second.close()


def test_a_retired_device_is_replaced_and_its_receipts_still_count(ledger: Ledger) -> None:
    keys = DeviceKeys(ledger)
    old = keys.current(1.0)
    ledger.run("UPDATE device_key SET retired_at = 2.0")
    assert keys.current(3.0) != old
    assert keys.known(old.kid) == old
