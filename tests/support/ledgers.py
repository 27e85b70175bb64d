"""Real, encrypted ledgers for tests."""

from __future__ import annotations

from pathlib import Path

from rating_client.base.ledger import Ledger

TEST_KEY = bytes(range(32))


def open_ledger(folder: Path, key: bytes = TEST_KEY) -> Ledger:
    """The ledger of a profile in `folder`, made where there is none."""
    return Ledger.open(folder / "ledger.db", key)
