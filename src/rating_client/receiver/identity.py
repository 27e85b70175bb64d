"""The receiver's own keys, one file each in a folder only its account can read.

The identity key signs key statements and enrolment files only; the others are listed in the
statement and can be replaced. A replaced key stays: what it signed stays good, and envelopes sealed
to it may still arrive. Which key of a use is current follows from their numbers, so that replacing
one is writing one file: whole or not at all.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from rating_client.base.errors import Trouble
from rating_client.base.whole_file import replace_whole
from rating_client.contract.keys import KeyRefused, SealingKey, SigningKey

Use = Literal["sig", "enc"]


@dataclass(frozen=True)
class KeySet:
    """The private keys of one receiver at one moment; the last of each use is current."""

    identity: SigningKey
    signing: tuple[SigningKey, ...]
    sealing: tuple[SealingKey, ...]

    @classmethod
    def read(cls, folder: Path) -> KeySet:
        """The keys in `folder`; `Trouble("receiver.keys-unreadable")` if they cannot be read."""
        try:
            identity = SigningKey.from_jwk(_read(folder / "identity.json")["jwk"])
            signing = tuple(SigningKey.from_jwk(jwk) for jwk in _in_order(folder, "sig"))
            sealing = tuple(SealingKey.from_jwk(jwk) for jwk in _in_order(folder, "enc"))
            if not signing or not sealing:
                raise ValueError("a use without a key")
        except (OSError, ValueError, KeyError, KeyRefused) as error:
            raise Trouble("receiver.keys-unreadable", path=folder) from error
        return cls(identity, signing, sealing)


class _Read(NamedTuple):
    names: frozenset[str]  # of the files in the folder: a time of change is too coarse
    keys: KeySet


class ReceiverKeys:
    """The keys in one folder, read again once another process has added one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._read = self._read_now()

    @classmethod
    def make(cls, folder: Path) -> ReceiverKeys:
        """A new identity with one signing and one sealing key, written to `folder`."""
        folder.mkdir(mode=0o700, parents=True)
        _write_key(folder, "sig", 1)
        _write_key(folder, "enc", 1)
        _write(folder / "identity.json", {"jwk": SigningKey.generate().to_jwk()})
        return cls(folder)

    def rotate(self, use: Use) -> None:
        """A new current key for this use; the one before is retired from now on."""
        with self._lock:
            keys = self._read_now().keys
            _write_key(self._folder, use, len(keys.signing if use == "sig" else keys.sealing) + 1)

    @property
    def receiver(self) -> str:
        """The receiver id."""
        return self._read.keys.identity.kid

    @property
    def identity(self) -> SigningKey:
        return self._read.keys.identity

    @property
    def signer(self) -> SigningKey:
        """The current key for receipts, answers, forms and directories."""
        return self._current().signing[-1]

    @property
    def openers(self) -> dict[str, SealingKey]:
        """Every key an envelope may have been sealed to, by kid."""
        return {key.kid: key for key in self._current().sealing}

    def published(self) -> list[dict[str, str]]:
        """The `keys` of the key statement: public halves with use and status."""
        keys = self._current()
        entries = []
        uses: tuple[tuple[Use, tuple[SigningKey | SealingKey, ...]], ...]
        uses = (("sig", keys.signing), ("enc", keys.sealing))
        for use, all_of_use in uses:
            for key in all_of_use:
                status = "current" if key is all_of_use[-1] else "retired"
                entries.append({**key.public, "kid": key.kid, "use": use, "status": status})
        return entries

    def _current(self) -> KeySet:
        if self._names() != self._read.names:
            with self._lock:
                self._read = self._read_now()
        return self._read.keys

    def _read_now(self) -> _Read:
        names = self._names()  # first: what comes later is read again
        return _Read(names, KeySet.read(self._folder))

    def _names(self) -> frozenset[str]:
        try:
            return frozenset(os.listdir(self._folder))  # noqa: PTH208 - names, several times a request
        except OSError as error:
            raise Trouble("receiver.keys-unreadable", path=self._folder) from error


def _in_order(folder: Path, use: Use) -> list[dict[str, str]]:
    entries = [_read(path) for path in sorted(folder.glob(f"{use}-*.json"))]
    return [entry["jwk"] for entry in sorted(entries, key=lambda entry: int(entry["number"]))]


def _write_key(folder: Path, use: Use, number: int) -> None:
    key = SigningKey.generate() if use == "sig" else SealingKey.generate()
    _write(folder / f"{use}-{key.kid}.json", {"number": number, "jwk": key.to_jwk()})


def _read(path: Path) -> dict[str, Any]:
    entry = json.loads(path.read_text("utf-8"))
    if not isinstance(entry, dict):
        raise ValueError(path.name)
    return entry


def _write(path: Path, entry: Mapping[str, Any]) -> None:
    replace_whole(path, json.dumps(entry).encode("ascii"))
