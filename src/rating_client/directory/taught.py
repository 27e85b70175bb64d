"""What people said a printed office name means, remembered for the profile."""

from __future__ import annotations

import json
import unicodedata

from rating_client.base.ledger import Ledger

_LEFT_AS_IS = "offices.left-as-is"


class TaughtOffices:
    """Asked once where a printed name is unknown or ambiguous; kept until it is forgotten."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def teach(self, printed: str, code: str, now: float) -> None:
        """From now on `printed` means the office with `code`. The last word counts."""
        self._ledger.run(
            "INSERT INTO taught_office (short_name, code, taught_at) VALUES (?, ?, ?)"
            " ON CONFLICT (short_name) DO UPDATE"
            " SET code = excluded.code, taught_at = excluded.taught_at",
            (_as_written(printed), code, now),
        )

    def forget(self, printed: str) -> None:
        self._ledger.run("DELETE FROM taught_office WHERE short_name = ?", (_as_written(printed),))

    def leave_as_is(self, printed: str) -> None:
        """Nobody is to be asked about `printed` any more: it is shown as it stands."""
        with self._ledger.transaction():
            names = sorted(self.left_as_is() | {_as_written(printed)})
            self._ledger.remember(_LEFT_AS_IS, json.dumps(names, ensure_ascii=False))

    def left_as_is(self) -> frozenset[str]:
        return frozenset(json.loads(self._ledger.recall(_LEFT_AS_IS) or "[]"))

    def all(self) -> dict[str, str]:
        """Every taught name with its code, for `Directory.with_taught`."""
        rows = self._ledger.rows("SELECT short_name, code FROM taught_office")
        return {row["short_name"]: row["code"] for row in rows}


def _as_written(printed: str) -> str:
    return unicodedata.normalize("NFC", " ".join(printed.split()))
