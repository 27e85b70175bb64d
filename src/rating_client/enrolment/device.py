"""This device's own keys: made once, kept in the encrypted ledger, never sent anywhere."""

from __future__ import annotations

import json

from rating_client.base.ledger import Ledger
from rating_client.contract.keys import Device, SealingKey, SigningKey


class DeviceKeys:
    """The device keys of one profile."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def current(self, now: float) -> Device:
        """The device to sign with; made at the first call. Two first calls make one device."""
        with self._ledger.transaction():
            row = self._ledger.row(
                "SELECT signing, answers FROM device_key WHERE retired_at IS NULL"
            )
            if row is not None:
                return _device(row["signing"], row["answers"])
            device = Device.generate()
            self._ledger.run(
                "INSERT INTO device_key (kid, signing, answers, made_at) VALUES (?, ?, ?, ?)",
                (
                    device.kid,
                    json.dumps(device.signing.to_jwk()),
                    json.dumps(device.answers.to_jwk()),
                    now,
                ),
            )
            return device

    def retire(self, kid: str, now: float) -> None:
        """From now on no receiver is asked to know this one; those that do go on with it."""
        self._ledger.run(
            "UPDATE device_key SET retired_at = ? WHERE kid = ? AND retired_at IS NULL", (now, kid)
        )

    def known(self, kid: str) -> Device | None:
        """A device this profile has, also a retired one: receipts for it still count."""
        row = self._ledger.row("SELECT signing, answers FROM device_key WHERE kid = ?", (kid,))
        return None if row is None else _device(row["signing"], row["answers"])

    def all(self) -> list[Device]:
        """Every device, the newest first: answers for a retired one still count."""
        rows = self._ledger.rows("SELECT signing, answers FROM device_key ORDER BY rowid DESC")
        return [_device(row["signing"], row["answers"]) for row in rows]


def _device(signing: str, answers: str) -> Device:
    return Device(
        SigningKey.from_jwk(json.loads(signing)), SealingKey.from_jwk(json.loads(answers))
    )
