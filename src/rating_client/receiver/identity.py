"""The receiver's own keys, one file each in a folder only its account can read.

The identity key signs key statements and enrolment files only; the others are listed in the
statement and can be replaced. A retired key stays: envelopes sealed to it may still arrive.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rating_client.base.errors import Trouble
from rating_client.contract.keys import KeyRefused, SealingKey, SigningKey

Status = Literal["current", "retired", "revoked"]


@dataclass(frozen=True)
class ReceiverKeys:
    """Every private key of one receiver."""

    identity: SigningKey
    signing: Mapping[str, tuple[SigningKey, Status]]  # by kid
    sealing: Mapping[str, tuple[SealingKey, Status]]

    @classmethod
    def make(cls, folder: Path) -> ReceiverKeys:
        """A new identity with one signing and one sealing key, written to `folder`."""
        folder.mkdir(mode=0o700, parents=True)
        identity, signing, sealing = (
            SigningKey.generate(),
            SigningKey.generate(),
            SealingKey.generate(),
        )
        _write(folder / f"sig-{signing.kid}.json", {"status": "current", "jwk": signing.to_jwk()})
        _write(folder / f"enc-{sealing.kid}.json", {"status": "current", "jwk": sealing.to_jwk()})
        _write(folder / "identity.json", {"jwk": identity.to_jwk()})
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> ReceiverKeys:
        """The keys in `folder`; `Trouble("receiver.keys-unreadable")` if they cannot be read."""
        try:
            identity = SigningKey.from_jwk(_read(folder / "identity.json")["jwk"])
            signing: dict[str, tuple[SigningKey, Status]] = {}
            sealing: dict[str, tuple[SealingKey, Status]] = {}
            for path in sorted(folder.glob("sig-*.json")):
                entry = _read(path)
                key = SigningKey.from_jwk(entry["jwk"])
                signing[key.kid] = (key, entry["status"])
            for path in sorted(folder.glob("enc-*.json")):
                entry = _read(path)
                opener = SealingKey.from_jwk(entry["jwk"])
                sealing[opener.kid] = (opener, entry["status"])
        except (OSError, ValueError, KeyError, KeyRefused) as error:
            raise Trouble("receiver.keys-unreadable", path=folder) from error
        return cls(identity, signing, sealing)

    @property
    def receiver(self) -> str:
        """The receiver id."""
        return self.identity.kid

    @property
    def signer(self) -> SigningKey:
        """The current key for receipts, forms and directories."""
        return next(key for key, status in self.signing.values() if status == "current")

    @property
    def openers(self) -> dict[str, SealingKey]:
        """Every key an envelope may have been sealed to, by kid."""
        return {kid: key for kid, (key, status) in self.sealing.items() if status != "revoked"}

    def published(self) -> list[dict[str, str]]:
        """The `keys` of the key statement: public halves with use and status."""
        entries = []
        for use, keys in (("sig", self.signing), ("enc", self.sealing)):
            for kid, (key, status) in keys.items():
                entries.append({**key.public, "kid": kid, "use": use, "status": status})
        return entries


def _read(path: Path) -> dict[str, Any]:
    entry = json.loads(path.read_text("utf-8"))
    if not isinstance(entry, dict):
        raise ValueError(path.name)
    return entry


def _write(path: Path, entry: Mapping[str, Any]) -> None:
    """A private file, whole or absent."""
    unfinished = path.with_suffix(".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(entry, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
