"""A profile's ledger with many ratings in it, and ways to break its file."""

from __future__ import annotations

import random
from pathlib import Path

from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths
from rating_client.outbox.box import Outbox
from rating_client.outbox.envelope import Envelope
from tests.support.ledgers import TEST_KEY
from tests.support.submissions import content, known_declaration

RECEIVER = "receiver"
NOW = 1_795_000_000.0


def filled(paths: ProfilePaths, ratings: int) -> list[str]:
    """Queue this many ratings in the ledger of a profile and close it; their ids."""
    paths.make()
    ledger = Ledger.open(paths.ledger, TEST_KEY)
    try:
        return queued(ledger, ratings)
    finally:
        ledger.close()


def queued(ledger: Ledger, ratings: int, *, first: int = 0, now: float = NOW) -> list[str]:
    outbox = Outbox(ledger)
    ids = []
    with ledger.transaction():
        for number in range(first, first + ratings):
            key = known_declaration(ledger, f"0200000000/{10_000_000_000 + number}")
            ledger.run(
                "INSERT INTO prompt (key, state, origin, noticed_at, decided_at)"
                " VALUES (?, 'answered', 'live', 1, 1)",
                (key,),
            )
            frozen = content(key)
            envelope = Envelope(
                f"{frozen['id']}." * 80, f"digest {frozen['id']}", RECEIVER, "device"
            )
            outbox.put(frozen, declaration_key=key, now=now, envelope=envelope)
            ids.append(frozen["id"])
    return ids


def kept(ledger: Ledger) -> dict[str, str | None]:
    """Every rating in the ledger that goes on by itself, with its bytes, or none where it will be
    sealed again; the bytes are whole and a person is told of the others, or the test has failed."""
    found = {}
    for row in ledger.rows("SELECT id, state, content, envelope FROM whole_entry"):
        assert row["envelope"] in (None, f"{row['id']}." * 80), "silently wrong"
        if row["envelope"] or (row["state"] == "unaddressed" and row["content"]):
            found[row["id"]] = row["envelope"]
        else:
            assert row["state"] == "needs_attention", "silently lost"
    return found


def flip_bit(file: Path, chance: random.Random) -> None:
    position = chance.randrange(file.stat().st_size)
    with file.open("rb+") as damaged:
        damaged.seek(position)
        byte = damaged.read(1)[0]
        damaged.seek(position)
        damaged.write(bytes([byte ^ (1 << chance.randrange(8))]))


def cut(file: Path, size: int) -> None:
    with file.open("rb+") as damaged:
        damaged.truncate(size)


def zero(file: Path, begin: int, size: int) -> None:
    with file.open("rb+") as damaged:
        damaged.seek(begin)
        damaged.write(bytes(size))
