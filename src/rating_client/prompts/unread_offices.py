"""Printed office names the directory cannot read: asked about once, remembered when answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence, say
from rating_client.directory.directory import Directory


@dataclass(frozen=True)
class UnreadOffice:
    """A name or code as exports write it. `candidates` are the offices it may be, if any."""

    written: str
    candidates: tuple[str, ...]
    declarations: int

    @property
    def sentence(self) -> Sentence:
        code = "ambiguous" if self.candidates else "unknown"
        return say(f"directory.office-{code}", office=self.written)


def unread_offices(ledger: Ledger, directory: Directory) -> list[UnreadOffice]:
    """What stands on declarations and means no one unit, the most frequent first.

    A name that several codes of one unit share is read: it has the unit's name.
    """
    rows = ledger.rows(
        "SELECT office, max(registered_at) AS last, count(*) AS n FROM declaration"
        " WHERE office IS NOT NULL GROUP BY office ORDER BY n DESC, office"
    )
    unread = []
    for row in rows:
        day = date.fromisoformat(row["last"][:10]) if row["last"] else None
        reading = directory.resolve(row["office"], day)
        if reading.code is None and reading.name == row["office"].strip():
            unread.append(UnreadOffice(row["office"], reading.candidates, row["n"]))
    return unread
