"""Real, encrypted ledgers for tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rating_client.base.ledger import Ledger

TEST_KEY = bytes(range(32))


def open_ledger(folder: Path, key: bytes = TEST_KEY) -> Ledger:
    """The ledger of a profile in `folder`, made where there is none."""
    return Ledger.open(folder / "ledger.db", key)


@contextmanager
def held(ledger: Ledger) -> Iterator[None]:
    """Another thread, with a connection of its own, writes meanwhile and comes to no end."""
    begun, over = threading.Event(), threading.Event()

    def write() -> None:
        with ledger.transaction():
            begun.set()
            over.wait()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    try:
        yield
    finally:
        over.set()
        writer.join()
