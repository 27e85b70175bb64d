"""The demo's last word: each declaration with its prompt, its rating and its receipt."""

from __future__ import annotations

from dataclasses import dataclass

from rating_client.contract.receipts import ReceiptRefused, check_receipt
from rating_client.demo.stage import Stage
from rating_client.outbox.entry import Entry, EntryState
from rating_client.profile import Profile

_HEADS = ("declaration", "prompt", "origin", "levels", "submission", "state", "receipt", "held")


@dataclass(frozen=True)
class Row:
    """One declaration. `verified`: its receipt was checked again; `held`: the receiver has it
    exactly once, with the same digest."""

    number: str
    prompt: str
    origin: str
    levels: str = ""
    submission: str = ""
    state: str = ""
    verified: bool = False
    held: bool = False


def rows(stage: Stage) -> list[Row]:
    """Every declaration in the ledger, oldest first, beside what the receiver holds."""
    digests = [(each["id"], each["envelope_sha256"]) for each in stage.receiver.held()]
    with stage.profile() as profile:
        known = profile.ledger.rows(
            "SELECT d.key, d.number, p.state, p.origin FROM declaration d"
            " LEFT JOIN prompt p ON p.key = d.key ORDER BY d.first_seen_at, d.number"
        )
        found = []
        for row in known:
            asked = (row["number"], row["state"] or "not registered", row["origin"] or "")
            entries = [
                entry
                for entry in profile.outbox.of_declaration(row["key"])
                if entry.state is not EntryState.WITHDRAWN
            ]
            found += [
                Row(
                    *asked,
                    levels=" ".join(entry.levels),
                    submission=entry.id,
                    state=entry.state,
                    verified=_verified(entry, profile),
                    held=digests.count((entry.id, entry.envelope_sha256)) == 1,
                )
                for entry in entries
            ] or [Row(*asked)]
    return found


def print_table(found: list[Row]) -> None:
    lines = [_HEADS, *(_cells(row) for row in found)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(_HEADS))]
    print()
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))


def _cells(row: Row) -> tuple[str, ...]:
    rated = bool(row.submission)
    return (
        row.number,
        row.prompt,
        row.origin,
        row.levels,
        row.submission[:8],
        row.state,
        ("verified" if row.verified else "NONE") if rated else "",
        ("once" if row.held else "NO") if rated else "",
    )


def _verified(entry: Entry, profile: Profile) -> bool:
    """Whether the stored receipt is the receiver's own, for exactly this envelope."""
    if entry.receipt is None or entry.receiver is None or entry.envelope_sha256 is None:
        return False
    try:
        check_receipt(
            entry.receipt,
            profile.enrolments.statement(entry.receiver),
            device=profile.enrolments.devices.current(profile.clock.now()).kid,
            submission=entry.id,
            sha256=entry.envelope_sha256,
        )
    except ReceiptRefused:
        return False
    return True
